"""Start Amends from a plain copy of its folder, with nothing but Python.

python3 start.py                open the window
python3 start.py test [ARGS]    run all tests (ARGS go to pytest)
python3 start.py bench [ARGS]   measure
python3 start.py WORD ...       any command of the program, such as: decide examples/late-parcel.json

The first start makes .venv here and installs the locked packages of packaging/; later ones only look at a stamp.
"""

import os
import sys

# Before anything that an older Python cannot run, so that it gets a sentence and not a traceback.
if sys.version_info < (3, 11):
    sys.exit(
        f"Amends needs Python 3.11 or later, and this is {sys.version_info[0]}.{sys.version_info[1]}: "
        "install a newer one and start again with it."
    )

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent
LOCKS = {"run": "requirements.txt", "dev": "requirements-dev.txt"}
LINUX = sys.platform.startswith("linux")
WINDOWS = os.name == "nt"

# A library's file name -> its package for each of INSTALLERS.
Packages = dict[str, list[str]]
INSTALLERS = (
    ("apt-get", "apt-get install --no-install-recommends"),
    ("dnf", "dnf install"),
    ("pacman", "pacman -S"),
    ("zypper", "zypper install"),
)
# What pip or venv say -> what it means to the one who reads it. The first that is found counts.
CAUSES = (
    (("No space left", "Errno 28", "WinError 112"), "the disk is full: make about 600 MB of room and start again."),
    (("SSLError", "CERTIFICATE_VERIFY"), "the connection is not trusted: check the computer's date and certificates."),
    (
        ("connection broken", "NewConnectionError", "Network is unreachable", "Name or service", "name resolution",
         "getaddrinfo", "timed out", "ConnectionError", "ProxyError"),
        "the packages could not be fetched: connect to the network and start again.",
    ),
    (("DO NOT MATCH THE HASHES",), "a fetched package differs from the locked one; nothing of it was used."),
    (
        ("Permission denied", "Errno 13", "Access is denied", "Read-only file system"),
        "this folder may not be written to: move it to one of your own.",
    ),
    (("No module named pip",), "the .venv here has no pip: remove the folder .venv and start again."),
    (("No matching distribution",), "a locked package is not to be had for this Python and computer: try Python 3.12."),
)  # fmt: skip


# How pip begins the line of each package it comes to: fetched, found in a folder, there already, for another system.
SEEN = ("Collecting", "Processing", "Requirement already", "Ignoring")


class CannotStartError(Exception):
    """Carry the one sentence that tells why the program cannot start and what to do."""


def main(words: list[str]) -> int:
    """Start what the words ask for; return only when that was not possible (or on Windows, when it has ended)."""
    try:
        return start(ROOT, words)
    except CannotStartError as reason:
        say(str(reason))
    except KeyboardInterrupt:
        say("stopped before it was ready; start again to finish.")
        return 130
    except OSError as error:
        say(explain(str(error)))
    return 1


def start(root: Path, words: list[str]) -> int:
    kind = "dev" if words[:1] in (["test"], ["bench"]) else "run"
    window = opens_window(words)
    if window and not has_display():
        window = False
        words = ["decide", str(root / "examples" / "late-parcel.json")]
        say("there is no display here, so this is the same job on the command line:")
        say("python3 start.py decide examples/late-parcel.json")
    libraries = wanted_libraries(root, window) if LINUX and (window or kind == "dev") else {}
    find_libraries(root, libraries)
    make_ready(root, kind)
    remember_libraries(root, libraries)
    return launch(root, words)


def say(sentence: str) -> None:
    print(f"Amends: {sentence}", file=sys.stderr, flush=True)


def opens_window(words: list[str]) -> bool:
    """Tell whether the words hold no command; `--data-dir DIR` may stand before one."""
    rest = words
    while rest and rest[0].startswith("--data-dir"):
        rest = rest[1:] if "=" in rest[0] else rest[2:]
    return not rest


def has_display() -> bool:
    return not LINUX or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


# Qt's system libraries


def wanted_libraries(root: Path, window: bool) -> Packages:
    """Read what Qt links to: always its own part, for a window also that of the display there is."""
    parts = {
        "qt": True,
        "x11": window and "DISPLAY" in os.environ,
        "wayland": window and "WAYLAND_DISPLAY" in os.environ,
    }
    rows = (line.split() for line in read(root / "packaging" / "qt-libraries.txt").splitlines())
    return {library: packages for part, library, *packages in rows if parts.get(part)}


def missing_libraries(wanted: Packages) -> list[str]:
    import ctypes

    missing = []
    for name in wanted:
        try:
            ctypes.CDLL(name)
        except OSError:
            missing.append(name)
    return missing


