"""LaTeX in one line of plain signs ("2/3 + x²"), for lists and other places that draw no formulas."""

import re

_SIGNS = {
    "times": "×", "div": "÷", "cdot": "·", "pm": "±", "le": "≤", "leq": "≤", "ge": "≥", "geq": "≥", "ne": "≠",
    "neq": "≠", "approx": "≈", "pi": "π", "alpha": "α", "beta": "β", "theta": "θ", "Delta": "Δ", "circ": "°",
    "degree": "°", "infty": "∞", "to": "→", "rightarrow": "→", "ldots": "…", "dots": "…", "cdots": "…", "sum": "∑",
    "int": "∫", "percent": "%", "left": "", "right": "", "quad": " ", "qquad": " ", "displaystyle": "",
}  # fmt: skip
_KEPT = {"^": "\ue000", "_": "\ue001"}  # stand for the signs themselves, until no rule looks at them any more
_RAISED = str.maketrans("0123456789+-n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")
_LOWERED = str.maketrans("0123456789+-n", "₀₁₂₃₄₅₆₇₈₉₊₋ₙ")
_PART = r"\{([^{}]*)\}"
_FRACTION = re.compile(rf"\\[dt]?frac\s*(?:{_PART}\s*{_PART}|(\w)\s*(\w))")
_ROOT = re.compile(rf"\\sqrt\s*{_PART}")
_PLAIN = re.compile(rf"\\(?:text|mathrm|mathit|mathbf|operatorname)\s*{_PART}")
_POWER = re.compile(rf"\^(?:{_PART}|(\w|\\circ\b))")
_INDEX = re.compile(rf"_(?:{_PART}|(\w))")
_COMMAND = re.compile(r"\\([A-Za-z]+)")


def in_words(latex: str) -> str:
    """Write a formula with plain signs; what has none keeps its name."""
    before = None
    text = latex
    while text != before:  # from the inside out
        before = text
        text = _PLAIN.sub(r"\1", text)
        text = _POWER.sub(lambda found: _shifted(found, "^", _RAISED), text)
        text = _INDEX.sub(lambda found: _shifted(found, "_", _LOWERED), text)
        text = _ROOT.sub(lambda found: f"√{_grouped(found[1])}", text)
        text = _FRACTION.sub(lambda found: f"{_grouped(found[1] or found[3])}/{_grouped(found[2] or found[4])}", text)
    text = _COMMAND.sub(lambda found: _SIGNS.get(found[1], found[1]), text)
    for noise in ("\\,", "\\;", "\\:", "\\!", "{", "}", "$"):
        text = text.replace(noise, " " if noise in ("\\,", "\\;", "\\:") else "")
    text = text.replace(_KEPT["^"], "^").replace(_KEPT["_"], "_")
    return " ".join(text.replace("\\", "").split())


def _shifted(found: re.Match[str], sign: str, table: dict[int, int]) -> str:
    inner = found[1] if found[1] is not None else found[2]
    if inner and all(ord(letter) in table for letter in inner):
        return inner.translate(table)
    if inner.strip() == "\\circ":
        return "°"
    return f"{_KEPT[sign]}{_grouped(inner)}"


def _grouped(inner: str | None) -> str:
    text = (inner or "").strip()
    return text if re.fullmatch(r"[\w.,√⁰-⁹²³¹]*", text) else f"({text})"
