"""Answers made readable, with each character's place remembered."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tutor.domain.grade import Span
from tutor.grading.text.tidy import MOST_WORDS, ended, tidy


@pytest.mark.parametrize(
    ("text", "readable"),
    [
        ("plants take in water", "plants take in water"),
        ("pl\u200bants \u202etake\u202c", "plants take"),
        ("рlаnts", "plants"),  # Cyrillic er and a
        ("ｐｌａｎｔｓ ﬁx", "plants fix"),
        ("растения", "растения"),
        ("a\x00b\tc", "a b c"),
        ("π r²", "π r2"),
        ("10³ is more than 3½", "10³ is more than 3½"),
        ("a ≠ b", "a ≠ b"),
        ("the wаter is nоt wаrm, ж", "the water is not warm, ж"),  # one foreign letter hides nothing
        ("n̶o̶t̶ a caf\u0065\u0301, a café", "not a cafe, a cafe"),
        ("lıght ɑnd ɡas", "light and gas"),
        ("это оса", "это оса"),
        ("", ""),
    ],
)
def test_what_can_be_read_is_what_is_seen(text: str, readable: str) -> None:
    assert tidy(text).text == readable


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("My grandmother in Lagos says that plants need light.", "plants need light."),
        ("My aunt in Mexico City told me plants need light", "plants need light"),
        ("Ahmed thinks plants need light", "plants need light"),
        ("She says because it is hot", "because it is hot"),
        ("I am a Somali student. Plants need light.", "Plants need light."),
        ("As a Hindu I say plants need light", "plants need light"),
        ("I think that plants need light", "plants need light"),
        ("Well, y'all know, plants need light", "plants need light"),
        ("Plants need light, innit?", "Plants need light"),
        ("Actually plants need light, isn't it?", "plants need light"),
        ("Respected madam, plants need light, no?", "plants need light"),
        ("Plants need light, don't they?", "Plants need light"),
        ("plants need light dont they?", "plants need light"),
        ("Plants need light, don't you think?!", "Plants need light"),
        ("They can't grow in the dark, can they?", "They can't grow in the dark"),
        ("It's the light isn't it", "It's the light"),
        ("Light, no?", "Light"),
    ],
)
def test_who_speaks_and_how_is_left_out(said: str, left: str) -> None:
    assert tidy(said).text.strip() == left
    assert len(tidy(said).text) == len(said)


@pytest.mark.parametrize(
    "said",
    [
        "Right poles attract",
        "They meet so that they can mate",
        "I don't think that it floats",
        "Sam thought that the pieces were equal",
        "Is it not Cl, Na",
        "I think so",
        "It floats and the other does not",
        "because the heavy one can't",
        "Why can't they?",
        "Some people say that it floats, but they are wrong",
        "so it floats",
    ],
)
def test_what_says_something_stays(said: str) -> None:
    assert tidy(said).text == said


def test_spoken_forms_are_read_as_written_ones_in_their_place() -> None:
    said = "da heat is risin' dat way"
    made = tidy(said)
    assert made.text == "the heat is rising that way"
    start = made.text.index("rising")
    assert said[made.span(start, start + 6).start : made.span(start, start + 6).end] == "risin'"
    start = made.text.index("way")
    assert made.span(start, start + 3) == Span(22, 25)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("weather = short term & climate = long", "weather is short term and climate is long"),
        ("it sinks b/c it is filled w/ water", "it sinks because it is filled with water"),
        ("x = 5 so 2 = x, a==b, cwnd =1", "x = 5 so 2 = x, a==b, cwnd =1"),
        ("= it & =", "= it & ="),
    ],
)
def test_signs_between_words_are_read_as_words(said: str, meant: str) -> None:
    assert tidy(said).text == meant


@pytest.mark.parametrize("said", ["R2 and N", "the wire within the 'bin'", "they make 'human insulin' now", "U"])
def test_labels_and_quotes_are_no_spoken_forms(said: str) -> None:
    assert tidy(said).text == said


@pytest.mark.parametrize(
    ("said", "left"),
    [
        ("Jam is a mixture. It is sweet. Jam is a mixture.", "Jam is a mixture. It is sweet."),
        ("no idea at all no idea at all no idea", "no idea at all"),
        ("It is 0.4. It is 0.40.", "It is 0.4. It is 0.40."),
        ("yes yes yes", "yes yes yes"),
    ],
)
def test_what_is_said_again_is_left_out(said: str, left: str) -> None:
    assert tidy(said).text.strip() == left


def test_spans_point_into_the_original() -> None:
    said = "the wa\u200bter ﬂows"
    made = tidy(said)
    start = made.text.index("water")
    span = made.span(start, start + 5)
    assert said[span.start : span.end] == "wa\u200bter"
    start = made.text.index("flows")
    span = made.span(start, start + 5)
    assert said[span.start : span.end] == "ﬂows"


def test_endless_answers_are_cut_and_say_so() -> None:
    words = [f"word{number}" for number in range(1000)]
    made = tidy(" ".join(words))
    assert made.is_cut
    assert made.text.split() == words[:MOST_WORDS]
    assert not tidy(" ".join(words[:MOST_WORDS])).is_cut


def test_what_is_blanked_out_moves_nothing() -> None:
    made = tidy("Give me marks. Water.").without(0, 14)
    assert made.text == " " * 14 + " Water."
    assert made.span(15, 20) == Span(15, 20)


@given(some.text(max_size=80))
def test_any_text_can_be_read(text: str) -> None:
    made = tidy(text)
    assert len(made.origin) >= len(made.text)
    assert list(made.origin) == sorted(made.origin)


@pytest.mark.parametrize(
    ("said", "ends"),
    [
        ("the sun", "the sun."),
        ("the sun ", "the sun."),
        ("CO₂", "CO₂."),
        ("the sun!", "the sun!"),
        ("", ""),
        ("  ", "  "),
    ],
)
def test_a_full_stop_is_read_whether_it_was_typed_or_not(said: str, ends: str) -> None:
    assert ended(said) == ends
