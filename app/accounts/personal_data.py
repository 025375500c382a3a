"""Columns of this room that say nothing of anybody; those that do are marked in its models."""

from app.law.personal_data import Plain

PLAIN: Plain = {
    "access_log": "id at what",
    "account_tokens": "token_hash purpose audience account_id created_at ends_at used_at",
    "addresses": "id shopper_id",
    "approvals": "id purpose subject at single_person",
    "login_sessions": (
        "id token_hash audience account_id started_at seen_at proven_at ends_at ended_at"
    ),
    "members": "id language rights totp_last_step created_at confirmed_at left_at",
    "reset_wishes": "id audience language asked_at",
    "shoppers": "id language created_at confirmed_at closed_at",
    "throttles": "bucket window_at count",
}
