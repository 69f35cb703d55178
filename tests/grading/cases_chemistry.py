"""Formulas and equations of chemistry by hand: (key, what the answers earn, answers apart by a bar)."""

# ruff: noqa: E501 -- one key and its answers stand in one row

from tutor.domain.question import ChemistryKey

RIGHT, PARTLY, WRONG, ASK, UNSURE = "right", "partly", "wrong", "ask", "unsure"


def _key(*accepted: str, states: bool = False, lowest: bool = False) -> ChemistryKey:
    return ChemistryKey(accepted, states, lowest)


WATER = _key("H2O")
LIME = _key("Ca(OH)2")
SULPHATE = _key("SO4^2-")
SODIUM = _key("Na+")
CALCIUM = _key("Ca^2+")
AMMONIUM = _key("NH4+")
MONOXIDE = _key("CO")
COBALT = _key("Co")
DIOXIDE = _key("CO2")
SALT = _key("NaCl")
VITRIOL = _key("CuSO4·5H2O")
ETHENE = _key("C2H4")
VINEGAR = _key("CH3COOH", "C2H4O2")
MAKE_WATER = _key("2 H2 + O2 -> 2 H2O")
LOWEST = _key("2 H2 + O2 -> 2 H2O", lowest=True)
BURN = _key("CH4 + 2 O2 -> CO2 + 2 H2O")
STATES = _key("2 Na(s) + 2 H2O(l) -> 2 NaOH(aq) + H2(g)", states=True)
IONS = _key("Ag+ + Cl- -> AgCl")
IRON = _key("Fe^3+ + 3 e- -> Fe")
HABER = _key("N2 + 3 H2 <=> 2 NH3")
NEUTRAL = _key("Ca(OH)2 + 2 HCl -> CaCl2 + 2 H2O")
PEROXIDE = _key("2 KMnO4 + 5 H2O2 + 3 H2SO4 -> 2 MnSO4 + K2SO4 + 8 H2O + 5 O2")

