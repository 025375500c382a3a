"""Where there is no right to withdraw, or it can be lost (art. 15). A closed list."""

from collections.abc import Mapping
from dataclasses import dataclass


def N_(message_id: str) -> str:  # noqa: N802 - the extractor's usual name
    """Mark a sentence for translation; it is spoken where it is shown."""
    return message_id


@dataclass(frozen=True, slots=True)
class Exemption:
    """A paragraph of art. 15(1): flat, or lost on a condition that is asked when withdrawing."""

    code: str
    article: str
    disclosure: str
    question: str | None = None


EXEMPTIONS: Mapping[str, Exemption] = {
    e.code: e
    for e in (
        Exemption(
            "a",
            "15(1)(a)",
            N_("No right to withdraw: its price follows the financial markets (art. 15(1)(a))."),
        ),
        Exemption(
            "b",
            "15(1)(b)",
            N_("No right to withdraw: made to your personal wishes (art. 15(1)(b))."),
        ),
        Exemption(
            "c",
            "15(1)(c)",
            N_("No right to withdraw: it perishes quickly (art. 15(1)(c))."),
        ),
        Exemption(
            "c2",
            "15(1)(ç)",
            N_(
                "14 days from receipt, as long as the protective seal is unopened; once opened the "
                "right is lost for reasons of health and hygiene (art. 15(1)(ç))."
            ),
            N_("Was the seal, tape or package opened after delivery?"),
        ),
        Exemption(
            "d",
            "15(1)(d)",
            N_("14 days from receipt, unless mixed with other goods for good (art. 15(1)(d))."),
            N_("Has it been mixed or poured together with something else?"),
        ),
        Exemption(
            "e",
            "15(1)(e)",
            N_("14 days from receipt, as long as its package is unopened (art. 15(1)(e))."),
            N_("Was its package opened after delivery?"),
        ),
        Exemption(
            "f",
            "15(1)(f)",
            N_("No right to withdraw: a newspaper or periodical (art. 15(1)(f))."),
        ),
        Exemption(
            "g",
            "15(1)(g)",
            N_("No right to withdraw: it is bound to a date (art. 15(1)(g))."),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one may withdraw from a line, and if not, by which paragraph."""

    withdrawable: bool
    ground: str | None = None


def disclosure(code: str) -> str:
    """Art. 5(1)(ğ): the sentence (message id) that must be shown before the order."""
    return EXEMPTIONS[code].disclosure


def question(code: str) -> str | None:
    """Art. 15(1)(ç), (d), (e): what is asked when withdrawing, or None."""
    exemption = EXEMPTIONS.get(code)
    return exemption.question if exemption else None


def judge(
    code: str,
    *,
    disclosed: bool,
    dispatched: bool,
    answer: str | None = None,
    personalised: bool = True,
) -> Finding:
    """Art. 15(1): whether a line may be given up.

    An exemption counts only if it was disclosed before the order (art. 5(1)(ğ)). A conditional
    one counts only after delivery and on the buyer's own "yes"; uncertain answers are taken as
    withdrawable. `code` is the approved one at the contract, `none` for the full right.
    """
    exemption = EXEMPTIONS.get(code)
    if exemption is None or not disclosed:
        return Finding(True)
    if code == "b" and not personalised:
        return Finding(True)
    if exemption.question is None:
        return Finding(False, exemption.article)
    if dispatched and answer == "yes":
        return Finding(False, exemption.article)
    return Finding(True)
