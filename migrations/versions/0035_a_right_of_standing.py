"""Who may suspend and close suppliers holds a right of its own; reviewers so far keep it."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

members = sa.table("members", sa.column("id", sa.Integer), sa.column("rights", sa.JSON))


def upgrade() -> None:
    _change(lambda rights: [*rights, "legal"] if "catalogue" in rights else rights)


def downgrade() -> None:
    _change(lambda rights: [right for right in rights if right != "legal"])


def _change(after) -> None:
    bind = op.get_bind()
    for member in bind.execute(sa.select(members.c.id, members.c.rights)).all():
        rights = after(member.rights)
        if rights != member.rights:
            bind.execute(members.update().where(members.c.id == member.id).values(rights=rights))
