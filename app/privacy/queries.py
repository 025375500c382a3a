from collections.abc import Mapping

from app.law.personal_data import Person
from app.privacy import persons


def looks_at(person: Person) -> list[Mapping[str, object]]:
    """When staff opened a page about this person, newest first; by page, never by name (PR-4.7)."""
    rows = persons.rows_of(person).get("access_log", {}).values()
    return sorted(rows, key=lambda row: str(row["at"]), reverse=True)
