"""Words and their places."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.llm.words import pieces, words


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Don't stop, it’s well-known!", ["Don't", "stop", "it’s", "well", "known"]),
        ("3.5 and 1,000 and 12.", ["3.5", "and", "1,000", "and", "12"]),
        ("-5, 2-5, (−4)", ["-5", "2", "5", "−4"]),
        ("CO2 H₂O x² 20°C 3rd 50%", ["CO2", "H₂O", "x²", "20", "C", "3rd", "50"]),
        ("'quoted' rock 'n' roll", ["quoted", "rock", "n", "roll"]),
        ("cafe\u0301 नमस्ते سلام", ["cafe\u0301", "नमस्ते", "سلام"]),
        ("?! ... —", []),
        ("", []),
    ],
)
def test_words_are_found(text: str, found: list[str]) -> None:
    assert [word.text for word in words(text)] == found


@given(st.text())
def test_places_are_true_and_no_letter_is_lost(text: str) -> None:
    found = words(text)
    assert all(text[word.start : word.end] == word.text for word in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
    covered = {place for word in found for place in range(word.start, word.end)}
    assert all(place in covered for place, sign in enumerate(text) if sign.isalnum())


@given(st.text())
def test_pieces_make_up_the_text_but_for_spaces(text: str) -> None:
    found = words(text)
    parts = list(pieces(text, found))
    assert "".join("".join(part.split()) for part, _number in parts) == "".join(text.split())
    assert [number for _part, number in parts if number is not None] == list(range(len(found)))
