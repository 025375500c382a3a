"""Where there is no right to withdraw, or it can be lost (art. 15). A closed list."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.law.information import LETTERS


def N_(message_id: str) -> str:  # noqa: N802 - the extractor's usual name
    """Mark a sentence for translation; it is spoken where it is shown."""
    return message_id


INSTALLED = "inst"  # among the amended text's own: contracts formed from 2026 on (AM-15.1)


class Kind(StrEnum):
    """Whether the right is missing from the start, or lost by what happens later."""

    FLAT = "flat"
    CONDITIONAL = "conditional"


@dataclass(frozen=True, slots=True)
class Exemption:
    """A paragraph of art. 15(1), what is shown of it, and what is asked when withdrawing."""

    code: str
    kind: Kind
    disclosure: str
    question: str | None = None

    @property
    def article(self) -> str:
        """The paragraph as the law prints it (art. 15(1))."""
        letter = LETTERS.get(self.code)
        return f"15(1)({letter})" if letter else "15(1), as amended"


def _flat(code: str, disclosure: str) -> Exemption:
    return Exemption(code, Kind.FLAT, disclosure)


def _conditional(code: str, disclosure: str, question: str | None = None) -> Exemption:
    return Exemption(code, Kind.CONDITIONAL, disclosure, question)


_LIST = (
    _flat(
        "a", N_("No right to withdraw: its price follows the financial markets (art. 15(1)(a)).")
    ),
    _flat("b", N_("No right to withdraw: made to your personal wishes (art. 15(1)(b)).")),
    _flat("c", N_("No right to withdraw: it perishes quickly (art. 15(1)(c)).")),
    _conditional(
        "c2",
        N_(
            "14 days from receipt, as long as the protective seal is unopened; once opened the "
            "right is lost for reasons of health and hygiene (art. 15(1)(ç))."
        ),
        N_("Was the seal, tape or package opened after delivery?"),
    ),
    _conditional(
        "d",
        N_("14 days from receipt, unless mixed with other goods for good (art. 15(1)(d))."),
        N_("Has it been mixed or poured together with something else?"),
    ),
    _conditional(
        "e",
        N_("14 days from receipt, as long as its package is unopened (art. 15(1)(e))."),
        N_("Was its package opened after delivery?"),
    ),
    _flat("f", N_("No right to withdraw: a newspaper or periodical (art. 15(1)(f)).")),
    _flat("g", N_("No right to withdraw: it is bound to a date (art. 15(1)(g)).")),
    _flat("g2", N_("14 days, until it has been delivered to you electronically (art. 15(1)(ğ)).")),
    _conditional(
        "h", N_("14 days, until the service has begun with your approval (art. 15(1)(h)).")
    ),
    _conditional(
        INSTALLED,
        N_(
            "14 days from receipt, as long as it has not been installed in the way its manual "
            "foresees (art. 15(1), as amended)."
        ),
        N_("Has it been installed by the authorised service, as the manual foresees?"),
    ),
)
EXEMPTIONS: Mapping[str, Exemption] = {exemption.code: exemption for exemption in _LIST}


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one may withdraw from a line, and if not, by which paragraph."""

    withdrawable: bool
    ground: str | None = None


FREE = Finding(True)


def disclosure(code: str) -> str:
    """Art. 5(1)(ğ): the sentence (message id) that must be shown before the order."""
    return EXEMPTIONS[code].disclosure


def question(code: str) -> str | None:
    """Art. 15(1)(ç), (d), (e): what is asked when withdrawing, or None."""
    exemption = EXEMPTIONS.get(code)
    return exemption.question if exemption else None


def withdrawable(
    code: str,
    *,
    approved: bool,
    disclosed: bool,
    waived: bool,
    dispatched: bool = True,
    personalised: bool = False,
    subscription: bool = False,
    performed: bool = False,
    answer: str | None = None,
    amended: bool = True,
) -> Finding:
    """Art. 15(1): whether a line may be given up, and if not, by which paragraph.

    An exemption counts only if it was approved by a reviewer, not waived by the seller, and
    disclosed before the order (art. 5(1)(ğ)); `none` and unknown codes are the full right. One
    that depends on a seal counts only after dispatch and on the buyer's own "yes": an uncertain
    answer is taken as withdrawable. `performed`: delivered electronically (ğ), or begun with
    the buyer's recorded approval (h). Installed goods only count under the `amended` text.
    """
    exemption = EXEMPTIONS.get(code)
    unknown = exemption is None or (code == INSTALLED and not amended)
    if exemption is None or unknown or not (approved and disclosed) or waived:
        return FREE
    if exemption.question is not None:
        lost = dispatched and answer == "yes"
    else:
        lost = {
            "b": personalised,
            "f": not subscription,
            "g2": performed,
            "h": performed,
        }.get(code, True)
    return Finding(False, exemption.article) if lost else FREE


def judge(
    code: str,
    *,
    disclosed: bool,
    dispatched: bool,
    answer: str | None = None,
    personalised: bool = False,
    subscription: bool = False,
    performed: bool = False,
    amended: bool = True,
) -> Finding:
    """Art. 15(1) for an order line, whose code is the one in force at the contract already."""
    return withdrawable(
        code,
        approved=True,
        disclosed=disclosed,
        waived=False,
        dispatched=dispatched,
        personalised=personalised,
        subscription=subscription,
        performed=performed,
        answer=answer,
        amended=amended,
    )
