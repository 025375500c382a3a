"""The shop, put together."""

from flask import Flask, Response, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from app import commands, tables, worker  # noqa: F401
from app.blueprints import BLUEPRINTS
from app.catalogue import pages
from app.config import LANGUAGES, ROOT, Deployment, from_environment
from app.contracts import files
from app.desks import page
from app.extensions import babel, csrf, db, login_manager, migrate
from app.kernel import transactions
from app.kernel.errors import NotFound, Refused
from app.messaging import enclosed
from app.payments.gateway import registry
from app.reactions import REACTIONS
from app.returns import maintenance, words
from app.suppliers import entry
from app.web import assets, filters, headers, language, logs


def create_app(deployment: Deployment | None = None, **changes: object) -> Flask:
    """An application for one deployment; `changes` are configuration values for tests."""
    app = Flask(
        __name__,
        template_folder=str(ROOT / "templates"),
        static_folder=str(ROOT / "static"),
    )
    _configure(app, deployment or from_environment())
    app.config.update(changes)
    app.extensions["reactions"] = REACTIONS
    for extension in (db, csrf, login_manager):
        extension.init_app(app)
    migrate.init_app(app, db, directory=str(ROOT / "migrations"), render_as_batch=True)
    babel.init_app(app, locale_selector=language.current)
    with app.app_context():
        transactions.install(db.engine)
    for part in (logs, headers, maintenance, filters, assets, page, pages, words, entry):
        part.register(app)
    registry.install(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    commands.register(app)
    worker.install(app)
    enclosed.install(app, files.to_send)
    app.register_error_handler(NotFound, _not_found)
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _wrong)
    app.wsgi_app = language.LanguagePrefix(app.wsgi_app, LANGUAGES)  # type: ignore[method-assign]
    proxies: int = app.config["TRUSTED_PROXIES"]
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    return app


def _configure(app: Flask, deployment: Deployment) -> None:
    app.config.update(
        DEMO=deployment.demo,
        PUBLIC_URL=deployment.public_url,
        SECRET_KEYS=list(deployment.secret_keys),
        SECRET_KEY=deployment.secret_keys[0],
        SECRET_KEY_FALLBACKS=list(deployment.secret_keys[1:]),
        TRUSTED_PROXIES=deployment.trusted_proxies,
        SQLALCHEMY_DATABASE_URI=deployment.database_url,
        SQLALCHEMY_ENGINE_OPTIONS={"hide_parameters": True},  # errors go to the log
        QUEUE_URL=deployment.queue_url,
        MEDIA_URL=deployment.media_url,
        MAIL_URL=deployment.mail_url,
        SMS_URL=deployment.sms_url,
        BOUNCE_ADDRESS=deployment.bounce_address,
        MAINTENANCE=deployment.maintenance,
        VAR_FOLDER=deployment.var_folder,
        BACKUP_KEY=deployment.backup_key,
        BACKUP_FOLDER=deployment.backup_folder,
        PROVIDER_URL=deployment.provider_url,
        PROVIDER_SECRET=deployment.provider_secret,
        STRIPE_SECRET_KEY=deployment.stripe_secret_key,
        STRIPE_WEBHOOK_SECRET=deployment.stripe_webhook_secret,
        STRIPE_API=deployment.stripe_api,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=deployment.secure,
        WTF_CSRF_CHECK_DEFAULT=False,  # web.headers asks for the origin or the token
        WTF_CSRF_TIME_LIMIT=None,
        MAX_CONTENT_LENGTH=12 * 1024 * 1024,
        BABEL_DEFAULT_LOCALE=language.DEFAULT,
        BABEL_DEFAULT_TIMEZONE="Europe/Istanbul",
        BABEL_TRANSLATION_DIRECTORIES=str(ROOT / "translations"),
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _not_found(_error: NotFound) -> ResponseReturnValue:
    return render_template("errors/404.html"), 404


def _refused(error: Refused) -> ResponseReturnValue:
    return render_template("errors/refused.html", sentence=str(error)), error.status


def _wrong(error: HTTPException) -> ResponseReturnValue | Response:
    code = error.code or 500
    if code < 400 or request.path.startswith("/webhooks/"):
        return error.get_response()
    return render_template([f"errors/{code}.html", "errors/400.html"]), code
