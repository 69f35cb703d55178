"""Who is learning, and how they like it."""

from dataclasses import dataclass, field
from datetime import datetime

from tutor.domain.ids import StudentId


@dataclass(frozen=True, slots=True)
class Preferences:
    """What a student chose; a theme or scale of "system" and 1.0 follow the computer."""

    daily_number: int = 10  # questions a day, 1..100
    theme: str = "system"  # system, light, dark, contrast
    text_scale: float = 1.0  # 0.75..2.5
    is_spacing_roomy: bool = False
    is_motion_reduced: bool = False

    def __post_init__(self) -> None:
        """Refuse what a sitting can't be planned with."""
        if not 1 <= self.daily_number <= 100:
            raise ValueError("the daily number lies between 1 and 100")
        if not 0.75 <= self.text_scale <= 2.5:
            raise ValueError("the text scale lies between 0.75 and 2.5")


@dataclass(frozen=True, slots=True)
class Student:
    """Someone who learns on this computer."""

    id: StudentId
    name: str
    picture: str  # name of an icon in resources/icons/pictures
    has_pin: bool
    created_at: datetime  # UTC
    preferences: Preferences = field(default_factory=Preferences)
