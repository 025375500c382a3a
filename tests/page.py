"""Read a page the way a person does: its heading, what it says, what it offers."""

from bs4 import BeautifulSoup, Tag
from werkzeug.test import TestResponse


class Page:
    """An answer of the shop, read by heading, label and role."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.soup = BeautifulSoup(response.get_data(as_text=True), "html.parser")

    @property
    def heading(self) -> str:
        return _words(self.soup.find("h1"))

    @property
    def text(self) -> str:
        return _words(self.soup.find("main") or self.soup)

    @property
    def errors(self) -> list[str]:
        """What the error summary says, one sentence a field."""
        summary = self.soup.select_one(".summary")
        return [_words(item) for item in summary.find_all("li")] if summary else []

    @property
    def statuses(self) -> list[str]:
        """Messages announced to the person (role=status)."""
        return [_words(tag) for tag in self.soup.find_all(attrs={"role": "status"})]

    def headings(self, level: int = 2) -> list[str]:
        return [_words(tag) for tag in self.soup.find_all(f"h{level}")]

    def link(self, text: str) -> str:
        """The address of the first link or button-like link with this text."""
        for tag in self.soup.find_all("a"):
            if text in _words(tag) or text == tag.get("aria-label"):
                return str(tag["href"])
        raise AssertionError(f"no link {text!r}")

    def has_link(self, text: str) -> bool:
        return any(text in _words(tag) for tag in self.soup.find_all("a"))

    def field(self, label: str) -> Tag:
        """The control that this label names."""
        for tag in self.soup.find_all("label"):
            if label in _words(tag):
                target = tag.get("for")
                found = self.soup.find(id=str(target)) if target else tag.find(["input", "select"])
                assert isinstance(found, Tag), f"label {label!r} names nothing"
                return found
        raise AssertionError(f"no field {label!r}")

    def value(self, label: str) -> str:
        """What stands in the field with this label."""
        tag = self.field(label)
        if tag.name == "select":
            chosen = tag.find("option", selected=True)
            return str(chosen["value"]) if isinstance(chosen, Tag) else ""
        return tag.get_text().strip() if tag.name == "textarea" else str(tag.get("value", ""))

    def button(self, text: str) -> Tag:
        for tag in self.soup.find_all("button"):
            if text in _words(tag) or text == tag.get("aria-label"):
                return tag
        raise AssertionError(f"no button {text!r}")

    def rows(self) -> list[list[str]]:
        """The cells of the first table's body."""
        body = self.soup.select_one("table tbody")
        if body is None:
            return []
        return [[_words(cell) for cell in row.find_all(["td", "th"])] for row in body("tr")]


def _words(tag: object) -> str:
    return " ".join(tag.get_text(" ").split()) if isinstance(tag, Tag) else ""
