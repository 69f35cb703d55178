"""One line typed in a terminal, read as the answer to a question."""

import re
from collections.abc import Sequence

from tutor.domain.answer import Answer
from tutor.domain.errors import AnswerFormError
from tutor.domain.question import ChoiceKey, ClozeKey, ExactKey, Kind, MatchKey, Option, OrderKey, OutputKey, Question
from tutor.domain.translation import _
from tutor.grading.form import check_form
from tutor.grading.gave_up import is_giving_up
from tutor.grading.words import words

_YES = frozenset({"true", "t", "yes", "y", "right", "correct", "ja", "wahr", "oui", "vrai", "si"})
_NO = frozenset({"false", "f", "no", "n", "wrong", "incorrect", "nein", "falsch", "non", "faux"})
_APART = re.compile(r"[\s,;>→]+(?:and[\s,;]+)?")
_PAIR = re.compile(r"(\d+|[^\W\d_])\s*(?:=|:|->|→|-|>)?\s*([^\W\d_]|\d+)")


def read_typed(question: Question, text: str, options: Sequence[Option] = (), rights: Sequence[Option] = ()) -> Answer:
    """Read a line as an answer; `options` and `rights` stand in the order shown (the key's own where not given).

    Options go by letter, number or text ("b", "2", "a, c"), orders too ("b a c"); pairs are "1=c 2=a"; gaps stand
    between semicolons. "?" and "I don't know" give up. Raises AnswerFormError with a hint.
    """
    if _gives_up(question, text):
        return Answer(gave_up=True)
    match question.key:
        case ChoiceKey() as key:
            answer = Answer(picks=_read_choice(question.kind, text, options or key.options))
        case OrderKey() as key:
            answer = Answer(picks=_read_list(text, options or key.items))
        case MatchKey() as key:
            answer = Answer(picks=_read_pairs(text, options or key.lefts, rights or key.rights))
        case ClozeKey() as key:
            answer = Answer(picks=_read_gaps(text, len(key.gaps)))
        case OutputKey():
            answer = Answer(text.replace("\\n", "\n"))  # a terminal takes one line: \n stands between several
        case _:
            answer = Answer(text)
    check_form(question, answer)
    return answer


def _gives_up(question: Question, text: str) -> bool:
    if isinstance(question.key, ExactKey) and text.strip() in question.key.accepted:
        return False
    return text.strip() == "?" or is_giving_up(text)


def _read_choice(kind: Kind, text: str, options: Sequence[Option]) -> tuple[str, ...]:
    if kind is Kind.TRUE_FALSE:
        said = " ".join(words(text))
        if said in _YES | _NO:
            return ("true" if said in _YES else "false",)
    one = _named(text, options)
    if one is not None:
        return (one,)
    if kind is Kind.MULTIPLE_CHOICE:
        return _read_list(text, options)
    raise _no_option(text)


def _read_list(text: str, options: Sequence[Option]) -> tuple[str, ...]:
    """Read several options: apart ("a, c"), glued ("ac") or as texts between semicolons or commas."""
    for pieces in (re.split(r"[;\n]|->|→|>", text), text.split(","), _APART.split(text.strip()), list(text.strip())):
        named = [_named(piece, options) for piece in pieces if piece.strip()]
        if named and None not in named:
            return tuple(dict.fromkeys(pick for pick in named if pick is not None))
    raise _no_option(text)


def _named(text: str, options: Sequence[Option]) -> str | None:
    """Find the option that a letter, number or text names; AnswerFormError where it can mean two."""
    said = text.strip().strip("().").lower()
    meant = [options[at].id for at in _places(said) if at < len(options)]
    by_text = [option.id for option in options if words(option.text) == words(text) and words(text)]
    every = dict.fromkeys(meant + by_text)
    if len(every) > 1:
        hint = _("Type its letter.") if said.isdigit() else _("Type its number.")
        raise AnswerFormError(_("“{text}” can mean two of the options.").format(text=text.strip()), hint)
    return next(iter(every), None)


def _places(said: str) -> list[int]:
    if said.isdecimal() and len(said) < 4 and int(said) > 0:
        return [int(said) - 1]
    return [ord(said) - ord("a")] if len(said) == 1 and "a" <= said <= "z" else []


def _read_pairs(text: str, lefts: Sequence[Option], rights: Sequence[Option]) -> tuple[str, ...]:
    picks: list[str] = []
    rest = _PAIR.sub("", text)
    for left, right in _PAIR.findall(text):
        at, to = _places(left.lower()), _places(right.lower())
        if not at or not to or at[0] >= len(lefts) or to[0] >= len(rights):
            raise _no_pairs()
        picks.append(f"{lefts[at[0]].id}={rights[to[0]].id}")
    if not picks or rest.strip(" ,;"):
        raise _no_pairs()
    return tuple(picks)


def _read_gaps(text: str, count: int) -> tuple[str, ...]:
    if count == 1:
        return (text.strip(),)
    for pieces in (text.split(";"), re.split(r",(?!\d)", text), text.split()):
        if len(pieces) == count:
            return tuple(piece.strip() for piece in pieces)
    raise AnswerFormError(
        _("There are {count} gaps to fill.").format(count=count), _("Put a semicolon between them: first; second.")
    )


def _no_option(text: str) -> AnswerFormError:
    return AnswerFormError(
        _("There is no option “{text}”.").format(text=text.strip()[:40]),
        _("Type the letters of the options, like a or b."),
    )


def _no_pairs() -> AnswerFormError:
    return AnswerFormError(_("I can't read those pairs."), _("Type them like 1=c 2=a."))
