"""Whether two chemical formulas name the same substance, and where they don't, what is off."""

from collections.abc import Sequence

from tutor.domain import chemical
from tutor.domain.elements import named
from tutor.domain.grade import Grade
from tutor.domain.translation import _
from tutor.grading.chemical_reader import Substance, Term, alike, folded
from tutor.grading.marks import compared, partly, wrong


def is_same_structure(said: Term, wanted: Term) -> bool:
    """Tell whether one reading of a formula has the key's elements and brackets, in their order, and its charge."""
    key = wanted.readings[0]
    return any((one.structure, one.charge) == (key.structure, key.charge) for one in said.readings)


def is_same_substance(said: Term, wanted: Term) -> bool:
    """Tell whether one reading of a formula has the key's atoms and charge, in whatever order."""
    key = wanted.readings[0]
    return any(one.structure and one.atoms == key.atoms and one.charge == key.charge for one in said.readings)


def state_slip(pairs: Sequence[tuple[Term, Term]], are_asked: bool) -> str:
    """Say what is off with the states of answers and keys; "" where all is well. Without `are_asked` they may lack."""
    for said, wanted in pairs:
        if said.state and wanted.state and said.state != wanted.state:
            return _("The formulas are right. Look at the state of {formula}: solid, liquid, gas or in water?").format(
                formula=chemical.written(said.written)
            )
    if are_asked and any(wanted.state and not said.state for said, wanted in pairs):
        return _("The formulas are right, but a state is missing: (s), (l), (g) or (aq).")
    return ""


def formula_slip(said: Term, wanted: Term, name: str) -> Grade:
    """Grade a formula that is not the key's, and name the step that is off."""
    answer = chemical.written(wanted.written)
    letters = letter_slip(said, wanted)
    if letters:  # a slip of the keyboard, unless it names another substance
        is_other = said.readings[0].structure is not None and folded(said.written) == folded(wanted.written)
        return wrong(name, letters) if is_other else partly(name, 0.5, letters)
    if is_same_substance(said, wanted):
        says = _("The atoms are right, but the formula is written in another order: {answer}.")
        return partly(name, 0.5, says.format(answer=answer))
    key = wanted.readings[0]
    for one in said.readings:
        if one.structure == key.structure:
            return partly(name, 0.5, charge_slip(one.charge, key.charge))
    atoms = atoms_slip(said.readings[0], key)
    return wrong(name, atoms or compared(chemical.written(said.written), answer))


def letter_slip(said: Term, wanted: Term) -> str:
    """Say that only the capitals are off, or a zero stands for the letter O; "" where it is more than that."""
    mine, answer = chemical.written(said.written), chemical.written(wanted.written)
    if is_same_structure(said, wanted):
        return ""
    if folded(said.written) == folded(wanted.written) and said.written.lower() == wanted.written.lower():
        return _("Look at the capital letters: you wrote {said}, and {answer} is asked for.").format(
            said=mine, answer=answer
        )
    if alike(said.written) == alike(wanted.written) and folded(said.written) != folded(wanted.written):
        return _("Look closely at letters and numbers: O is no zero, and l is neither 1 nor I. It is {answer}.").format(
            answer=answer
        )
    return ""


def charge_slip(said: int, wanted: int) -> str:
    """Say what is off with a charge."""
    if not said:
        return _("The atoms are right, but the charge is missing.")
    if not wanted:
        return _("The atoms are right, but there is no charge.")
    if said == -wanted:
        return _("The atoms are right, but the charge has the other sign: plus or minus?")
    return _("The atoms are right, but the charge is not: look at its number and its sign.")


def atoms_slip(said: Substance, wanted: Substance) -> str:
    """Name the elements that are missing, too many or not counted right; "" where nothing can be said."""
    mine, right = said.atoms, wanted.atoms
    if said.structure is None or not set(mine) & set(right):
        return ""
    if extra := sorted(set(mine) - set(right)):
        return _("Look at the elements: there is no {elements} in it.").format(elements=_list(extra))
    if missing := sorted(set(right) - set(mine)):
        return _("Look at the elements: {elements} is missing.").format(elements=_list(missing))
    off = [symbol for symbol in right if mine[symbol] != right[symbol]]
    if not off:
        return ""
    says = _("The elements are right, the numbers are not. Count again: {elements}.")
    return says.format(elements=_list(off))


def _list(symbols: Sequence[str]) -> str:
    return ", ".join(named(symbol) for symbol in symbols)
