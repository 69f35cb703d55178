"""Colours as named roles: light, dark and high contrast are three tables of the same roles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """One table of roles; each is "#rrggbb". The verdicts' colours are used for verdicts alone."""

    name: str
    paper: str  # the ground of every page
    card: str  # a sheet that lies on the paper
    rail: str  # the ground of the rail
    ink: str  # text
    ink_soft: str  # text that may be read second
    line: str  # a hairline that only decorates
    control: str  # the outline of what can be used
    accent: str  # the one colour: filled buttons, links, what is chosen
    accent_strong: str  # the accent under the pointer
    accent_soft: str  # the ground of what is chosen
    on_accent: str  # text on the accent
    focus: str  # the ring round what hears the keyboard
    right: str
    right_soft: str
    partly: str
    partly_soft: str
    not_yet: str
    not_yet_soft: str
    unsure: str
    unsure_soft: str


LIGHT = Palette(
    name="light",
    paper="#fbf9f4",
    card="#ffffff",
    rail="#f3efe6",
    ink="#1b2430",
    ink_soft="#454e5b",
    line="#e4dfd3",
    control="#767b82",
    accent="#0b5559",
    accent_strong="#073f42",
    accent_soft="#ddeeec",
    on_accent="#ffffff",
    focus="#0b5559",
    right="#0d532a",
    right_soft="#e3f2e6",
    partly="#5f3d00",
    partly_soft="#fcefd3",
    not_yet="#6b2458",
    not_yet_soft="#f7e8f2",
    unsure="#3d4653",
    unsure_soft="#eceae5",
)

DARK = Palette(
    name="dark",
    paper="#111823",
    card="#19222f",
    rail="#0d131c",
    ink="#edf1f7",
    ink_soft="#b9c3d0",
    line="#2b3647",
    control="#8592a6",
    accent="#70d5cf",
    accent_strong="#8fe0db",
    accent_soft="#143338",
    on_accent="#06201f",
    focus="#8fe0db",
    right="#86dc9f",
    right_soft="#15301f",
    partly="#f2c36b",
    partly_soft="#352a13",
    not_yet="#eeb0dc",
    not_yet_soft="#371b30",
    unsure="#c6cfdb",
    unsure_soft="#232d3b",
)

CONTRAST = Palette(
    name="contrast",
    paper="#000000",
    card="#000000",
    rail="#000000",
    ink="#ffffff",
    ink_soft="#f2f2f2",
    line="#ffffff",
    control="#ffffff",
    accent="#6ff0ea",
    accent_strong="#c4fcf9",
    accent_soft="#00363a",
    on_accent="#000000",
    focus="#ffe14d",
    right="#7cff9b",
    right_soft="#000000",
    partly="#ffd36b",
    partly_soft="#000000",
    not_yet="#ffb0ea",
    not_yet_soft="#000000",
    unsure="#ffffff",
    unsure_soft="#000000",
)

PALETTES = {palette.name: palette for palette in (LIGHT, DARK, CONTRAST)}

_GROUNDS = ("paper", "card", "rail")
TEXT_PAIRS = (  # text, ground: read at 7:1 or better
    *((text, ground) for text in ("ink", "ink_soft", "accent") for ground in _GROUNDS),
    ("ink", "accent_soft"),
    ("accent", "accent_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_strong"),
    *((verdict, ground) for verdict in ("right", "partly", "not_yet", "unsure") for ground in ("paper", "card")),
    *((verdict, f"{verdict}_soft") for verdict in ("right", "partly", "not_yet", "unsure")),
    *(("ink", f"{verdict}_soft") for verdict in ("right", "partly", "not_yet", "unsure")),
)
CONTROL_PAIRS = (  # outline, ground: told apart at 3:1 or better
    *((outline, ground) for outline in ("control", "focus") for ground in (*_GROUNDS, "accent_soft")),
)


def contrast_ratio(one: str, other: str) -> float:
    """Give the WCAG 2 contrast ratio (1..21) of two "#rrggbb" colours."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Give the relative luminance (0..1) as WCAG 2 defines it."""
    red, green, blue = (_linear(int(colour[start : start + 2], 16) / 255) for start in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    """Undo the gamma of one sRGB channel (0..1)."""
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)
