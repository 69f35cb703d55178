"""Chemical equations: the key's substances on each side, and as many atoms of each element on both."""

from collections import defaultdict
from collections.abc import Sequence
from fractions import Fraction

from tutor.domain import chemical
from tutor.domain.elements import named
from tutor.domain.grade import Grade
from tutor.domain.question import ChemistryKey
from tutor.domain.translation import _
from tutor.grading.chemical_match import (
    atoms_slip,
    is_same_structure,
    is_same_substance,
    letter_slip,
    state_slip,
)
from tutor.grading.chemical_reader import Equation, Substance, Term
from tutor.grading.marks import partly, right, unsure, wrong

Pairs = list[tuple[Term, Term]]  # what was said, and what of the key it stands for


def judge_equation(said: Equation, wanted: Equation, key: ChemistryKey, name: str) -> Grade:
    """Grade an equation: first its substances, then its numbers, then the states where they are asked for."""
    left, right_side = _paired(said.left, wanted.left), _paired(said.right, wanted.right)
    if left is None or right_side is None:
        return wrong(name, _not_the_same(said, wanted))
    pairs = [*left, *right_side]
    factor = _factor(left, right_side)
    if factor is None:
        slip = unbalanced(left, right_side)
        if not slip:
            return unsure(name)  # it balances in another way than the key does
        says = _("The formulas are right, the equation is not balanced.")
        return partly(name, 0.5, f"{says} {slip}")
    slip = state_slip(pairs, key.states)
    if slip:
        return partly(name, 0.5, slip)
    return _multiple(factor, key.lowest, name)


def unbalanced(left: Pairs, right_side: Pairs) -> str:
    """Say what stands more often on one side than on the other; "" where the equation is balanced."""
    (mine, charge), (other, other_charge) = _sums(left), _sums(right_side)
    for symbol in dict.fromkeys([*mine, *other]):
        if mine[symbol] != other[symbol]:
            return _("Count {element}: {left} on the left, {right} on the right.").format(
                element=named(symbol), left=mine[symbol], right=other[symbol]
            )
    if charge != other_charge:
        return _("The atoms balance, the charges don't: {left} on the left, {right} on the right.").format(
            left=_signed(charge), right=_signed(other_charge)
        )
    return ""


def _sums(pairs: Pairs) -> tuple[defaultdict[str, Fraction], Fraction]:
    """Count the atoms (half ones too: H2 + 1/2 O2) and the charges of one side."""
    atoms: defaultdict[str, Fraction] = defaultdict(Fraction)
    charge = Fraction(0)
    for said, wanted in pairs:
        for symbol, times in wanted.readings[0].atoms.items():
            atoms[symbol] += said.number * times
        charge += said.number * wanted.readings[0].charge
    return atoms, charge


def _signed(value: Fraction) -> str:
    return f"+{value}" if value > 0 else f"{value}".replace("-", "−")


def _paired(said: Sequence[Term], wanted: Sequence[Term]) -> Pairs | None:
    """Find for each substance that was said the one of the key; None where the two are not the same set."""
    pairs: Pairs = []
    for one in said:
        twin = next((key for key in wanted if is_same_structure(one, key)), None) or next(
            (key for key in wanted if is_same_substance(one, key)), None
        )
        if twin is None:
            return None
        pairs.append((one, twin))
    return pairs if len({id(key) for _one, key in pairs}) == len(wanted) else None


def _factor(*sides: Pairs) -> Fraction | None:
    """Give the number by which the key's numbers are multiplied; None where it is not the same everywhere."""
    factors = {
        sum((said.number for said, key in pairs if key is wanted), Fraction(0)) / wanted.number
        for pairs in sides
        for _said, wanted in pairs
    }
    return factors.pop() if len(factors) == 1 else None


def _multiple(factor: Fraction, is_lowest_asked: bool, name: str) -> Grade:
    if factor == 1:
        return right(name)
    if factor.denominator != 1:
        says = _("It balances. Now make all numbers whole, and as small as they can be.")
        return partly(name, 0.5, says)
    if is_lowest_asked:
        says = _("It balances, but not in lowest terms: every number can be divided by {factor}.")
        return partly(name, 0.5, says.format(factor=factor))
    return right(name, _("In lowest terms every number is divided by {factor}.").format(factor=factor))


def _not_the_same(said: Equation, wanted: Equation) -> str:
    """Say which substance is not the right one, or stands on the wrong side."""
    if _paired(said.left, wanted.right) and _paired(said.right, wanted.left):
        return _("The two sides are swapped: what reacts stands on the left, what is made on the right.")
    sides = ((said.left, wanted.left, wanted.right), (said.right, wanted.right, wanted.left))
    for mine, keys, others in sides:
        for term in mine:
            if not any(is_same_substance(term, key) for key in keys):
                return _stranger(term, [key for key in keys if not _is_in(key, mine)], others)
    is_left = any(not _is_in(key, said.left) for key in wanted.left)
    return _("Something is missing on the left.") if is_left else _("Something is missing on the right.")


def _is_in(key: Term, terms: Sequence[Term]) -> bool:
    return any(is_same_substance(term, key) for term in terms)


def _stranger(term: Term, missing: Sequence[Term], others: Sequence[Term]) -> str:
    written = chemical.written(term.written)
    for key in missing:
        if slip := letter_slip(term, key):
            return slip
    if _is_in_others(term, others):
        return _("{formula} belongs on the other side.").format(formula=written)
    for key in missing:
        slip = _about(term.readings, key.readings[0])
        if slip:
            return _("Look at {formula}. {slip}").format(formula=written, slip=slip)
    return _("{formula} does not belong there.").format(formula=written)


def _is_in_others(term: Term, others: Sequence[Term]) -> bool:
    return any(is_same_substance(term, key) for key in others)


def _about(readings: Sequence[Substance], key: Substance) -> str:
    """Say what is off with a formula that has the key's elements; "" where it has others."""
    for one in readings:
        if one.structure and one.atoms == key.atoms and one.charge != key.charge:
            return _("Its charge is not right.")
        if one.structure and set(one.atoms) == set(key.atoms):
            return atoms_slip(one, key)
    return ""
