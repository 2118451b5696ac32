"""The house keeps its own rules: who may import whom, what the papers promise, what may not be in the repository."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import grimp
import pytest

pytestmark = pytest.mark.instrument

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "noddfa"
JOURNEY = ("recognise", "refer", "protect", "support", "learn", "audit", "measure", "publish")
DOORS = ("services", "selectors")


@cache
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("noddfa", cache_dir=None)


def room(module: str) -> str:
    """`protect` of `noddfa.protect.missing.kind`."""
    return module.split(".")[1] if "." in module else ""


@cache
def our_files() -> tuple[Path, ...]:
    """The files of the repository: what git keeps; without git, what is not built or kept out by .gitignore."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode == 0:
        return tuple(ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file())
    places = [*ROOT.glob("*.*"), *(ROOT / "Makefile", ROOT / "LICENSE")]
    for folder in ("src", "tests", "scripts", "docs", ".ci"):
        places += (ROOT / folder).rglob("*")
    left_out = {"__pycache__", "build", "node_modules"}
    return tuple(p for p in places if p.is_file() and p.suffix != ".mo" and not left_out & set(p.parts))


def texts() -> list[tuple[Path, str]]:
    """Every text file of ours, with its path from the top."""
    found = []
    for path in our_files():
        try:
            found.append((path.relative_to(ROOT), path.read_text(encoding="utf-8")))
        except UnicodeDecodeError:
            continue  # a picture
    return found


# ---- who may import whom ----


def test_floors_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache", "--no-logo"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout


def test_a_journey_app_reaches_another_only_through_its_doors() -> None:
    graph = imports()
    wrong = [
        f"{importer} imports {imported}"
        for importer in graph.modules
        if room(importer) in JOURNEY
        for imported in graph.find_modules_directly_imported_by(importer)
        if room(imported) in JOURNEY
        and room(imported) != room(importer)
        and imported.split(".")[2:] not in [[door] for door in DOORS]
    ]
    assert not wrong, "\n".join(sorted(wrong))


def test_the_doors_hold_no_rules_of_their_own() -> None:
    """services.py and selectors.py re-export; an everything-file would grow there."""
    too_long = [
        path.relative_to(ROOT)
        for app in JOURNEY
        for door in DOORS
        if (path := SOURCE / app / f"{door}.py").exists()
        and re.search(r"^(async )?def |^class ", path.read_text(), re.M)
    ]
    assert not too_long, f"these define things themselves: {', '.join(map(str, too_long))}"


@pytest.mark.parametrize("name", sorted(p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists()))
def test_every_room_says_what_it_decides(name: str) -> None:
    first = (SOURCE / name / "__init__.py").read_text()
    assert first.startswith('"""'), (
        f"src/noddfa/{name}/__init__.py should begin by saying what the room decides"
    )


# ---- papers ----


def test_every_room_has_a_row_in_the_architecture() -> None:
    plan = (ROOT / "docs" / "architecture.md").read_text()
    missing = [
        p.name for p in SOURCE.iterdir() if (p / "__init__.py").exists() and f"`{p.name}/`" not in plan
    ]
    assert not missing, f"docs/architecture.md has no row for: {', '.join(missing)}"


def test_the_architecture_names_only_places_that_exist() -> None:
    """The index 'I want to change ... go to' leads somewhere."""
    plan = (ROOT / "docs" / "architecture.md").read_text()
    named = set(re.findall(r"`((?:src|tests|scripts|docs)/[\w./-]+)`", plan))
    gone = sorted(place for place in named if not (ROOT / place).exists())
    assert not gone, f"docs/architecture.md sends people to: {', '.join(gone)}"


@pytest.mark.parametrize("paper", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md", "LICENSE"])
def test_papers_are_there(paper: str) -> None:
    assert len((ROOT / paper).read_text().splitlines()) > 5


def test_links_between_papers_lead_somewhere() -> None:
    broken = []
    for path, text in texts():
        if path.suffix == ".md":
            for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text):
                if not (ROOT / path.parent / target).exists():
                    broken.append(f"{path}: {target}")
    assert not broken, "\n".join(broken)


# ---- the environment ----


def test_every_variable_is_explained() -> None:
    """docs/guide/running.md lists exactly the variables that the platform reads."""
    read = set()
    for path in SOURCE.rglob("*.py"):
        read |= set(re.findall(r"""["']((?:NODDFA_[A-Z_]+)|DATABASE_URL|EMAIL_URL)["']""", path.read_text()))
    read -= {"NODDFA_KEY_RING", "NODDFA_KEY_FILE"}  # names within Django's settings
    page = (ROOT / "docs" / "guide" / "running.md").read_text()
    explained = set(re.findall(r"^\| `([A-Z_]+)`", page, re.M))
    assert explained == read


def test_every_command_is_explained() -> None:
    from noddfa.web.operations.table import COMMANDS

    papers = (ROOT / "docs" / "guide" / "running.md").read_text()
    assert not [command.name for command in COMMANDS if f"noddfa {command.name}" not in papers]


# ---- what may not be in the repository ----

ADDRESS_OF_A_DOWNLOAD = re.compile(
    r"""https?://[^\s"'<>)]*(?:\.whl|\.tar\.gz|\.tgz)\b|(?:index-url|find-links|registry)\s*=?\s*["']?https?://""",
    re.I,
)
PLACE_ON_A_MACHINE = re.compile(r"(?<![\w.-])/(?:root|work)/[\w.-]+/|/home/(?!noddfa\b)[a-z]+/")


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("records where a package is downloaded from", ADDRESS_OF_A_DOWNLOAD),
        ("names a place on somebody's machine", PLACE_ON_A_MACHINE),
    ],
)
def test_no_file_says_more_than_it_should(what: str, pattern: re.Pattern[str]) -> None:
    here = Path(__file__).relative_to(ROOT)
    found = [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in texts()
        if path != here
        for number, line in enumerate(text.splitlines(), start=1)
        if pattern.search(line)
    ]
    assert not found, f"{what}:\n" + "\n".join(found)


def test_what_the_machine_makes_is_not_kept() -> None:
    names = [path.relative_to(ROOT).as_posix() for path in our_files()]
    kept = [
        n
        for n in names
        if re.search(r"(^|/)(uv\.lock|package-lock\.json|var/|\.venv/|__pycache__/)|\.(mo|pyc|sqlite3)$", n)
    ]
    assert not kept


# ---- dependencies ----


def test_everything_installed_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = project["dependency-groups"]
    wanted = [*project["project"]["dependencies"]]
    for extra in project["project"]["optional-dependencies"].values():
        wanted += extra
    for group in groups.values():
        wanted += [entry for entry in group if isinstance(entry, str)]
    pins = dict(
        line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
    )
    for requirement in wanted:
        name, _equals, version = requirement.partition("==")
        name = re.sub(r"\[.*\]", "", name).lower().replace("_", "-")
        assert version, f"{requirement} names no exact version"
        assert pins.get(name) == version, (
            f"{name}: {version} in pyproject.toml, {pins.get(name)} in constraints.txt"
        )


def test_what_is_installed_is_what_the_constraints_say() -> None:
    """constraints.txt is complete: nothing comes in at a version it does not name."""
    from importlib.metadata import distributions

    pins = dict(
        line.split("==") for line in (ROOT / "constraints.txt").read_text().splitlines() if "==" in line
    )
    own = {"noddfa", "pip", "setuptools", "wheel", "uv"}
    here = {d.metadata["Name"].lower().replace("_", "-"): d.version for d in distributions()}
    assert {
        name: version for name, version in here.items() if name not in own and pins.get(name) != version
    } == {}
