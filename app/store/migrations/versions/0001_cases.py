"""Make the first tables: cases with their drafts, events and copied texts, and the search over them."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# Written out, not taken from the program: this step has to stay as it was when its first file was made.
APPLICATION_ID = 0x416D6E64
LISTED = ("due_at", "order_number", "situation", "resolution", "channel", "status", "updated_at")
STATUSES = ("unfinished", "open", "closed")
KINDS = (
    "opened",
    "answered",
    "decided",
    "copied",
    "sent",
    "sent_undone",
    "action_done",
    "action_undone",
    "reopened",
    "finished",
    "closed",
    "discarded",
    "restored",
    "note",
)


def upgrade() -> None:
    op.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _make_cases()
    _make_draft()
    _make_event()
    _make_copied_text()
    for table in ("event", "copied_text"):
        _make_append_only(table)
    op.execute("CREATE VIRTUAL TABLE case_search USING fts5(words, tokenize = 'unicode61', prefix = '1 2 3')")


def _make_cases() -> None:
    op.create_table(
        "cases",
        sa.Column("id", sa.Integer, primary_key=True),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("order_number", "buyer_name", "item", "sku", "tracking_number")
        ),
        *(sa.Column(name, sa.Text) for name in ("channel", "situation", "resolution")),
        sa.Column("status", _words(STATUSES, "case_status"), nullable=False),
        sa.Column("discarded", sa.Boolean, nullable=False),
        sa.Column("currency", sa.Text),
        sa.Column("refund_total", sa.Integer),
        sa.Column("due_at", sa.DateTime),
        sa.Column("due_action", sa.Text),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
    )
    for key in LISTED:
        op.create_index(f"ix_all_by_{key}", "cases", ["discarded", key, "id"])
        if key != "status":
            op.create_index(f"ix_view_by_{key}", "cases", ["discarded", "status", key, "id"])
    op.create_index("ix_filters", "cases", ["discarded", "created_at", "channel", "situation", "resolution", "id"])


def _make_draft() -> None:
    op.create_table(
        "draft",
        sa.Column("case_id", sa.Integer, _case(), primary_key=True, autoincrement=False),
        sa.Column("request", sa.JSON, nullable=False),
        sa.Column("buyer_message", sa.Text, nullable=False),
        sa.Column("subject", sa.Text),
        sa.Column("body", sa.Text),
        sa.Column("step", sa.Integer, nullable=False),
    )


def _make_event() -> None:
    op.create_table(
        "event",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, _case(), nullable=False, index=True),
        sa.Column("kind", _words(KINDS, "event_kind"), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
    )


def _make_copied_text() -> None:
    texts = ("subject", "body", "language", "template", "template_version", "rule")
    op.create_table(
        "copied_text",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("case_id", sa.Integer, _case(), nullable=False, index=True),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("copied_at", sa.DateTime, nullable=False),
    )


def _make_append_only(table: str) -> None:
    _refuse(table, "update", "")
    _refuse(table, "delete", "")
    # INSERT OR REPLACE deletes the old row without asking the trigger above.
    _refuse(table, "insert", f"WHEN NEW.id IN (SELECT id FROM {table})")  # noqa: S608  # our own names


def _refuse(table: str, verb: str, when: str) -> None:
    op.execute(
        f"CREATE TRIGGER {table}_no_{verb} BEFORE {verb.upper()} ON {table} {when} "
        f"BEGIN SELECT RAISE(ABORT, 'rows of {table} are never changed'); END"
    )


def _case() -> sa.ForeignKey:
    return sa.ForeignKey("cases.id", ondelete="RESTRICT")


def _words(words: tuple[str, ...], name: str) -> sa.Enum:
    return sa.Enum(*words, name=name, native_enum=False, create_constraint=True, length=20)