def find_libraries(root: Path, wanted: Packages) -> None:
    """Install what Qt lacks where this is allowed; raise CannotStartError with the command to type where it is not."""
    if not wanted or set(wanted) <= set(read(root / ".venv" / "libraries-found").split()):
        return
    missing = missing_libraries(wanted)
    if missing and may_install():
        packages = sorted({wanted[name][0] for name in missing})
        say(f"installing what Qt needs from the system: {', '.join(packages)}")
        apt_install(packages)
        missing = missing_libraries(wanted)
    if missing:
        raise CannotStartError(missing_sentence(missing, wanted))


def remember_libraries(root: Path, wanted: Packages) -> None:
    stamp = root / ".venv" / "libraries-found"
    found = set(read(stamp).split())
    if not set(wanted) <= found:
        stamp.write_text("\n".join(sorted(found | set(wanted))), encoding="utf-8")


def missing_sentence(missing: list[str], wanted: Packages) -> str:
    from shutil import which

    for column, (tool, command) in enumerate(INSTALLERS):
        if which(tool):
            packages = sorted({wanted[name][column] for name in missing})
            return f"Qt needs libraries that this system lacks; type: sudo {command} {' '.join(packages)}"
    return f"Qt needs libraries that this system lacks; install the packages that hold {', '.join(missing)}."


def may_install() -> bool:
    from shutil import which

    return LINUX and os.geteuid() == 0 and which("apt-get") is not None


def apt_install(packages: list[str]) -> None:
    """Install packages on the Debian family as root; what came of it is for the caller to see."""
    import subprocess

    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        subprocess.run(["apt-get", "-qq", *command], env=environment, capture_output=True, check=False)


# The environment in .venv


def make_ready(root: Path, kind: str) -> None:
    """Bring .venv to what the lock says; two starts at once take turns."""
    if is_ready(root, kind):
        return
    with turn(root / ".venv.lock"):
        if not is_ready(root, kind):
            install(root, kind)


def is_ready(root: Path, kind: str) -> bool:
    return read(stamp_of(root, kind)) == lock_hash(root, kind) and is_sound(root / ".venv")


def stamp_of(root: Path, kind: str) -> Path:
    return root / ".venv" / f"installed-{kind}"


def lock_hash(root: Path, kind: str) -> str:
    import hashlib

    return hashlib.sha256((root / "packaging" / LOCKS[kind]).read_bytes()).hexdigest()


def python_of(venv: Path) -> Path:
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


def is_sound(venv: Path) -> bool:
    """Tell whether the environment was finished and the Python that made it is still there."""
    if (venv / "unfinished").exists() or not python_of(venv).exists():
        return False
    lines = (line.partition("=") for line in read(venv / "pyvenv.cfg").splitlines())
    made = {key.strip(): value.strip() for key, _, value in lines}
    version = tuple(int(part) for part in made.get("version", "0").split(".")[:2] if part.isdigit())
    replaced = os.path.realpath(python_of(venv)) == os.path.realpath(sys.executable) and version != sys.version_info[:2]
    return version >= (3, 11) and Path(made.get("home", "")).is_dir() and not replaced


def install(root: Path, kind: str) -> None:
    """Install one locked set; the stamp is written last, and a failure leaves what was there before, or nothing."""
    venv = root / ".venv"
    fresh = not is_sound(venv)
    if fresh:
        say("setting up in .venv; this happens once and takes a minute or two.")
        make_venv(venv)
    stamps = {stamp_of(root, each): read(stamp_of(root, each)) for each in LOCKS}
    for stamp in stamps:
        stamp.unlink(missing_ok=True)
    unfinished = venv / "unfinished"
    unfinished.touch()
    try:
        pip_install(venv, root / "packaging" / LOCKS[kind])
    except CannotStartError:
        if fresh:
            remove(venv)
        else:
            write_stamps(stamps)
            unfinished.unlink()
        raise
    # The development set includes the other one.
    stamps |= {stamp_of(root, each): lock_hash(root, each) for each in ("run", kind)}
    write_stamps(stamps)
    unfinished.unlink()
    compile_program(root)


def compile_program(root: Path) -> None:
    """Compile the program ahead, as pip did with the packages; where that fails, Python does it while running."""
    import subprocess

    python = str(python_of(root / ".venv"))
    for words in (["compileall", "-q", "app"], ["app", "templates", "--compile"]):
        subprocess.run([python, "-m", *words], cwd=root, capture_output=True, check=False)


def write_stamps(stamps: dict[Path, str]) -> None:
    for stamp, content in stamps.items():
        if content:
            stamp.write_text(content, encoding="utf-8")


def make_venv(venv: Path) -> None:
    """Make an empty environment with pip in it; raise CannotStartError, and leave none, when that fails."""
    import subprocess

    remove(venv)
    need_ensurepip()
    venv.mkdir()
    (venv / "unfinished").touch()
    python = getattr(sys, "_base_executable", None) or sys.executable
    command = [python, "-I", "-m", "venv", str(venv)]
    made = subprocess.run(
        command, env=clean_environment(), capture_output=True, text=True, errors="replace", check=False
    )
    if made.returncode:
        remove(venv)
        raise CannotStartError(explain(made.stdout + made.stderr))


