"""One way to write each sign: hidden signs go, and superscripts, vulgar fractions, digits and minuses become plain."""

import re
import unicodedata

_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_SUPERSCRIPTS = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣", "-"))
_ARABIC = str.maketrans({"٫": ".", "٬": "'", "٪": "%", "،": ",", "’": "'"})


def visible(text: str) -> str:
    """Give a text without format characters (zero-width, direction marks), in Unicode's compatible composed form.

    "10³" becomes "10^(3)" and "½" becomes "1/2" first: the compatible form alone would make them "103" and "1⁄2".
    """
    kept = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    kept = _SUPERSCRIPTS.sub(lambda found: f"^({found.group().translate(_SUPERSCRIPT)})", kept)
    kept = "".join(_fraction(sign) for sign in kept)
    return unicodedata.normalize("NFKC", kept.replace("º", "°")).replace("\u2044", "/")


def mathematical(text: str) -> str:
    """Give a text that holds numbers or formulas with plain digits, minuses, division signs and single spaces."""
    plain = visible(text).translate(_DASHES).translate(_ARABIC).replace("∕", "/").replace("÷", "/")
    digits = "".join(_digit(sign) for sign in plain)
    return " ".join(digits.split())


def _fraction(sign: str) -> str:
    parts = unicodedata.decomposition(sign).split()
    if not parts or parts[0] != "<fraction>":
        return sign
    return " " + "".join(chr(int(part, 16)) for part in parts[1:])


def _digit(sign: str) -> str:
    value = unicodedata.decimal(sign, None)
    return sign if value is None else str(value)
