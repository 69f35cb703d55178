"""The suites' cases: the same with the same seed, of every class, and surely wrong where they have to be."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as some

from tutor.bank import bundled_packs
from tutor.domain.ids import QuestionId
from tutor.domain.question import Kind, Question, TextKey
from tutor.grading.attacks import (
    ATTACKS,
    BIAS,
    ROUGH,
    Case,
    Known,
    Setting,
    attack_cases,
    bias_cases,
    honest_right,
    honest_wrong,
    rough_cases,
    sample,
    settings,
)
from tutor.grading.attacks.disguises import hidden
from tutor.grading.attacks.heaps import copied, is_list
from tutor.grading.attacks.rough import mistyped
from tutor.grading.attacks.turns import negate, swapped
from tutor.grading.text.tidy import tidy
from tutor.grading.words import words


def known(
    prompt: str, *references: str, topic: str = "Water", rights: tuple[str, ...] = (), wrongs: tuple[str, ...] = ()
) -> Known:
    question = Question(QuestionId(f"test/{prompt[:12]}"), Kind.SHORT_TEXT, prompt, TextKey(references), topic)
    return Known(question, "test", rights, wrongs)


OWN = (
    known(
        "Why does a puddle get smaller on a warm day?",
        "The sun heats the water because it is higher, and 3 litres of it evaporate into the warm air.",
        "The water evaporates when the sun shines on it",
        rights=("The sun warms the puddle because there is more light.", "The heat turns the water into vapour."),
        wrongs=("Because somebody drank all of the water.", "It does not get smaller."),
    ),
    known("What makes the sea salty?", "Rivers wash salt from the rocks into it.", "Salt from rocks."),
    known("Why is snow white?", "Its crystals scatter light of every colour."),
    known("Why do ducks stay dry?", "Oil on the feathers keeps water off."),
    known("What does the heart do?", "It pumps blood to the lungs and the body.", topic="Body"),
    known("What are bones for?", "They hold us up and protect organs.", topic="Body"),
)
AROUND = settings(OWN)


@pytest.fixture(scope="module")
def packs() -> list[Setting]:
    questions = [one for pack in bundled_packs() for one in pack.questions if one.kind is Kind.SHORT_TEXT]
    return settings([*(Known(question, str(question.pack_id)) for question in questions), *OWN])


def test_the_same_seed_gives_the_same_cases_and_another_others() -> None:
    assert attack_cases(AROUND, 1) == attack_cases(settings(OWN), 1)
    assert attack_cases(AROUND, 1) != attack_cases(AROUND, 2)


def test_every_class_has_cases(packs: list[Setting]) -> None:
    for classes, made in (
        (ATTACKS, attack_cases(packs)),
        (ROUGH, rough_cases(packs)),
        (BIAS, bias_cases(packs)),
    ):
        assert {case.name for case in made} == set(classes)


def test_no_trick_is_a_right_answer_once_it_is_read(packs: list[Setting]) -> None:
    by_id = {setting.known.question.id: setting.known for setting in packs}
    for case in attack_cases(packs):
        mine = by_id[case.question.id]
        said = words(tidy(case.answer).text)
        assert said not in {words(text) for text in (*mine.references, *mine.rights) if words(text)} or not said


def test_rough_and_other_voices_are_graded_without_their_own_words(packs: list[Setting]) -> None:
    for case in (*rough_cases(packs), *bias_cases(packs)):
        assert case.base
        assert case.answer != case.base
        assert isinstance(case.question.key, TextKey)
        assert case.base not in case.question.key.references or len(case.question.key.references) == 1


def test_honest_answers_are_those_that_were_given() -> None:
    assert {case.answer for case in honest_wrong(AROUND)} == set(OWN[0].wrongs)
    assert {case.answer for case in honest_right(AROUND)} == set(OWN[0].rights)


def test_a_sample_takes_of_each_class() -> None:
    cases = [Case("many", OWN[0].question, str(number)) for number in range(90)]
    cases += [Case("few", OWN[0].question, str(number)) for number in range(10)]
    found = Counter(case.name for case in sample(cases, 30))
    assert found == {"many": 20, "few": 10}
    assert sample(cases, 30) == sample(cases, 30)
    assert sample(cases, None) == cases


@pytest.mark.parametrize(
    ("said", "turned"),
    [
        ("The switch is open.", "The switch is not open."),
        ("It is not lit", "It is lit"),
        ("A plant needs light", "A plant does not need light"),
        ("They never float", ""),
        ("because of gravity", ""),
    ],
)
def test_one_not_turns_a_sentence(said: str, turned: str) -> None:
    assert negate(said) == turned


@pytest.mark.parametrize(
    ("right", "turned"),
    [
        ("The cat chases the mouse.", "the mouse chases The cat."),
        ("The pitch rises because strings get shorter.", "strings get shorter because the pitch rises"),
    ],
)
def test_things_and_causes_change_places(right: str, turned: str) -> None:
    assert (turned, "") in list(swapped(Setting(known("Why?", right)), Random(1)))


@pytest.mark.parametrize(
    "right",
    [
        "The lamp is connected to the battery.",  # holds both ways
        "The heart and the lungs work together.",
        "They are equal because both have the same size.",
        "light, water, air",
    ],
)
def test_what_may_stay_right_is_not_swapped(right: str) -> None:
    assert list(swapped(Setting(known("Why?", right)), Random(1))) == []


def test_a_question_that_holds_its_answer_is_not_copied() -> None:
    options = known("Is the cat or the mouse the hunter?", "The cat is the hunter")
    assert "Is the cat or the mouse the hunter?" not in [text for text, _base in copied(Setting(options), Random(1))]


def test_lists_make_no_heap() -> None:
    assert is_list("light, water, carbon dioxide and air")
    assert not is_list("The sun heats the water and it evaporates.")


@given(some.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12), some.integers(0, 1000))
@limits(deadline=None)
def test_a_disguise_is_seen_through(word: str, seed: int) -> None:
    assert tidy(f"plain words before {hidden(word, Random(seed))}").text == f"plain words before {word}"


@given(some.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12), some.integers(0, 1000))
@limits(deadline=None)
def test_a_slip_keeps_the_first_letter_and_nearly_all_others(word: str, seed: int) -> None:
    slip = mistyped(word, Random(seed))
    assert slip[0] == word[0]
    assert abs(len(slip) - len(word)) <= 1
