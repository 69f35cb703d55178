"""The chemical elements by their symbols, and the names of those that are met at school."""

from tutor.domain.translation import _, mark

SYMBOLS = frozenset({
    "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "Ar", "K", "Ca",
    "Sc", "Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br", "Kr", "Rb", "Sr", "Y",
    "Zr", "Nb", "Mo", "Tc", "Ru", "Rh", "Pd", "Ag", "Cd", "In", "Sn", "Sb", "Te", "I", "Xe", "Cs", "Ba", "La", "Ce",
    "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu", "Hf", "Ta", "W", "Re", "Os", "Ir",
    "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Po", "At", "Rn", "Fr", "Ra", "Ac", "Th", "Pa", "U", "Np", "Pu", "Am", "Cm",
    "Bk", "Cf", "Es", "Fm", "Md", "No", "Lr", "Rf", "Db", "Sg", "Bh", "Hs", "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc",
    "Lv", "Ts", "Og", "D", "T",
})  # fmt: skip
_SMALL = frozenset(symbol.lower() for symbol in SYMBOLS)
_NAMES = {
    "H": mark("hydrogen"), "He": mark("helium"), "Li": mark("lithium"), "B": mark("boron"), "C": mark("carbon"),
    "N": mark("nitrogen"), "O": mark("oxygen"), "F": mark("fluorine"), "Ne": mark("neon"), "Na": mark("sodium"),
    "Mg": mark("magnesium"), "Al": mark("aluminium"), "Si": mark("silicon"), "P": mark("phosphorus"),
    "S": mark("sulphur"), "Cl": mark("chlorine"), "Ar": mark("argon"), "K": mark("potassium"), "Ca": mark("calcium"),
    "Cr": mark("chromium"), "Mn": mark("manganese"), "Fe": mark("iron"), "Co": mark("cobalt"), "Ni": mark("nickel"),
    "Cu": mark("copper"), "Zn": mark("zinc"), "Br": mark("bromine"), "Ag": mark("silver"), "Sn": mark("tin"),
    "I": mark("iodine"), "Ba": mark("barium"), "Au": mark("gold"), "Hg": mark("mercury"), "Pb": mark("lead"),
}  # fmt: skip


def named(symbol: str) -> str:
    """Say an element: its symbol, with its name where it is met at school."""
    return f"{symbol} ({_(_NAMES[symbol])})" if symbol in _NAMES else symbol


def is_spelt(letters: str) -> bool:
    """Tell whether letters, whatever their case, can be a row of symbols: "nacl" can, "xyz" can't."""
    small = letters.lower()
    reached = {0}
    for start in range(len(small)):
        if start in reached:
            reached |= {start + size for size in (1, 2) if small[start : start + size] in _SMALL}
    return len(small) in reached
