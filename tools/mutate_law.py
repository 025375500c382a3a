"""Change the law in every small way and see whether its tests notice (mutmut).

A copy of `app/law` and `tests/law` in `var/mutation` is mutated: the rules need nothing else. At
most two of a hundred changes may go unnoticed; each that does is argued in docs/law-mutation.md by
its rule and the changed line. A change is noticed by a test that fails. One that ran out of time
is tried once more with the machine to itself; what is slow again never ends, and is counted apart.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COPY = ROOT / "var" / "mutation"
ARGUED = ROOT / "docs" / "law-mutation.md"
MOST_PERCENT = 2
SETTINGS = """\
[tool.pytest.ini_options]
addopts = "--import-mode=importlib -p no:cacheprovider -p no:xdist"
pythonpath = ["."]
markers = ["requirement(id): a row of the specification"]

[tool.mutmut]
source_paths = ["app"]
only_mutate = ["app/law/*"]
pytest_add_cli_args_test_selection = ["tests/law"]
timeout_constant = 2.0
"""
HYPOTHESIS = """\
from hypothesis import settings

settings.register_profile(
    "mutation", max_examples=50, deadline=None, derandomize=True, database=None
)
settings.load_profile("mutation")
"""


def copy() -> None:
    """The rules and their tests, without the shop; structure tests read sources and stay out."""
    shutil.rmtree(COPY, ignore_errors=True)
    shutil.copytree(ROOT / "app" / "law", COPY / "app" / "law")
    shutil.copytree(ROOT / "tests" / "law", COPY / "tests" / "law")
    (COPY / "tests" / "law" / "test_purity.py").unlink()
    (COPY / "app" / "kernel").mkdir()
    for name in ("__init__.py", "money.py", "clock.py"):
        shutil.copy(ROOT / "app" / "kernel" / name, COPY / "app" / "kernel" / name)
    for package in ("app", "tests"):
        (COPY / package / "__init__.py").touch()
    (COPY / "tests" / "conftest.py").write_text(HYPOTHESIS, encoding="utf-8")
    (COPY / "pyproject.toml").write_text(SETTINGS, encoding="utf-8")
    for leftover in COPY.rglob("__pycache__"):
        shutil.rmtree(leftover)


def mutmut(*arguments: str) -> str:
    """What mutmut says; its progress goes to the terminal's error stream."""
    done = subprocess.run(
        [sys.executable, "-m", "mutmut", *arguments],
        cwd=COPY,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    (COPY / f"{arguments[0]}.txt").write_text(done.stdout, encoding="utf-8")
    return done.stdout


def named(*endings: str) -> list[str]:
    """The mutants whose verdict is one of these."""
    lines = (line.strip() for line in mutmut("results").splitlines())
    verdicts = (line.partition(": ") for line in lines)
    return [name for name, _, verdict in verdicts if verdict in endings]


def is_argued(shown: str, argued: str) -> bool:
    """Whether the changed line stands in the document, with its rule's file and name before it."""
    rule = re.search(r"app\.law\.\S+?(?=__mutmut)", shown)
    lines = [line[1:].strip() for line in shown.splitlines() if re.match(r"\+(?!\+\+)", line)]
    return bool(rule and lines) and any(
        rule[0].replace(".x_", ".") in row and all(line in row for line in lines)
        for row in argued.splitlines()
    )


def main() -> int:
    """Mutate, count, name what survived; fail above two per cent or where one is not argued."""
    copy()
    mutmut("run", "--max-children", str(os.cpu_count() or 2))
    if slow := named("timeout"):
        mutmut("run", "--max-children", "1", *slow)
    mutmut("export-cicd-stats")
    figures = json.loads((COPY / "mutants" / "mutmut-cicd-stats.json").read_text())
    caught, endless = figures["killed"], figures.get("timeout", 0)
    total = figures["total"] - figures.get("skipped", 0)
    left = named("survived", "no tests", "suspicious", "not checked")
    argued = ARGUED.read_text(encoding="utf-8") if ARGUED.exists() else ""
    silent = 0
    for name in left:
        shown = mutmut("show", name)
        if is_argued(shown, argued):
            print(f"survived, argued: {name}")
        else:
            silent += 1
            print(f"survived, not argued: {name}\n{shown}")
    share = 100 * len(left) / total if total else 100
    print(
        f"| mutants of `app/law` | {total} made, {caught} noticed, {endless} never end, "
        f"{len(left)} survive ({share:.1f} %, limit {MOST_PERCENT} %) |"
    )
    return 0 if total and share <= MOST_PERCENT and not silent else 1


if __name__ == "__main__":
    sys.exit(main())
