"""The dated rules that come with the program, read once: document types, and what a draft is checked against."""

import json
from functools import lru_cache
from typing import Any

from ..domain.document_types import DocumentTypes, parse_types
from ..domain.form_checks import OutgoingRules, parse_form_rules
from ..paths import resources


@lru_cache(maxsize=1)
def document_types() -> DocumentTypes:
    return DocumentTypes(parse_types(_table("document_types")))


@lru_cache(maxsize=1)
def outgoing_rules() -> OutgoingRules:
    return OutgoingRules(document_types(), parse_form_rules(_table("authority")))


def _table(name: str) -> list[dict[str, Any]]:
    path = resources() / "rules" / f"{name}.json"
    table: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return table
