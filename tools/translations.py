"""Every message in every language that is on: extracted afresh, compared with the catalogues."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = ("tr",)  # English stands in the code itself
EXTRACT = ["-F", "babel.cfg", "-k", "_l", "-k", "N_", "-k", "lazy_gettext"]


def main() -> int:
    """Name what is missing, fuzzy, left over, or has other placeholders."""
    with tempfile.TemporaryDirectory() as folder:
        template = Path(folder) / "messages.pot"
        pybabel = str(Path(sys.executable).parent / "pybabel")
        subprocess.run(
            [pybabel, "-q", "extract", *EXTRACT, "-o", str(template), "."], cwd=ROOT, check=True
        )
        with template.open("rb") as file:
            wanted = {m.id: m for m in read_po(file) if m.id}
    problems: list[str] = []
    for language in LANGUAGES:
        path = ROOT / "translations" / language / "LC_MESSAGES" / "messages.po"
        with path.open("rb") as file:
            known = {m.id: m for m in read_po(file) if m.id}
        problems += [f"{language}: no longer used: {key}" for key in known.keys() - wanted.keys()]
        for key, message in wanted.items():
            told = known.get(key)
            if told is None or told.fuzzy or not _said(told.string):
                problems.append(f"{language}: not translated: {key}")
            elif _places(message.id) != _places(told.string):
                problems.append(f"{language}: other placeholders: {key}")
    print("\n".join(problems) or "translations: complete")
    return 1 if problems else 0


def _said(text: object) -> bool:
    return all(text) if isinstance(text, tuple | list) else bool(text)


def _places(text: object) -> set[str]:
    parts = text if isinstance(text, tuple | list) else (text,)
    return set(re.findall(r"%\(\w+\)[sd]", str(parts[-1])))


if __name__ == "__main__":
    sys.exit(main())
