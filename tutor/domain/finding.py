"""What a rule says of a text before it is stored or shown."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a finding does: BLOCK keeps the text away, WARN lets it through and notes it."""

    BLOCK = "block"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's objection to one text."""

    rule: str
    severity: Severity
    reason: str
