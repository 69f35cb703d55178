"""What is looked at before a sheet is kept: words that hurt somebody, and judgements about groups of people.

A sheet quotes the student. A plain insult is noted (WARN); what is never fit to be shown again, and a judgement about
a group of people, keeps the sheet away until a person has looked (BLOCK).
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache

from tutor.domain.finding import Finding, Severity
from tutor.domain.translation import _
from tutor.paths import resources

Rule = Callable[[str], Finding | None]

RULES: dict[str, Rule] = {}

_SWAPS = str.maketrans("013457@$!|", "oieastasil")
_TRAITS = (
    "stupid|dumb|lazy|inferior|superior|weak(?:er)?|dirty|criminals?|dangerous|violent|evil|ugly|greedy|liars?|thieves|"
    "terrorists?|bad at|worse at|better than|worse than|less intelligent|less clever|not as (?:clever|smart|good)|"
    "too emotional|should not be allowed|shouldnt be allowed|do not belong|dont belong|belong in"
)
_LINKS = "(?:are|were|will be|always are|can be|act|seem|must be|cannot|cant|should|shouldnt|do not|dont|belong)"
_VICTIM = (
    r"\b(?:i|we) (?:want to|will|am going to|are going to|wanna|gonna) (?:kill|hurt|stab|shoot) "
    r"(?:myself|you|him|her|them|my|everyone|ourselves)"
)


def rule(name: str) -> Callable[[Rule], Rule]:
    """Make a function the rule `name`; ValueError when the name is taken."""

    def register(function: Rule) -> Rule:
        if name in RULES:
            raise ValueError(f"two rules are called {name!r}")
        RULES[name] = function
        return function

    return register


def check_text(text: str) -> tuple[Finding, ...]:
    """List what speaks against keeping a text, the gravest first; nothing when all is well."""
    plain = _plain(text)
    found = [finding for check in RULES.values() if (finding := check(plain)) is not None]
    return tuple(sorted(found, key=lambda finding: finding.severity is not Severity.BLOCK))


@rule("harm")
def harm(text: str) -> Finding | None:
    """Stop words about hurting oneself or others: a person has to see them."""
    if re.search(_VICTIM, text) is None:
        return None
    return Finding("harm", Severity.BLOCK, _("This speaks of hurting somebody. A grown-up should read it."))


@rule("unfit-words")
def unfit_words(text: str) -> Finding | None:
    """Stop words that are never fit to be shown."""
    if not _has(text, unfit=True):
        return None
    return Finding("unfit-words", Severity.BLOCK, _("There is a word in it that hurts people."))


@rule("group-judgement")
def group_judgement(text: str) -> Finding | None:
    """Stop judgements about people because of a group that they belong to."""
    if _judgement().search(text) is None:
        return None
    return Finding("group-judgement", Severity.BLOCK, _("This judges people by the group they belong to."))


@rule("insult")
def insult(text: str) -> Finding | None:
    """Note a personal insult; the sheet is kept."""
    if not _has(text, unfit=False):
        return None
    return Finding("insult", Severity.WARN, _("There is an unkind word in it."))


def _plain(text: str) -> str:
    """Fold a text so that a disguised word is seen: no case, accents, hidden signs, apostrophes or letter swaps."""
    seen = "".join(sign for sign in unicodedata.normalize("NFKD", text) if unicodedata.category(sign)[0] != "M")
    seen = "".join(sign for sign in seen if unicodedata.category(sign) != "Cf").casefold()
    seen = re.sub("['’`]", "", seen)
    seen = re.sub(r"[a-z@$!|]*[a-z][a-z013457@$!|]*(?=[^\w]|$)|[a-z]+[013457@$|!]+[a-z]+", _swapped, seen)
    return " ".join(re.findall(r"\w+", seen))


def _swapped(found: re.Match[str]) -> str:
    word = found.group()
    end = len(word.rstrip("!|"))
    return word[:end].translate(_SWAPS)


@cache
def _unkind() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = _lines("unkind")
    unfit = [word.removesuffix("!").strip() for word in words if word.endswith("!")]
    unkind = [word for word in words if not word.endswith("!")]
    return _any_of(unkind), _any_of(unfit)


@cache
def _judgement() -> re.Pattern[str]:
    groups = "|".join(re.escape(word) for word in _lines("groups"))
    return re.compile(rf"\b(?:all |most |the |those )?(?:{groups}) {_LINKS}(?: \w+){{0,3}}? (?:{_TRAITS})\b")


def _has(text: str, *, unfit: bool) -> bool:
    return _unkind()[unfit].search(text) is not None


def _any_of(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(word) for word in words)})\b")


def _lines(name: str) -> list[str]:
    lines = (resources() / "rules" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
