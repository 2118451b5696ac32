"""What the tests need from the machine itself: a browser, PostgreSQL, gettext and a font.

Installs what is missing with apt-get where it may (as root, or by sudo without a password); else says exactly what
to install and fails. Needs nothing but Python.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path


def has_chromium() -> bool:
    return Path("/usr/bin/chromium").exists() or shutil.which("chromium") is not None


def has_postgresql() -> bool:
    return shutil.which("initdb") is not None or any(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def has_gettext() -> bool:
    return shutil.which("msgfmt") is not None and shutil.which("xgettext") is not None


def has_font() -> bool:
    """A font with the widths of Arial, so that pages are measured as people see them."""
    return any(Path("/usr/share/fonts").rglob("LiberationSans-Regular.ttf"))


NEEDED = {
    "chromium": has_chromium,
    "postgresql": has_postgresql,
    "gettext": has_gettext,
    "fonts-liberation": has_font,
}


def missing() -> list[str]:
    return [package for package, is_there in NEEDED.items() if not is_there()]


def installer() -> list[str] | None:
    """The command to put before apt-get's arguments, or None where we may not."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return ["apt-get"]
    if shutil.which("sudo") and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0:
        return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    return None


def main() -> None:
    packages = missing()
    if not packages:
        return
    apt = installer()
    if apt is None:
        raise SystemExit(
            "noddfa: the tests need these Debian packages, and this user may not install them:\n"
            f"    apt-get install {' '.join(packages)}\n"
            "(elsewhere: a Chromium at /usr/bin/chromium, PostgreSQL 15 or newer, GNU gettext, the Liberation fonts)"
        )
    print(f"noddfa: installing {', '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", *packages]):
        done = subprocess.run([*apt, *step], env=environment, stdout=subprocess.DEVNULL)
        if done.returncode:
            raise SystemExit(f"noddfa: this did not work: {' '.join([*apt, *step])}")
    if missing():
        raise SystemExit(f"noddfa: still missing after the installation: {', '.join(missing())}")


if __name__ == "__main__":
    main()
