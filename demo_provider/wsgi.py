"""The practice bank for a WSGI server: ``demo_provider.wsgi:app``."""

import os

from demo_provider import create_app
from demo_provider.config import Config

app = create_app(Config.from_environment(os.environ))
