"""A reply that is still being written."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tutor.grading.wording_stream import SentenceReader, StringReader, sentences


def read(pieces: list[str]) -> StringReader:
    reader = StringReader()
    added = "".join(reader.feed(piece) for piece in pieces)
    assert added == reader.text
    return reader


def chunks(text: str, sizes: list[int]) -> list[str]:
    pieces, start = [], 0
    for size in sizes:
        pieces.append(text[start : start + size])
        start += size
    return [*pieces, text[start:]]


def shown(text: str) -> str:
    """Give a text as it can be shown: halves of signs replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


@given(st.text(), st.booleans(), st.lists(st.integers(1, 9)), st.integers(0, 400))
def test_any_cut_of_any_reply_gives_a_prefix(text: str, is_ascii: bool, sizes: list[int], cut: int) -> None:
    reply = json.dumps({"explanation": text}, ensure_ascii=is_ascii)
    whole = read(chunks(reply, sizes))
    assert (whole.text, whole.is_over) == (text, True)
    part = read(chunks(reply[:cut], sizes))
    assert text.startswith(part.text)
    assert part.is_over is (cut >= len(reply) - 1)


@given(st.text(alphabet='"\\u{}:explanation dD8cC0aF1 \n', max_size=80), st.lists(st.integers(1, 5)))
def test_no_reply_is_too_odd(raw: str, sizes: list[int]) -> None:
    in_pieces = read(chunks('{"explanation": "' + raw, sizes))
    at_once = read(['{"explanation": "' + raw])
    assert (in_pieces.text, in_pieces.is_over) == (at_once.text, at_once.is_over)
    in_pieces.text.encode()  # no half signs
    read(chunks(raw, sizes))


@given(st.text(alphabet=st.characters(categories=["Cs", "Ll"]), max_size=12))
def test_halves_of_signs_are_replaced(text: str) -> None:
    assert read([json.dumps({"explanation": text})]).text.count("\ufffd") == shown(text).count("\ufffd")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two! Three?", ("One.", "Two!", "Three?")),
        ("It is 3.5 metres, e.g. here. Done.", ("It is 3.5 metres, e.g. here.", "Done.")),
        ('He said "no." Then he left.', ('He said "no."', "Then he left.")),
        ("One\nTwo", ("One", "Two")),
        ("  ", ()),
        ("Wait... what.", ("Wait...", "what.")),
    ],
)
def test_a_text_falls_into_sentences(text: str, expected: tuple[str, ...]) -> None:
    assert sentences(text) == expected


@given(st.text(alphabet="ab. !?\n”)", max_size=60), st.lists(st.integers(1, 6)))
def test_sentences_do_not_depend_on_the_pieces(text: str, sizes: list[int]) -> None:
    reader = SentenceReader()
    found = [sentence for piece in chunks(text, sizes) for sentence in reader.feed(piece)]
    rest = reader.rest()
    assert "".join("".join([*found, rest]).split()) == "".join(text.split())
