import importlib.util

import pytest

from app.law import exemptions
from app.law.exemptions import EXEMPTIONS, Finding, Kind, withdrawable

FREE = Finding(True)
ASKED = {"c2", "d", "e", "inst"}  # what depends on a seal or on mixing


def asked(code: str, **facts: object) -> Finding:
    return withdrawable(code, **{"approved": True, "disclosed": True, "waived": False} | facts)


def vector(requirement: str, *values: object, id: str | None = None):
    return pytest.param(*values, id=id, marks=pytest.mark.requirement(requirement))


@pytest.mark.parametrize(
    ("code", "facts", "ground"),
    [
        vector("DC-15.a", "a", {}, "15(1)(a)", id="gold coin"),
        vector("DC-15.b", "b", {"personalised": True}, "15(1)(b)", id="engraved name"),
        vector("DC-15.c", "c", {}, "15(1)(c)", id="fresh anchovy"),
        vector("DC-15.c", "c", {"dispatched": False}, "15(1)(c)", id="not even sent"),
        vector("DC-15.ç", "c2", {"answer": "yes"}, "15(1)(ç)", id="opened face cream"),
        vector("DC-15.d", "d", {"answer": "yes"}, "15(1)(d)", id="mixed fuel additive"),
        vector("DC-15.e", "e", {"answer": "yes"}, "15(1)(e)", id="opened toner"),
        vector("DC-15.f", "f", {}, "15(1)(f)", id="single magazine"),
        vector("DC-15.g", "g", {}, "15(1)(g)", id="boat tour"),
        vector("DC-15.ğ", "g2", {"performed": True}, "15(1)(ğ)", id="downloaded e-book"),
        vector("DC-15.h", "h", {"performed": True}, "15(1)(h)", id="begun with approval"),
    ],
)
def test_there_is_no_right_where_the_law_lists_it_and_it_was_told(code, facts, ground):
    assert asked(code, **facts) == Finding(False, ground)


@pytest.mark.parametrize(
    ("code", "facts"),
    [
        vector("DC-15.b", "b", {}, id="the same listing ordered plain"),
        vector("DC-15.ç", "c2", {"answer": "no"}, id="unopened face cream"),
        vector("DC-15.ç", "c2", {"answer": "unsure"}, id="not sure whether opened"),
        vector("DC-15.ç", "c2", {}, id="no answer"),
        vector("DC-15.ç", "c2", {"answer": "yes", "dispatched": False}, id="never handed over"),
        vector("DC-15.d", "d", {"answer": "no"}, id="unmixed fuel additive"),
        vector("DC-15.e", "e", {"answer": "no"}, id="sealed toner"),
        vector("DC-15.f", "f", {"subscription": True}, id="magazine subscription"),
        vector("DC-15.ğ", "g2", {}, id="e-book not yet downloaded"),
        vector("DC-15.h", "h", {}, id="no approval on record"),
    ],
)
def test_the_right_stands_where_the_condition_is_not_met(code, facts):
    assert asked(code, **facts) == FREE


@pytest.mark.requirement("DC-5.1.ğ")
@pytest.mark.parametrize("code", EXEMPTIONS)
@pytest.mark.parametrize(
    "fact",
    [
        pytest.param({"approved": False}, id="no reviewer approved it"),
        pytest.param({"disclosed": False}, id="the shopper was not told"),
        pytest.param({"waived": True}, id="the seller waived it"),
    ],
)
def test_no_exemption_counts_unless_approved_told_and_not_waived(code, fact):
    everything_lost = {"personalised": True, "performed": True, "answer": "yes"}
    assert asked(code, **everything_lost | fact) == FREE


@pytest.mark.parametrize("code", ["none", "", "z"])
def test_without_an_exemption_there_is_the_full_right(code):
    assert asked(code, answer="yes") == FREE


def test_a_line_is_judged_by_the_code_in_force_at_its_contract():
    assert exemptions.judge("c", disclosed=True, dispatched=True) == Finding(False, "15(1)(c)")
    assert exemptions.judge("c2", disclosed=True, dispatched=False, answer="yes") == FREE
    assert exemptions.judge("b", disclosed=True, dispatched=True) == FREE


@pytest.mark.requirement("C-04")
def test_the_list_is_the_one_of_the_law_and_closed():
    assert list(EXEMPTIONS) == ["a", "b", "c", "c2", "d", "e", "f", "g", "g2", "h", "inst"]


@pytest.mark.requirement("DC-5.1.ğ")
@pytest.mark.parametrize("code", EXEMPTIONS)
def test_every_exemption_says_its_paragraph_to_the_shopper(code):
    assert f"art. {EXEMPTIONS[code].article})" in exemptions.disclosure(code)


@pytest.mark.parametrize("code", EXEMPTIONS)
def test_only_what_depends_on_a_seal_or_on_mixing_is_asked(code):
    asks = exemptions.question(code) is not None
    assert asks == (code in ASKED)
    assert not asks or EXEMPTIONS[code].kind is Kind.CONDITIONAL


def test_nothing_is_asked_about_a_line_with_the_full_right():
    assert exemptions.question("none") is None


def test_a_line_is_judged_by_its_own_facts():
    assert judged("c2", answer="yes") == Finding(False, "15(1)(ç)")
    assert judged("c2", answer="no") == FREE
    assert judged("c2", answer="yes", dispatched=False) == FREE
    assert judged("b", personalised=True) == Finding(False, "15(1)(b)")
    assert judged("c", disclosed=False) == FREE


def judged(code: str, **facts: object) -> Finding:
    return exemptions.judge(code, **{"disclosed": True, "dispatched": True} | facts)


@pytest.mark.parametrize("code", EXEMPTIONS)
def test_the_list_says_of_each_what_it_is_whenever_it_is_read(code):
    """Read anew, so that what is done once, when the module is loaded, is looked at too."""
    spec = importlib.util.spec_from_file_location(exemptions.__name__, exemptions.__file__)
    anew = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(anew)
    exemption = anew.EXEMPTIONS[code]

    assert exemption.code == code
    assert exemption.kind == ("conditional" if code in ASKED | {"h"} else "flat")
    assert f"(art. {exemption.article})" in exemption.disclosure
    assert (exemption.question or "").endswith("?") is (code in ASKED)


@pytest.mark.requirement("AM-15.1")
def test_an_installed_good_is_exempt_under_the_amended_text_alone():
    exempt = Finding(False, "15(1), as amended")
    assert asked("inst", answer="yes") == exempt
    assert asked("inst", answer="no") == FREE
    assert asked("inst", answer="yes", amended=False) == FREE
    assert judged("inst", answer="yes") == exempt
    assert judged("inst", answer="yes", amended=False) == FREE
    assert asked("c", amended=False) == Finding(False, "15(1)(c)")


def test_a_line_is_judged_by_what_has_been_performed_and_by_its_subscription():
    assert judged("g2", performed=True) == Finding(False, "15(1)(ğ)")
    assert judged("g2") == judged("h") == FREE
    assert judged("f", subscription=True) == FREE
    assert judged("f") == Finding(False, "15(1)(f)")
