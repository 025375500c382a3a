"""What a message looks like, written outside any page."""

import pytest
from flask import has_request_context

from app.extensions import db
from app.messaging import services
from app.messaging.letters import Action, Facts, Items, Letter, Number, Paragraph

LETTER = Letter(
    "Your withdrawal arrived",
    (
        Paragraph("We <received> it."),
        Number("Return number", "R-1"),
        Facts((("Order", "M-1"),)),
        Items(("One jar",)),
        Action("See it", "https://shop.example.org/x"),
    ),
)


@pytest.fixture
def message(open_shop):
    assert not has_request_context()
    written = services.promise("t", LETTER, to="a@example.org", language="en", about="X", key="k")
    db.session.commit()
    return written


def test_text_and_html_say_the_same_and_who_writes(message):
    words = ("R-1", "M-1", "One jar", "https://shop.example.org/x", "Mavi İmece", "+902320000000")
    for rendering in (message.text, message.html):
        assert all(word in rendering for word in words)
    assert "We <received> it." in message.text
    assert "We &lt;received&gt; it." in message.html


@pytest.mark.requirement("DC-6.1.a")
def test_the_html_names_its_language_and_asks_nothing_from_elsewhere(message):
    assert '<html lang="en" dir="ltr">' in message.html
    assert "src=" not in message.html
    assert "font:16px" in message.html  # 12 pt


def test_a_subject_stays_one_line_of_bounded_length(open_shop):
    letter = Letter("a\r\nBcc: b@example.org " + "x" * 400, ())
    written = services.promise("t", letter, to="a@example.org", language="tr", about="X", key="s")

    assert written.subject.startswith("a Bcc: b@example.org x")
    assert len(written.subject) == 300
