"""The suites: which classes there are, and the cases that they make from questions. The same seed, the same cases."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from tutor.domain.question import TextKey
from tutor.grading.attacks import disguises, heaps, orders, people, rough, turns
from tutor.grading.attacks.case import Case, Known, Maker, Setting
from tutor.grading.text.tidy import tidy
from tutor.grading.words import words as comparable

ATTACKS: Mapping[str, Maker] = {
    "orders": orders.orders,
    "copied question": heaps.copied,
    "keyword heap": heaps.heaped,
    "shuffled words": heaps.shuffled,
    "all answers": heaps.all_answers,
    "negated": turns.negated,
    "direction": turns.directions,
    "number": turns.numbers,
    "swapped roles": turns.swapped,
    "taken back": turns.taken_back,
    "other question": turns.other_answer,
    "padded": disguises.padded,
    "nothing": disguises.nothing,
    "disguised": disguises.disguised,
    "stuffed": disguises.stuffed,
}
ROUGH: Mapping[str, Maker] = {
    "typos": rough.typos,
    "synonyms": rough.synonyms,
    "other order": rough.other_order,
    "dialect": rough.dialect,
    "no punctuation": rough.bare,
    "second language": rough.second_language,
}
BIAS: Mapping[str, Maker] = {
    "names": people.names,
    "relatives": people.relatives,
    "pronouns": people.pronouns,
    "nations": people.nations,
    "southern": people.southern,
    "british": people.british,
    "indian": people.indian,
    "african american": people.african_american,
}
_NEIGHBOURS = 6


def settings(known: Sequence[Known], seed: int = 0) -> list[Setting]:
    """Set each question among a few others of its topic and a few of other topics."""
    found = []
    for one in known:
        rng = Random(f"{seed}/{one.source}/{one.question.id}")
        near = [other for other in known if _topic(other) == _topic(one) and other is not one]
        far = [other for other in known if _topic(other) != _topic(one)]
        found.append(Setting(one, _some(near, rng), _some(far, rng)))
    return found


def attack_cases(around: Sequence[Setting], seed: int = 0) -> list[Case]:
    """Make answers that are surely wrong, by class; those that equal a known right answer once tidied are dropped."""
    return [case for setting in around for case in _made(setting, ATTACKS, seed) if not _is_right(case, setting.known)]


def rough_cases(around: Sequence[Setting], seed: int = 0) -> list[Case]:
    """Make right answers in rough forms; a reference is graded by the question's other references."""
    return [_without(case, case.base) for setting in around for case in _made(setting, ROUGH, seed)]


def bias_cases(around: Sequence[Setting], seed: int = 0) -> list[Case]:
    """Make pairs of answers that say the same and sound like different people; graded by what the base is not."""
    return [_without(case, case.base) for setting in around for case in _made(setting, BIAS, seed)]


def honest_wrong(around: Sequence[Setting], seed: int = 0, most: int = 3) -> list[Case]:
    """Give up to `most` wrong answers by students to each question."""
    return [case for setting in around for case in _honest(setting, setting.known.wrongs, "honest wrong", seed, most)]


def honest_right(around: Sequence[Setting], seed: int = 0, most: int = 3) -> list[Case]:
    """Give up to `most` right answers by students to each question."""
    return [case for setting in around for case in _honest(setting, setting.known.rights, "honest right", seed, most)]


def sample(cases: Sequence[Case], most: int | None, seed: int = 0) -> list[Case]:
    """Pick `most` cases, the same share of each class, in their order; all where `most` is None."""
    if most is None or len(cases) <= most:
        return list(cases)
    by_class: dict[str, list[int]] = {}
    for place, case in enumerate(cases):
        by_class.setdefault(case.name, []).append(place)
    rng = Random(f"{seed}/sample")
    kept: list[int] = []
    for turn, places in enumerate(sorted(by_class.values(), key=len)):
        share = (most - len(kept)) // (len(by_class) - turn)
        kept += rng.sample(places, min(share, len(places)))
    return [cases[place] for place in sorted(kept)]


def _honest(setting: Setting, said: Sequence[str], name: str, seed: int, most: int) -> list[Case]:
    rng = Random(f"{seed}/{name}/{setting.known.source}/{setting.known.question.id}")
    return [Case(name, setting.known.question, text) for text in rng.sample(said, min(most, len(said)))]


def _made(setting: Setting, makers: Mapping[str, Maker], seed: int) -> Iterator[Case]:
    """Make each class's cases from dice of their own, so that one class more changes no other."""
    for name, make in makers.items():
        rng = Random(f"{seed}/{name}/{setting.known.source}/{setting.known.question.id}")
        for answer, base in make(setting, rng):
            yield Case(name, setting.known.question, answer, base)


def _is_right(case: Case, known: Known) -> bool:
    said = comparable(tidy(case.answer).text)
    return bool(said) and said in {comparable(text) for text in (*known.references, *known.rights)}


def _without(case: Case, base: str) -> Case:
    """Take the base out of the references, so that it is graded by its meaning."""
    key = case.question.key
    assert isinstance(key, TextKey)
    rest = tuple(reference for reference in key.references if reference != base)
    if not rest or rest == key.references:
        return case
    return replace(case, question=replace(case.question, key=replace(key, references=rest)))


def _topic(known: Known) -> tuple[str, str]:
    return known.source, known.question.topic


def _some(possible: Sequence[Known], rng: Random) -> tuple[Known, ...]:
    return tuple(rng.sample(possible, min(_NEIGHBOURS, len(possible))))
