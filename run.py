"""Set-up and start of the shop, with the standard library alone.

`python3 run.py run` starts everything in one foreground command; `python3 run.py test` runs every
test. What either needs beyond Python 3.11 is installed into this folder.
"""

import hashlib
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
VAR = ROOT / "var"
LEAST = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
STOP_SECONDS = 8


class Stop(SystemExit):
    """One clear sentence, and the end."""


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument says."""
    if sys.version_info < LEAST:
        raise Stop(f"Python {LEAST[0]}.{LEAST[1]} or newer is needed; this is {sys.version}.")
    tasks = {
        "setup": lambda: set_up(dev=False),
        "run": run,
        "test": lambda: test(browser=True),
        "test-fast": lambda: test(browser=False),
        "lint": lint,
        "prove": prove,
        "requirements": requirements,
    }
    if len(arguments) != 1 or arguments[0] not in tasks:
        raise Stop(f"usage: python3 run.py {' | '.join(tasks)}")
    return int(tasks[arguments[0]]() or 0)


def environment() -> dict[str, str]:
    """The environment, with what `.env` adds; without either, the demo."""
    given = dict(os.environ)
    file = ROOT / ".env"
    if file.exists():
        for line in file.read_text(encoding="utf-8").splitlines():
            name, equals, value = line.partition("=")
            if equals and not line.lstrip().startswith("#"):
                given.setdefault(name.strip(), value.strip().strip("\"'"))
    else:
        given.setdefault("DEMO", "1")
    given["PATH"] = f"{BIN}{os.pathsep}{given.get('PATH', '')}"
    given["FLASK_APP"] = "wsgi:app"
    return given


def set_up(dev: bool) -> int:
    """A virtual environment with the locked wheels; nothing to do when the lock is the same."""
    lock = ROOT / ("requirements-dev.txt" if dev else "requirements.txt")
    stamp = VENV / ("stamp-dev" if dev else "stamp")
    mark = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == mark:
        return 0
    if not (BIN / "python").exists():
        make_venv()
    say("Installing the locked wheels …")
    pip = [  # the lock is whole: a newer release of something else must not be looked at
        str(BIN / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check",
        "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", str(lock),
    ]  # fmt: skip
    if subprocess.run(pip, cwd=ROOT).returncode:
        raise Stop("The packages could not be installed; see the lines above.")
    stamp.write_text(mark)
    return 0


def make_venv() -> None:
    """Python's own virtual environment; one sentence where the system left it out."""
    say("Making a virtual environment …")
    try:
        import venv

        venv.EnvBuilder(with_pip=True, clear=VENV.exists()).create(VENV)
    except (ImportError, subprocess.CalledProcessError):
        raise Stop(
            "This Python has no venv module. On Debian: apt-get install python3-venv"
        ) from None


def compile_translations() -> None:
    """Catalogues are compiled when they are older than their texts."""
    for po in ROOT.glob("translations/*/LC_MESSAGES/messages.po"):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            call(
                [str(BIN / "pybabel"), "-q", "compile", "-i", str(po), "-o", str(mo)],
                environment(),
            )


def call(command: Sequence[str], env: Mapping[str, str]) -> None:
    """Run a command; its failure ends everything."""
    done = subprocess.run(command, cwd=ROOT, env=env)
    if done.returncode:
        raise Stop(done.returncode)


def run() -> int:
    """Install, migrate, seed an empty demo, then server and worker until Ctrl-C."""
    began = time.monotonic()
    set_up(dev=False)
    env = environment()
    demo = env.get("DEMO", "0") in {"1", "true", "yes"}
    port = int(env.get("PORT", "8000"))
    for wanted in (port, port + 1) if demo else (port,):
        refuse_taken(wanted)
    VAR.mkdir(exist_ok=True)
    if demo:
        env |= demo_secrets()
    compile_translations()
    call([str(BIN / "flask"), "prepare"], env)
    return supervise(commands(env, port, demo), env, port, demo, began)


