"""Who may open what: prints the lines the tables of tests/access lack, or the whole matrix.

    .venv/bin/python scripts/matrix.py            lines to add to routes.csv and permissions.csv
    .venv/bin/python scripts/matrix.py --whole    every route x every role, inside and outside a record, as CSV

A missing line is a question, not an answer: fill in by hand who ought to, then see whether the rules agree.
"""

from __future__ import annotations

import csv
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TABLES = ROOT / "tests" / "access"
sys.path.insert(0, str(ROOT))


def table(name: str) -> dict[str, dict[str, str]]:
    """A table by the names of its rows."""
    with (TABLES / name).open(newline="") as file:
        return {row["name"]: row for row in csv.DictReader(file)}


def missing() -> int:
    """Print what the tables lack; 1 when they lack anything."""
    import rules

    from noddfa.access.roles import Role
    from tests.access.routes import walk

    routes, permissions = table("routes.csv"), table("permissions.csv")
    lines = [
        f"routes.csv: {route.name},{route.guard.permission if route.guard else 'NO GUARD'}"
        for route in walk()
        if not route.others and route.name not in routes
    ]
    blanks = ",".join("?" for _role in Role)
    lines += [
        f"permissions.csv: {name},{blanks}"
        for name in rules.permissions.permissions
        if name not in permissions
    ]
    print("\n".join(lines) if lines else "Both tables are complete.")
    return 1 if lines else 0


def whole() -> int:
    """Print every route with what each role gets, inside and outside."""
    from noddfa.access.roles import Role

    routes, permissions = table("routes.csv"), table("permissions.csv")
    out = csv.writer(sys.stdout)
    places = ("inside", "outside")
    out.writerow(
        [
            "route",
            "permission",
            *(f"{role.value} {where}" for role in Role for where in places),
        ]
    )
    for name, row in routes.items():
        said = permissions[row["permission"]]
        answers = {
            "yes": ("allowed", "allowed"),
            "inside": ("allowed", "hidden"),
            "no": ("not allowed", "not allowed"),
        }
        out.writerow(
            [name, row["permission"], *(answer for role in Role for answer in answers[said[role.value]])]
        )
    return 0


def main() -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ["NODDFA_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "noddfa.web.settings"
        import django

        django.setup()
        return whole() if "--whole" in sys.argv[1:] else missing()


if __name__ == "__main__":
    raise SystemExit(main())
