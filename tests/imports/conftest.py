from collections.abc import Iterator

import pytest
from flask import Flask

from app.web import language


@pytest.fixture
def english(app: Flask) -> Iterator[Flask]:
    """Sentences come in English."""
    with app.test_request_context("/en/"), language.speaking("en"):
        yield app