def demo_secrets() -> dict[str, str]:
    """Random secrets of this demo, kept beside its data, readable by this user only."""
    file = VAR / "demo.env"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(
            f"SECRET_KEYS={secrets.token_urlsafe(36)}\n"
            f"DEMO_PROVIDER_SECRET={secrets.token_urlsafe(24)}\n"
        )
    pairs = (line.split("=", 1) for line in file.read_text().splitlines() if "=" in line)
    kept = dict(pairs)
    return {name: value for name, value in kept.items() if not os.environ.get(name)}


def refuse_taken(port: int) -> None:
    """A clear sentence when something else listens on our port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise Stop(
                f"PORT: something listens on {port} already; set another, such as PORT=8100"
            ) from None


def commands(env: dict[str, str], port: int, demo: bool) -> dict[str, list[str]]:
    """What runs: the shop's server, the worker, and in the demo the practice bank."""
    server = [str(BIN / "gunicorn"), "--no-control-socket", "--worker-class", "gthread"]
    bind = "127.0.0.1" if demo else env.get("BIND", "127.0.0.1")
    wanted = {
        "shop": [
            *server, "--bind", f"{bind}:{port}", "--workers", env.get("WEB_WORKERS", "2"),
            "--threads", "4", "--access-logfile", "/dev/null", "--log-level", "warning",
            "--max-requests", "20000", "--max-requests-jitter", "2000", "wsgi:app",
        ],
        "worker": [str(BIN / "flask"), "worker"],
    }  # fmt: skip
    if demo:
        shop = env.get("PUBLIC_URL", f"http://127.0.0.1:{port}")
        env.setdefault("SHOP_ORIGIN", shop)
        env.setdefault("DEMO_PROVIDER_DB", str(VAR / "demo_provider.db"))
        wanted["bank"] = [
            *server, "--bind", f"127.0.0.1:{port + 1}", "--workers", "1", "--threads", "4",
            "--log-level", "warning", "demo_provider.wsgi:app",
        ]  # fmt: skip
    return wanted


def supervise(
    wanted: dict[str, list[str]], env: Mapping[str, str], port: int, demo: bool, began: float
) -> int:
    """Start all, tell when they answer, stop all when one ends or somebody says so."""
    running = {
        name: subprocess.Popen(command, cwd=ROOT, env=env, start_new_session=True)
        for name, command in wanted.items()
    }
    stopping: list[int] = []

    def ask_to_stop(number: int, _frame: object) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, ask_to_stop)
    told = False
    try:
        while not stopping:
            ended = [name for name, child in running.items() if child.poll() is not None]
            if ended:
                say(f"{', '.join(ended)} ended; stopping everything.")
                return 1
            if not told and answers(f"http://127.0.0.1:{port}/healthz"):
                told = True
                print_page(env, port, demo, time.monotonic() - began)
            time.sleep(0.2)
        return 0
    finally:
        stop(running)


def stop(running: Mapping[str, "subprocess.Popen[bytes]"]) -> None:
    """Ask every process group to end; insist after a while. Nothing is left behind."""
    for child in running.values():
        signal_group(child, signal.SIGTERM)
    until = time.monotonic() + STOP_SECONDS
    for child in running.values():
        try:
            child.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            signal_group(child, signal.SIGKILL)
            child.wait()


def signal_group(child: "subprocess.Popen[bytes]", number: int) -> None:
    """Tell a child and its own children."""
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return


def answers(url: str) -> bool:
    """Whether a page answers."""
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:
            return bool(answer.status == 200)
    except (OSError, urllib.error.URLError):
        return False


def print_page(env: Mapping[str, str], port: int, demo: bool, seconds: float) -> None:
    """Addresses and, in the demo, who can log in."""
    public = env.get("PUBLIC_URL", f"http://127.0.0.1:{port}")
    say(f"İmece answers after {seconds:.0f} s. Ctrl-C stops everything.\n")
    print(f"  shop             {public}/        English: {public}/en/")
    print(f"  makers, staff    {public}/team/log-in   then /supplier or /admin")
    print(f"  outbox           {public}/admin/outbox   every message the shop writes")
    if demo:
        print(f"  practice bank    http://127.0.0.1:{port + 1}/   its code is 1234\n")
        listed = subprocess.run(
            [str(BIN / "flask"), "demo-logins"], cwd=ROOT, env=env, capture_output=True, text=True
        )
        print(listed.stdout)
    sys.stdout.flush()