CASES: list[tuple[ChemistryKey, str, str]] = [
    # how formulas are written
    (WATER, RIGHT, r"H2O|H₂O|H_2O|H_{2}O|$H_2O$|\ce{H2O}|$\mathrm{H_2O}$| H2O |H 2 O|H2O.|H<sub>2</sub>O|Ｈ２Ｏ|H2O(l)|[H2O]|H2O(g)"),
    (WATER, RIGHT, "H\u200b2O|\u202aH2O\u202c"),
    (WATER, PARTLY, "h2o|h₂o|H20|H2o|2H2O|OH2|HOH|H2O+|H2O 2-|h20"),
    (WATER, WRONG, "H2O2|HO|CO2|H2|O2|H3O+|H2S|NaCl|HO2|H2+"),
    (WATER, ASK, "water|H2O->|H2 + O|H2O = H2O|Hx|2|?|H2O!|H(2O|H2O)|(((((H)))))|-> H2O|x2|__import__('os')|H2O;rm"),
    (LIME, RIGHT, r"Ca(OH)2|Ca(OH)₂|Ca(OH)_2|Ca[OH]2|Ca (OH)2|Ca((OH))2|Ca(OH)2(aq)|\ce{Ca(OH)2}"),
    (LIME, PARTLY, "CaO2H2|(OH)2Ca|ca(oh)2|Ca(0H)2|H2CaO2|Ca(HO)2"),
    (LIME, WRONG, "CaOH2|CaOH|Ca(OH)|Ca(OH)3|CaO|Mg(OH)2|Ca2(OH)2|Ca(OH)0"),
    (LIME, ASK, "Ca(OH|Ca)OH(2|Ca()2"),
    (SULPHATE, RIGHT, "SO4^2-|SO₄²⁻|SO4 2-|SO42-|SO4^{2-}|SO_4^{2-}|SO4--|SO4^-2|SO4^(2-)|[SO4]^2-|SO4-2|SO4(2-)|SO4²⁻|SO4^2−"),
    (SULPHATE, PARTLY, "SO4|SO4^2+|SO4-|SO4^-|SO4^3-|O4S^2-|so4^2-"),
    (SULPHATE, WRONG, "SO3^2-|S^2-|SO2|CO3^2-|PO4^3-"),
    (SODIUM, RIGHT, "Na+|Na⁺|Na^+|Na^{+}|Na 1+|Na^1+|Na^+1|Na+(aq)|Na+1"),
    (SODIUM, PARTLY, "Na|Na-|Na2+|na+|NA+|Na^2+"),
    (SODIUM, WRONG, "K+|N+|Cl-|NaCl"),
    (CALCIUM, RIGHT, "Ca2+|Ca^2+|Ca²⁺|Ca++|Ca+2|Ca^+2|Ca 2+|Ca(2+)"),
    (CALCIUM, PARTLY, "Ca+|Ca|Ca2-|Ca^3+"),
    (AMMONIUM, RIGHT, "NH4+|NH₄⁺|NH4^+|(NH4)+|[NH4]+"),
    (AMMONIUM, PARTLY, "NH4|NH4-|H4N+|NH4^2+"),
    (AMMONIUM, WRONG, "NH3|NH^4+|NO3-"),
    (MONOXIDE, RIGHT, "CO|C O|CO(g)"),
    (MONOXIDE, WRONG, "Co|CO2|C"),
    (MONOXIDE, PARTLY, "co|C0|OC"),
    (COBALT, RIGHT, "Co"),
    (COBALT, WRONG, "CO|Cu"),
    (COBALT, PARTLY, "co"),
    (DIOXIDE, RIGHT, "CO2|CO₂|CO_2|\\ce{CO2}|CO2(g)"),
    (DIOXIDE, WRONG, "Co2|C2O|CO|CO3"),
    (SALT, RIGHT, "NaCl|NaCl(s)|NaCl(aq)|Na Cl"),
    (SALT, PARTLY, "ClNa|nacl|NACL|NaCI|NaC1|Nacl"),
    (SALT, WRONG, "KCl|NaCl2|Na2Cl|NaF"),
    (VITRIOL, RIGHT, "CuSO4·5H2O|CuSO₄·5H₂O|CuSO4.5H2O|CuSO4*5H2O|CuSO4 · 5 H2O|CuSO4 5H2O|CuSO4(H2O)5|CuSO4•5H2O|$CuSO_4\\cdot 5H_2O$|[CuSO4]·5[H2O]"),
    (VITRIOL, PARTLY, "cuso4·5h2o|H10O9CuS"),
    (VITRIOL, WRONG, "CuSO4|CuSO4·H2O|CuSO45H2O|CuSO4·7H2O|H2O|5H2O·CuSO4"),
    (ETHENE, RIGHT, "C2H4|C₂H₄"),
    (ETHENE, PARTLY, "CH2=CH2|H4C2|CH2CH2"),
    (ETHENE, ASK, "C2H4 = C2H4|C2H4 + H2"),
    (ETHENE, WRONG, "CH2|C2H6|CH4|CH3-CH3"),
    (VINEGAR, RIGHT, "CH3COOH|C2H4O2|CH3-COOH"),
    (VINEGAR, PARTLY, "HCH3COO|HCOOCH3"),
    # equations
    (MAKE_WATER, RIGHT, "2H2+O2->2H2O|2 H2 + O2 -> 2 H2O|2H₂ + O₂ → 2H₂O|O2 + 2H2 = 2H2O|2H2 + O2 --> 2H2O|2H2 + O2 => 2H2O|2H2 + O2 ⇌ 2H2O|"
     r"\ce{2H2 + O2 -> 2H2O}|$2H_2 + O_2 \rightarrow 2H_2O$|2 H2(g) + O2(g) -> 2 H2O(l)|H2 + H2 + O2 -> 2H2O|2*H2 + O2 -> 2*H2O|2H2 + 1O2 -> 2H2O|2H2+ O2 -> 2H2O|2H2 +O2→2H2O"),
    (MAKE_WATER, RIGHT, "4H2 + 2O2 -> 4H2O|6 H2 + 3 O2 -> 6 H2O"),
    (MAKE_WATER, PARTLY, "H2 + O2 -> H2O|H2 + 1/2 O2 -> H2O|H2 + ½O2 -> H2O|H2 + 0.5 O2 -> H2O|2H2 + 2O2 -> 2H2O|H2 + O2 -> 2H2O|3 H2 + 1 1/2 O2 -> 3 H2O"),
    (MAKE_WATER, WRONG, "2H2O -> 2H2 + O2|H2 + O -> H2O|2H + O -> H2O|2H2 + O2 -> 2H2O2|H2 -> H2O|2H2 + O2 -> 2H2O + N2|H4 + O2 -> 2H2O|2h2 + o2 -> 2h2o|H2 + O2 + H2O -> H2O|"
     "2H2 + N2 -> 2H2O"),
    (MAKE_WATER, ASK, "H2O|2H2 + O2|2H2 + O2 ->|-> 2H2O|2H2 + O2 -> H2O -> H2|2H2 ++ O2 + -> H2O|hydrogen + oxygen -> water|2H2 + 0 O2 -> H2O|1/0 H2 + O2 -> H2O|99999999999 H2 + O2 -> H2O"),
    (LOWEST, RIGHT, "2H2 + O2 -> 2H2O"),
    (LOWEST, PARTLY, "4H2 + 2O2 -> 4H2O|H2 + ½O2 -> H2O"),
    (BURN, RIGHT, "CH4 + 2O2 -> CO2 + 2H2O|2O2 + CH4 → 2H2O + CO2|2CH4 + 4O2 -> 2CO2 + 4H2O|H4C + 2O2 -> CO2 + 2H2O"),
    (BURN, PARTLY, "CH4 + O2 -> CO2 + H2O|CH4 + 2O2 -> CO2 + H2O|CH4 + O2 -> CO2 + 2H2O"),
    (BURN, WRONG, "CO2 + 2H2O -> CH4 + 2O2|CH4 + 2O2 -> CO + 2H2O|CH4 + 2O2 -> Co2 + 2H2O|CH4 -> CO2 + H2O|C + O2 -> CO2|CH4 + 4O -> CO2 + 2H2O"),
    (STATES, RIGHT, "2Na(s) + 2H2O(l) -> 2NaOH(aq) + H2(g)|2 Na (s) + 2 H2O (l) → 2 NaOH (aq) + H2 (g)"),
    (STATES, PARTLY, "2Na + 2H2O -> 2NaOH + H2|2Na(s) + 2H2O(l) -> 2NaOH(aq) + H2|2Na(s) + 2H2O(g) -> 2NaOH(aq) + H2(g)|Na(s) + H2O(l) -> NaOH(aq) + H2(g)"),
    (IONS, RIGHT, "Ag+ + Cl- -> AgCl|Ag⁺ + Cl⁻ → AgCl|Cl- + Ag+ = AgCl|Ag+(aq) + Cl-(aq) -> AgCl(s)|Ag^+ + Cl^- -> AgCl|Ag++Cl- ->AgCl|Ag+(aq)+Cl-(aq)->AgCl(s)"),
    (IONS, WRONG, "AgCl -> Ag+ + Cl-|Ag + Cl -> AgCl|Ag2+ + Cl- -> AgCl|Na+ + Cl- -> NaCl"),
    (IRON, RIGHT, "Fe3+ + 3e- -> Fe|Fe³⁺ + 3 e⁻ → Fe|Fe^3+ + 3e^- -> Fe|3e- + Fe+++ -> Fe"),
    (IRON, PARTLY, "Fe3+ + e- -> Fe|Fe3+ + 2e- -> Fe"),
    (IRON, WRONG, "Fe -> Fe3+ + 3e-|Fe2+ + 2e- -> Fe"),
    (HABER, RIGHT, "N2 + 3H2 <=> 2NH3|N2 + 3H2 ⇌ 2NH3|N2 + 3H2 -> 2NH3|N2 + 3H2 ⇄ 2NH3"),
    (HABER, WRONG, "2NH3 <=> N2 + 3H2|N + 3H -> NH3"),
    (HABER, PARTLY, "N2 + H2 -> NH3|N2 + 3H2 -> NH3"),
    (NEUTRAL, RIGHT, "Ca(OH)2 + 2HCl -> CaCl2 + 2H2O|2HCl + Ca(OH)2 = 2H2O + CaCl2"),
    (NEUTRAL, PARTLY, "Ca(OH)2 + HCl -> CaCl2 + H2O"),
    (NEUTRAL, WRONG, "CaOH2 + 2HCl -> CaCl2 + 2H2O|Ca(OH)2 + 2HCl -> CaCl + 2H2O"),
    (PEROXIDE, RIGHT, "2KMnO4 + 5H2O2 + 3H2SO4 -> 2MnSO4 + K2SO4 + 8H2O + 5O2"),
    (PEROXIDE, UNSURE, "2KMnO4 + 3H2SO4 + 7H2O2 -> 2MnSO4 + K2SO4 + 10H2O + 6O2"),
]  # fmt: skip
