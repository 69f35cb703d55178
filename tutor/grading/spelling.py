"""Slips of the pen: one letter wrong, missing, too many or swapped, where that does not make another word."""

from collections.abc import Sequence

from tutor.grading.signs import visible

_SHORTEST = 5
# Words that one letter turns into another: a student who writes the one does not mean the other.
_PAIRS = """
adapt adopt; alkane alkene; angel angle; border boarder; breath breathe; carton cartoon; casual causal; cation
action; censor sensor; chord cord; climatic climactic; cloth clothe; coarse course; comma coma; complement
compliment; conversation conservation; council counsel; county country; crater crate; dairy diary; deduction
reduction; desert dessert; emission omission; ethanal ethanol; ethane ethene; faction fraction; formally formerly;
friction fiction; genes genus; human humane; ileum ilium; immortal immoral; insect inset; isotone isotope; lessen
lesson; lightening lightning; magnate magnet; mantel mantle; marital martial; methanal methanol; miner minor; moral
morale; mucous mucus; neuron neutron; nitrate nitrite; parish perish; pedal petal; phase phrase; photon proton;
plain plane; planet plane; planet plant; plaque plague; poplar polar; popular poplar; preposition proposition;
prophecy prophesy; quiet quite; radiation radiator; revolution resolution; scared sacred; sever severe; sliver
silver; solder soldier; stationary stationery; statue statute; steal steel; sulfate sulfite; through thorough; trail
trial; tropic trophic; united untied; unity unit; vein vain; velocity veracity; verses versus; vertex vortex; violet
violent; widow window; woman women; worse worst
"""
_CONFUSABLE = frozenset(frozenset(pair.split()) for pair in _PAIRS.split(";"))
_ENDINGS = (
    ("ane", "ene", "yne"),
    ("ate", "ite", "ide"),
    ("ase", "ose"),
    ("ic", "ous"),
    ("ol", "al", "one"),
)  # endings that carry the meaning in science


def is_one_letter_off(left: str, right: str) -> bool:
    """Tell whether one letter was changed, added, dropped or swapped with its neighbour (Damerau-Levenshtein 1)."""
    if left == right or abs(len(left) - len(right)) > 1:
        return False
    start = 0
    while start < min(len(left), len(right)) and left[start] == right[start]:
        start += 1
    rest, other = left[start:], right[start:]
    if rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]:
        return True
    return len(rest) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]


def is_typo(said: Sequence[str], wanted: Sequence[str], others: frozenset[str] = frozenset()) -> bool:
    """Tell whether one word of five or more letters is one letter off, and so that it is no other word.

    `others` are words that are known to be others, such as those of the question.
    """
    if len(said) != len(wanted):
        return False
    off = [(mine, right) for mine, right in zip(said, wanted, strict=True) if mine != right]
    if len(off) != 1:
        return False
    mine, right = off[0]
    if len(right) < _SHORTEST or not right.replace("'", "").isalpha() or not mine.replace("'", "").isalpha():
        return False
    return is_one_letter_off(mine, right) and mine not in others and not is_other_word(mine, right)


def is_other_word(mine: str, right: str) -> bool:
    """Tell whether a word one letter from another is likely to be meant: a known pair, a first letter, an ending."""
    mine, right = mine.casefold(), right.casefold()
    if mine[:1] != right[:1] or frozenset({mine, right}) in _CONFUSABLE:
        return True
    return any(_swaps(mine, right, endings) for endings in _ENDINGS)


def _swaps(mine: str, right: str, endings: tuple[str, ...]) -> bool:
    return any(
        mine.endswith(one) and right.endswith(other) and mine.removesuffix(one) == right.removesuffix(other)
        for one in endings
        for other in endings
        if one != other
    )


def strict(text: str) -> str:
    """Give a text for a comparison of spelling alone: letters with their accents, in one case and spacing."""
    return " ".join(visible(text).casefold().split())
