"""Make the project's own environment: `python3 scripts/bootstrap.py demo|test`.

Needs nothing but a Python with pip. Each step is skipped when what it depends on has not changed since it last
succeeded (a stamp in .venv/stamps holds the hash of its inputs), so running it again costs a blink.

Not here: Debian packages (system_packages.py), the tests themselves (test.py).
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "stamps"
DESIGN = ROOT / "src" / "noddfa" / "design"
BUILT_ASSETS = DESIGN / "static" / "noddfa" / "build"
SYSTEM_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")
UV = "uv==0.13.9"

# What each kind of machine gets on top of the product itself.
EXTRAS = {
    "demo": [".", "--group", "assets"],
    "test": [".[postgres,evidence]", "--group", "dev"],
}


def say(text: str) -> None:
    print(f"noddfa: {text}", flush=True)


def fail(text: str) -> None:
    raise SystemExit(f"noddfa: {text}")


def run(*command: str | Path) -> None:
    """Run a step; its own words explain a failure, so ours only say which step it was."""
    done = subprocess.run([str(part) for part in command], cwd=ROOT)
    if done.returncode:
        fail("this step did not finish: " + " ".join(str(part) for part in command))


def fingerprint(*inputs: Path | str) -> str:
    """One hash over the contents of files and folders (names included) and over plain strings."""
    digest = hashlib.sha256()
    for item in inputs:
        if isinstance(item, str):
            digest.update(item.encode())
            continue
        files = sorted(path for path in item.rglob("*") if path.is_file()) if item.is_dir() else [item]
        for file in files:
            if file.exists():
                digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()


def is_done(step: str, inputs: str) -> bool:
    stamp = STAMPS / step
    return stamp.exists() and stamp.read_text() == inputs


def mark_done(step: str, inputs: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(inputs)


def trust_this_machine() -> None:
    """Let uv and npm trust the authorities that this machine trusts, as pip does: a body may have its own."""
    if SYSTEM_CERTIFICATES.exists():
        os.environ.setdefault("UV_SYSTEM_CERTS", "true")
        os.environ.setdefault("NODE_EXTRA_CA_CERTS", str(SYSTEM_CERTIFICATES))


def make_environment() -> None:
    """.venv with a pinned uv in it."""
    inputs = fingerprint(UV, f"{sys.version_info[0]}.{sys.version_info[1]}", str(ROOT))
    if PYTHON.exists() and is_done("environment", inputs):
        return
    say(f"making .venv with Python {sys.version.split()[0]}")
    if importlib.util.find_spec("ensurepip"):
        run(sys.executable, "-m", "venv", "--clear", VENV)
        run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    elif importlib.util.find_spec("pip"):  # a Python whose maker left ensurepip out, Debian's for one
        run(sys.executable, "-m", "venv", "--clear", "--without-pip", VENV)
        run(sys.executable, "-m", "pip", "--python", PYTHON, "install", "--quiet", UV)
    else:
        fail("this Python has neither ensurepip nor pip; install pip (Debian: python3-pip) and try again")
    mark_done("environment", inputs)


def install(kind: str) -> None:
    """The product (editable), pinned by constraints.txt, and what this kind of machine needs besides."""
    inputs = fingerprint(ROOT / "pyproject.toml", ROOT / "constraints.txt", " ".join(EXTRAS["demo"]))
    if kind == "demo" and is_done("install-demo", inputs):
        return
    if kind == "test" and is_done("install-test", inputs):
        return
    say("installing the packages it needs")
    uv = VENV / "bin" / "uv"
    run(uv, "pip", "install", "--quiet", "--python", PYTHON, "-c", "constraints.txt", "-e", *EXTRAS[kind])
    mark_done(f"install-{kind}", inputs)
    if kind == "test":  # holds all that the demo needs
        mark_done("install-demo", inputs)


def build_assets() -> None:
    """CSS, JavaScript and pictures of the pages."""
    sources = [
        path for path in sorted(DESIGN.rglob("*")) if path.suffix in {".scss", ".js", ".css", ".svg", ".json"}
    ]
    sources = [path for path in sources if BUILT_ASSETS not in path.parents]
    inputs = fingerprint(ROOT / "scripts" / "build_assets.py", ROOT / "package.json", *sources)
    if BUILT_ASSETS.is_dir() and is_done("assets", inputs):
        return
    say("building the look of the pages")
    run(PYTHON, "scripts/build_assets.py")
    mark_done("assets", inputs)


def compile_catalogues() -> None:
    """The Welsh texts, from .po to .mo."""
    sources = sorted((ROOT / "src").rglob("*.po"))
    inputs = fingerprint(ROOT / "scripts" / "catalogue.py", *sources)
    if is_done("catalogues", inputs) and all(source.with_suffix(".mo").exists() for source in sources):
        return
    say("compiling the Welsh texts")
    run(PYTHON, "scripts/catalogue.py", "compile")
    mark_done("catalogues", inputs)


def main(arguments: list[str]) -> None:
    if len(arguments) != 1 or arguments[0] not in EXTRAS:
        fail("say what for: python3 scripts/bootstrap.py demo, or test")
    if not (3, 11) <= sys.version_info[:2] < (3, 14):
        version = ".".join(str(part) for part in sys.version_info[:3])
        fail(
            f"needs Python 3.11, 3.12 or 3.13; {sys.executable} is {version}. Try: make demo PYTHON=python3.11"
        )
    trust_this_machine()
    make_environment()
    install(arguments[0])
    build_assets()
    compile_catalogues()


if __name__ == "__main__":
    main(sys.argv[1:])