def need_ensurepip() -> None:
    """See that Python can put pip into an environment; Debian's own comes without."""
    from importlib.util import find_spec

    if find_spec("ensurepip") and find_spec("venv"):
        return
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    if may_install():
        say(f"installing {package}")
        apt_install([package])
        return
    raise CannotStartError(f"this Python cannot make an environment yet; type: sudo apt-get install {package}")


def pip_install(venv: Path, lock: Path) -> None:
    import subprocess

    total = sum("==" in line for line in read(lock).splitlines())
    options = "--require-hashes --no-deps --only-binary :all: --no-input --disable-pip-version-check --progress-bar off"
    command = [str(python_of(venv)), "-I", "-m", "pip", "install", *options.split(), "-r", str(lock)]
    said: list[str] = []
    with subprocess.Popen(
        command,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    ) as pip:
        for line in pip.stdout or ():
            said.append(line)
            show_progress(line, sum(each.startswith(SEEN) for each in said), total)
    if pip.returncode:
        raise CannotStartError(explain("".join(said)))


def show_progress(line: str, number: int, total: int) -> None:
    """Turn a line of pip's into one of ours, without the addresses that pip shows."""
    if line.startswith(("Collecting", "Processing")):
        name = line.split()[1].replace("\\", "/").rpartition("/")[2]
        say(f"fetching {name} ({number} of {total})")
    elif line.startswith("Installing collected"):
        say("installing")


def explain(said: str) -> str:
    """Say in one sentence why an installation failed, from what pip, venv or the system said."""
    for signs, sentence in CAUSES:
        if any(sign in said for sign in signs):
            return sentence
    errors = [line for line in said.splitlines() if "error" in line.lower()] or said.splitlines() or ["no reason given"]
    words = ("(an address)" if "://" in word else word for word in errors[-1].split())
    return f"setting up failed: {' '.join(words)}"


def clean_environment() -> dict[str, str]:
    """Give the environment without what would send Python or pip elsewhere; the user's index settings stay."""
    gone = {"PYTHONHOME", "PYTHONPATH", "PYTHONSAFEPATH", "__PYVENV_LAUNCHER__"}
    gone |= {
        f"PIP_{name}"
        for name in ("TARGET", "PREFIX", "ROOT", "CONSTRAINT", "REQUIREMENT", "DRY_RUN", "QUIET", "PYTHON")
    }
    kept = {name: value for name, value in os.environ.items() if name not in gone}
    return kept | {"PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"}


@contextmanager
def turn(path: Path) -> "Iterator[None]":
    """Hold a lock file while installing, waiting for another start that has it."""
    with path.open("a+") as held:
        if not try_lock(held.fileno()):
            say("another start is setting up; waiting for it.")
            wait_lock(held.fileno())
        yield  # closing the file gives the lock back, also when this start is killed


def try_lock(number: int) -> bool:
    """Take the lock if nobody has it; a file system that knows no locks counts as free."""
    if sys.platform == "win32":
        import msvcrt

        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
    import fcntl

    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        pass
    return True


def wait_lock(number: int) -> None:
    import time

    while not try_lock(number):
        time.sleep(0.2)


def read(path: Path) -> str:
    """Give a small file's text; a missing one is empty."""
    try:
        return path.read_text(encoding="utf-8")
    except OSError:
        return ""


def remove(folder: Path) -> None:
    import shutil

    if folder.exists():
        shutil.rmtree(folder)


# The program itself


def launch(root: Path, words: list[str]) -> int:
    """Hand over to the environment's Python; on Windows, wait for it and give its exit code."""
    environment = {
        name: value for name, value in os.environ.items() if name not in {"PYTHONHOME", "__PYVENV_LAUNCHER__"}
    }
    python = str(python_of(root / ".venv"))
    if words[:1] in (["test"], ["bench"]):
        os.chdir(root)
        environment.pop("PYTHONPATH", None)
        command = [python, "-m", *tool(words)]
    else:
        # The seller's folder stays the current one, for FILE, but must not be where `app` is looked for.
        environment |= {"PYTHONPATH": str(root), "PYTHONSAFEPATH": "1"}
        command = [python, "-m", "app", *words]
    if not WINDOWS:
        os.execve(python, command, environment)  # noqa: S606
    return wait_for(command, environment)


def tool(words: list[str]) -> list[str]:
    """Give the module and arguments of a developer's word; only the whole suite is worth several processes."""
    if words[0] == "bench":
        return words
    return ["pytest", *(words[1:] or ["-n", "auto", "--maxprocesses", "4"])]


def wait_for(command: list[str], environment: dict[str, str]) -> int:
    import subprocess

    with subprocess.Popen(command, env=environment) as child:
        while True:
            try:
                return child.wait()
            except KeyboardInterrupt:  # the child got it too and decides
                continue


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
