"""The text of a description that was written as HTML elsewhere."""

import re
from html.parser import HTMLParser

from app.web.forms import tidy

BREAKS = {"p": "\n\n", "div": "\n\n", "li": "\n", "br": "\n", "tr": "\n", "ul": "\n\n"}
BREAKS |= {"ol": "\n\n", "table": "\n\n", **{f"h{level}": "\n\n" for level in range(1, 7)}}
SILENT = frozenset({"script", "style", "template", "iframe", "object", "noscript"})
TAG = re.compile(r"</?[a-zA-Z][^>]*>|&[a-zA-Z#][a-zA-Z0-9]*;")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in SILENT
        self.parts.append(BREAKS.get(tag, ""))
        if tag == "li":
            self.parts.append("– ")

    def handle_endtag(self, tag: str) -> None:
        self.silent = max(0, self.silent - (tag in SILENT))
        if tag not in {"li", "br"}:
            self.parts.append(BREAKS.get(tag, ""))

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)


def of(html: str) -> str:
    """Paragraphs and lines without marks; a text without any mark stays as it is."""
    if not TAG.search(html):
        return clean(html)
    parser = _Text()
    parser.feed(html)
    parser.close()
    lines = [" ".join(line.split()) for line in "".join(parser.parts).split("\n")]
    return clean(re.sub(r"\n{3,}", "\n\n", "\n".join(lines)))


def clean(text: str) -> str:
    """As a form of the shop would take it."""
    tidied = tidy(text)
    assert isinstance(tidied, str)
    return tidied
