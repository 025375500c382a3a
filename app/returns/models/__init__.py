"""Tables of the returns domain: statements, their cases, goods coming back, damage claims."""

from app.returns.models.cases import Case, CaseLine, CaseState
from app.returns.models.damage import DamageClaim, DamageState
from app.returns.models.goods import GoodsReturn, GoodsReturnState, Inspection, WayBack
from app.returns.models.statements import (
    CLAIMS,
    FilePurpose,
    Kind,
    Statement,
    StatementFile,
    StatementNote,
    StatementState,
)

__all__ = [
    "CLAIMS",
    "Case",
    "CaseLine",
    "CaseState",
    "DamageClaim",
    "DamageState",
    "FilePurpose",
    "GoodsReturn",
    "GoodsReturnState",
    "Inspection",
    "Kind",
    "Statement",
    "StatementFile",
    "StatementNote",
    "StatementState",
    "WayBack",
]
