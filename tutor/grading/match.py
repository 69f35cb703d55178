"""Things to match: a left side to its right side."""

from tutor.domain.answer import Answer
from tutor.domain.grade import Grade, Verdict
from tutor.domain.question import Kind, MatchKey, Question
from tutor.domain.translation import _
from tutor.grading.marks import right
from tutor.grading.registry import grader
from tutor.grading.tools import Tools


@grader("match", kinds={Kind.MATCH})
def match(question: Question, answer: Answer, tools: Tools) -> Grade | None:
    """Grade each pair; right sides that say the same are the same."""
    key = question.key
    assert isinstance(key, MatchKey)
    picked = pairs_of(key, answer.picks)
    if picked is None:
        return None
    words = {option.id: option.text for option in (*key.rights,)}
    names = {option.id: option.text for option in key.lefts}
    asked = [(left, words[its]) for left, its in key.pairs]
    accepted = {left: {text for one, text in asked if one == left} for left, _text in asked}
    hits = [left for left in names if left in picked and words[picked[left]] in accepted[left]]
    lines = {left: f"{names[left]} → {' / '.join(sorted(accepted[left]))}" for left in names}
    covered = tuple(lines[left] for left in hits)
    if len(hits) == len(names):
        return right("match", covered=covered)
    missed = [left for left in names if left not in hits]
    return Grade(
        verdict=Verdict.PARTIAL if hits else Verdict.INCORRECT,
        score=len(hits) / len(names),
        probability=0.0,
        feedback=_("{right} of {all} fit. Look again at “{first}”.").format(
            right=len(hits), all=len(names), first=names[missed[0]]
        ),
        graded_by="match",
        covered=covered,
        missing=tuple(lines[left] for left in missed),
    )


def pairs_of(key: MatchKey, picks: tuple[str, ...]) -> dict[str, str] | None:
    """Read "left=right" picks, ids that hold an "=" themselves too; None when one names no such pair."""
    lefts, rights = {option.id for option in key.lefts}, {option.id for option in key.rights}
    made: dict[str, str] = {}
    for pick in picks:
        cuts = (at for at, sign in enumerate(pick) if sign == "=")
        found = next(
            ((pick[:at], pick[at + 1 :]) for at in cuts if pick[:at] in lefts and pick[at + 1 :] in rights), None
        )
        if found is None or found[0] in made:
            return None
        made[found[0]] = found[1]
    return made
