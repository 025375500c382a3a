"""The law knows nothing of the shop: no database, no web, no clock; and it says where it stands."""

import ast
import importlib
import inspect
import re
import sys
from pathlib import Path

import pytest

import app.law

FILES = sorted(Path(app.law.__file__).parent.glob("*.py"))
RULES = [path for path in FILES if path.stem != "__init__"]
OURS = {"app.kernel.money"}
CITATION = re.compile(r"[Aa]rts?\. \d+|CLK-\d")
CLOCKS = {"today", "now", "utcnow", "time", "monotonic"}


def imported_by(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their module in full"
            module = node.module or ""
            packages = {"app", "app.law", "app.kernel"}
            names |= (
                {f"{module}.{alias.name}" for alias in node.names}
                if module in packages
                else {module}
            )
    return names


def is_pure(name: str) -> bool:
    return (
        name in OURS or name.startswith("app.law.") or name.split(".")[0] in sys.stdlib_module_names
    )


def public_functions() -> list[object]:
    functions: list[object] = []
    for path in RULES:
        module = importlib.import_module(f"app.law.{path.stem}")
        functions += [
            pytest.param(function, id=f"{path.stem}.{name}")
            for name, function in inspect.getmembers(module, inspect.isfunction)
            if function.__module__ == module.__name__
            and not name.startswith("_")
            and name != "N_"  # a mark for the translators, no rule
        ]
    return functions


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_rule_imports_the_standard_library_money_and_other_rules_alone(path):
    assert {name for name in imported_by(path) if not is_pure(name)} == set()


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_rule_asks_what_time_it_is(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    asked = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert asked & CLOCKS == set()


@pytest.mark.parametrize("function", public_functions())
def test_every_public_rule_cites_its_article(function):
    assert CITATION.search(inspect.getdoc(function) or "")


def test_the_law_is_found():
    assert {"deadlines", "withdrawal", "refunds"} <= {path.stem for path in RULES}
