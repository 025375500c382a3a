"""Which requirement is shown by which test: reads docs/requirements.csv and the tests' marks.

Ends in `requirements: N known, N shown, N off, N later, N open`; an unknown ID, a row shown by no
test, or a row with a day or an amount that no marked test contains, fails.
"""

import ast
import csv
import re
import sys
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "docs" / "requirements.csv"
STATES = {"shown", "off", "later"}


def marks() -> dict[str, list[str]]:
    """Requirement ID to the sources of the tests that carry its mark."""
    found: dict[str, list[str]] = defaultdict(list)
    for file in sorted((ROOT / "tests").rglob("*.py")):
        source = file.read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = ast.unparse(node.func)
            first = node.args[0]
            marked = name.endswith("mark.requirement") or name == "vector"  # a row of a table
            if marked and isinstance(first, ast.Constant):
                found[str(first.value)].append(source)
    return found


def main() -> int:
    """Count, complain, and say the last line."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = {row["id"]: row for row in csv.DictReader(file)}
    tests = marks()
    problems = [f"unknown: {name}" for name in sorted(set(tests) - set(rows))]
    counts = dict.fromkeys((*sorted(STATES), "open"), 0)
    for name, row in rows.items():
        state = row["state"]
        if state not in STATES:
            problems.append(f"{name}: state must be one of {sorted(STATES)}")
            continue
        if state == "shown" and name not in tests:
            counts["open"] += 1
            problems.append(f"{name}: called shown, but no test carries its mark")
            continue
        if state != "shown" and not row["note"]:
            problems.append(f"{name}: {state} needs a reason or an issue")
        counts[state] += 1
        wanted = row["contains"].split()
        missing = [
            text for text in wanted if not any(_holds(source, text) for source in tests[name])
        ]
        if state == "shown" and missing:
            problems.append(f"{name}: no marked test contains {', '.join(missing)}")
    print("\n".join(problems))
    print(
        f"requirements: {len(rows)} known, {counts['shown']} shown, {counts['off']} off, "
        f"{counts['later']} later, {counts['open']} open"
    )
    return 1 if problems else 0


def _holds(source: str, text: str) -> bool:
    """A day as ISO or as date(y, m, d); an amount as written."""
    if text in source:
        return True
    day = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if day:
        year, month, number = (int(part) for part in day.groups())
        return f"date({year}, {month}, {number})" in source
    return False


if __name__ == "__main__":
    sys.exit(main())
