"""An answer in words, as a reader sees it beside the model answer."""

from tutor.domain.answer import Answer
from tutor.domain.question import ChoiceKey, ClozeKey, MatchKey, OrderKey, OutputKey, Question
from tutor.domain.translation import _


def spoken(question: Question, answer: Answer) -> str:
    """Say an answer in words: option texts instead of ids, one line for each part."""
    if answer.gave_up:
        return _("I don't know")
    match question.key:
        case ChoiceKey(options=options):
            names = {option.id: option.text for option in options}
            return "\n".join(names.get(pick, pick) for pick in answer.picks)
        case OrderKey(items=items):
            names = {item.id: item.text for item in items}
            return "\n".join(f"{place}. {names.get(pick, pick)}" for place, pick in enumerate(answer.picks, start=1))
        case MatchKey() as key:
            return _pairs(key, answer.picks)
        case ClozeKey():
            return ", ".join(pick.strip() or "…" for pick in answer.picks)
        case OutputKey():
            return answer.text.rstrip()  # the spaces before the first line count
        case _:
            return answer.text.strip()


def _pairs(key: MatchKey, picks: tuple[str, ...]) -> str:
    from tutor.grading.match import pairs_of

    pairs = pairs_of(key, picks)
    if pairs is None:
        return "\n".join(picks)
    rights = {option.id: option.text for option in key.rights}
    return "\n".join(f"{left.text} → {rights[pairs[left.id]]}" for left in key.lefts if left.id in pairs)