def test(browser: bool) -> int:
    """Every test; the journeys need a Chromium, which is said before anything runs."""
    chromium = find_browser() if browser else ""
    set_up(dev=True)
    compile_translations()
    env = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}
    env["CHROMIUM"] = chromium
    pytest = [str(BIN / "python"), "-m", "pytest", "-q"]
    quick = [*pytest, "-n", "2", "--ignore", "tests/journeys", "tests"]
    failed = subprocess.run(quick, cwd=ROOT, env=env).returncode
    if browser and not failed:
        failed = subprocess.run([*pytest, "tests/journeys"], cwd=ROOT, env=env).returncode
    return failed


def find_browser() -> str:
    """A Chromium on the PATH; installed from Debian with INSTALL=1; otherwise said how."""
    named = os.environ.get("CHROMIUM", "")
    found = named or next(filter(None, map(shutil.which, BROWSERS)), "")
    if found:
        return found
    if os.environ.get("INSTALL") == "1":
        say("Installing Debian's chromium …")
        for command in (
            ["apt-get", "update", "-qq"],
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"],
        ):
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        return find_browser_again()
    raise Stop(
        "The journeys need a Chromium on the PATH. Install it (Debian: apt-get install chromium), "
        "or say make test INSTALL=1, or leave them out with make test-fast."
    )


def find_browser_again() -> str:
    """What the installation brought."""
    found = next(filter(None, map(shutil.which, BROWSERS)), "")
    if not found:
        raise Stop("chromium was installed but is not on the PATH")
    return found


def lint() -> int:
    """Style, types, layers, templates, translations."""
    set_up(dev=True)
    compile_translations()
    failed = 0
    for command in (
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
        ["djlint", "templates", "--lint", "--quiet"],
        ["python", "tools/translations.py"],
    ):
        say(" ".join(command))
        done = subprocess.run([str(BIN / command[0]), *command[1:]], cwd=ROOT)
        failed = failed or done.returncode
    return failed


def prove() -> int:
    """The long proofs; the rows of figures they end in are those of docs/measured.md."""
    set_up(dev=True)
    compile_translations()
    python, pytest = str(BIN / "python"), [str(BIN / "python"), "-m", "pytest", "-q"]
    proofs: list[tuple[str, list[str], dict[str, str]]] = [
        *[(f"races, round {number} of 5", [*pytest, "tests/races"], {}) for number in range(1, 6)],
        (
            "1 000 orders with random events in random order",
            [*pytest, "-n", "2", "tests/fates"],
            {"FATES": "40"},
        ),
        *[
            (
                f"a file of 10 000 goods, {kind}",
                [python, "benchmarks/imports.py", "10000", kind],
                {},
            )
            for kind in ("csv", "xlsx")
        ],
        ("every small change of the law", [python, "tools/mutate_law.py"], {}),
    ]
    rows: list[str] = []
    failed = 0
    for what, command, more in proofs:
        say(f"Proof: {what}")
        began = time.monotonic()
        failed = subprocess.run(command, cwd=ROOT, env={**os.environ, **more}).returncode
        rows.append(f"| {what} | {'FAILED' if failed else 'holds'}, {seconds(began)} |")
        if failed:
            break
    print("\n| proof | outcome |\n|---|---|", *rows, sep="\n", flush=True)
    return failed


def seconds(began: float) -> str:
    """How long it has been, for a person."""
    minutes, rest = divmod(round(time.monotonic() - began), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def requirements() -> int:
    """Which requirement is shown by which test."""
    return subprocess.run([sys.executable, "tools/requirements.py"], cwd=ROOT).returncode


def say(sentence: str) -> None:
    """A line for the person at the terminal."""
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
