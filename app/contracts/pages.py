"""A document as a page of its own."""

from flask import render_template

from app.contracts.documents import Document
from app.web import language as languages


def as_html(document: Document) -> str:
    """The document as a page of its own, to keep, print or send (never under 12 pt)."""
    with languages.speaking(document.language):
        return render_template("contracts/document.html", document=document)
