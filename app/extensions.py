"""The framework's own objects. Imports nothing of ours."""

import enum
from typing import TYPE_CHECKING

from flask_babel import Babel
from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import ColumnElement, Enum, MetaData
from sqlalchemy.orm import DeclarativeBase, registry

METADATA = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
STATES = Enum(
    enum.StrEnum,
    native_enum=False,
    length=24,
    values_callable=lambda states: [state.value for state in states],
)


class Base(DeclarativeBase):
    """Every constraint has a name, so that migrations can speak of it on both databases."""

    metadata = METADATA
    registry = registry(metadata=METADATA, type_annotation_map={enum.StrEnum: STATES})


db = SQLAlchemy(model_class=Base)
if TYPE_CHECKING:
    Model = Base
else:
    Model = db.Model

Where = tuple[type[Model], ColumnElement[bool]]  # rows of one table

csrf = CSRFProtect()
login_manager = LoginManager()
babel = Babel()
migrate = Migrate()
