"""What the operating system must supply, said plainly before anything else is tried.

Run as a file by any Python (`python3 wscb/deploy/os_check.py [--tests]`): it stands before the venv does,
so it imports the standard library alone. Exit code 1 when something is missing that nothing works without.
"""

import ctypes
import importlib.util
import os
import shutil
import subprocess
import sys

# (library, Debian package, what it is for)
NEEDED = (
    ("libpango-1.0.so.0", "libpango-1.0-0", "to lay out the forms as PDF"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0-0", "to lay out the forms as PDF"),
    ("libharfbuzz.so.0", "libharfbuzz0b", "to lay out the forms as PDF"),
)
FASTER = (("libharfbuzz-subset.so.0", "libharfbuzz-subset0", "PDF forms take three to five times as long without it"),)
# (language, Debian package)
SCRIPTS = (("ar", "fonts-noto-core"), ("bn", "fonts-noto-core"), ("zh", "fonts-droid-fallback"))


# Debian packages of the browser that the journeys run in, the one that takes least of the machine first.
BROWSERS = ("chromium-headless-shell", "chromium")


def browser() -> str:
    """The path of the browser for the journeys: PLAYWRIGHT_CHROMIUM names it, else the first there is, else the first."""
    paths = [f"/usr/bin/{package}" for package in BROWSERS]
    return os.environ.get("PLAYWRIGHT_CHROMIUM") or next((path for path in paths if shutil.which(path)), paths[0])


def has_library(name: str) -> bool:
    """Whether the loader finds a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_font_for(language: str) -> bool:
    """Whether any installed font covers a language; true where fontconfig's own tool is absent to ask."""
    tool = shutil.which("fc-list")
    if tool is None:
        return True
    found = subprocess.run([tool, f":lang={language}", "family"], capture_output=True, text=True, check=False)
    return bool(found.stdout.strip())


def missing(*, tests: bool) -> list[tuple[str, str]]:
    """What nothing works without: pairs of Debian package and reason."""
    lacks = [(package, why) for library, package, why in NEEDED if not has_library(library)]
    if not any(importlib.util.find_spec(name) for name in ("pip", "ensurepip")):
        lacks.append(("python3-venv", "to make the virtual environment"))
    if tests and shutil.which(browser()) is None:
        lacks.append(
            (BROWSERS[0], f"for the browser journeys (looked for {browser()}; PLAYWRIGHT_CHROMIUM names another)")
        )
    return lacks


def poorer() -> list[tuple[str, str]]:
    """What makes the result slower or poorer when it is missing."""
    lacks = [(package, why) for library, package, why in FASTER if not has_library(library)]
    fonts = {package for language, package in SCRIPTS if not has_font_for(language)}
    return lacks + [(package, "names in some scripts print as boxes without it") for package in sorted(fonts)]


def main(arguments: list[str]) -> int:
    """Print what is missing and how to get it; 1 when it must be there."""
    lacks = missing(tests="--tests" in arguments)
    for package, why in lacks:
        print(f"Missing: {package}, {why}.", file=sys.stderr)
    for package, why in poorer():
        print(f"Worth having: {package} ({why}).", file=sys.stderr)
    if lacks:
        names = " ".join(dict.fromkeys(package for package, _ in lacks))
        print(f"On Debian or Ubuntu: sudo apt-get install {names}", file=sys.stderr)
    return 1 if lacks else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
