"""Dates by hand: (key, language, what the answers earn, answers apart by a bar)."""

# ruff: noqa: E501 -- one key and its answers stand in one row

from tutor.domain.question import DateKey

RIGHT, PARTLY, WRONG, ASK = "right", "partly", "wrong", "ask"


def _key(*accepted: str, tolerance: int = 0) -> DateKey:
    return DateKey(accepted, tolerance)


MOON = _key("20 July 1969")
MAY = _key("1 May 2024")
IDES = _key("15 March 44 BC")
YEAR = _key("1969")
CAESAR = _key("44 BC")
VESUVIUS = _key("79")
PRINT = _key("15th century")
GREEKS = _key("5th century BC")
SIXTIES = _key("1960s")
ABOUT = _key("1450", tolerance=10)
MONTH = _key("November 1989")
XMAS = _key("25 December")
ROME = _key("2 BC", tolerance=3)

CASES: list[tuple[DateKey, str, str, str]] = [
    (MOON, "en", RIGHT, "20 July 1969|1969-07-20|July 20, 1969|July 20th, 1969|20th July 1969|the 20th of July 1969|20/07/1969|20.07.1969|20-7-1969|7/20/1969|20 Jul 1969|"
     "Jul. 20 1969|1969 July 20|20 JULY 1969|on 20 July 1969|Sunday, 20 July 1969|20 July, 1969|20 July 1969 AD|20 juillet 1969|20. Juli 1969|20 de julio de 1969|1969/07/20|1969.07.20|٢٠/٠٧/١٩٦٩|20\u200b July 1969"),
    (MOON, "en", PARTLY, "1969|July 1969|07/1969|21 July 1969|20 June 1969|20 July 1968|1960s|20th century|1969-07"),
    (MOON, "en", WRONG, "1968|19 June 1970|July 1970|1970s|21st century|4 July 1776"),
    (MOON, "en", ASK, "20 July|July|20 July 69|20/7/69|32 July 1969|20/13/1969|yesterday|20 Jully 1969|1969-13-20|1969-07-32|0|20 July 0|20 July 19690|20071969|?|20 July or 21 July 1969|July 20 1969!x|69"),
    (MAY, "en", RIGHT, "01/05/2024|1/5/2024|05/01/2024|5/1/2024|1.5.2024|01-05-2024|May 1st, 2024|2024-05-01|1 may 2024"),
    (MAY, "en-GB", RIGHT, "01/05/2024|1/5/2024"),
    (MAY, "en-GB", ASK, "05/01/2024"),
    (MAY, "en-US", RIGHT, "05/01/2024|5/1/2024"),
    (MAY, "en-US", ASK, "01/05/2024"),
    (MAY, "de", RIGHT, "1.5.2024|01.05.2024|1. Mai 2024|1/5/2024"),
    (MAY, "de", ASK, "5/1/2024"),
    (MAY, "en", PARTLY, "2/5/2024|1 June 2024|1 May 2023"),
    (MAY, "en", WRONG, "2/6/2023"),
    (MAY, "en", ASK, "31/06/2024|29 Feb 2023|30 February 2024|1/5|1 May"),
    (_key("29 February 2000"), "en", RIGHT, "29 Feb 2000|2000-02-29"),
    (_key("29 February 2000"), "en", ASK, "29 Feb 1900|30 Feb 2000"),
    (IDES, "en", RIGHT, "15 March 44 BC|March 15, 44 BC|15 March 44 BCE|15 March 44 B.C.|15 March 44BC"),
    (IDES, "en", PARTLY, "44 BC|March 44 BC|14 March 44 BC|15 March 45 BC"),
    (IDES, "en", ASK, "15 March|15 March 0 BC"),
    (YEAR, "en", RIGHT, "1969|in 1969|the year 1969|1969 AD|AD 1969|1969 CE|c. 1969|1969.|July 1969|20 July 1969|around 1969|A.D. 1969"),
    (YEAR, "en", PARTLY, "1960s|20th century|the 1900s"),
    (YEAR, "en", WRONG, "1968|1996|1869|1970s|19th century|1969 BC|1970"),
    (YEAR, "en", ASK, "69|'69|nineteen sixty-nine|1969 or 1970|1969-1970|12345|1/2/3"),
    (CAESAR, "en", RIGHT, "44 BC|44 BCE|44 B.C.|44 b.c.e.|BC 44|-44|44 v. Chr.|44BC|44 bc"),
    (CAESAR, "en", PARTLY, "44|1st century BC"),
    (CAESAR, "en", WRONG, "44 AD|AD 44|45 BC|1st century"),
    (VESUVIUS, "en", RIGHT, "79|AD 79|79 AD|79 CE|in 79"),
    (VESUVIUS, "en", WRONG, "79 BC|80|97|1979"),
    (PRINT, "en", RIGHT, "15th century|the 15th century|15th cent.|fifteenth century|the fifteenth century|15th c.|XV century|the 1400s|1400s|15th Century AD|in the 15th century|15. Jahrhundert|XVe siècle|siglo XV"),
    (PRINT, "en", PARTLY, "1450|1492|1401|1500"),
    (PRINT, "en", WRONG, "14th century|16th century|the 1500s|15th century BC|1400|1501"),
    (PRINT, "en", ASK, "century|th century|99th century|fifteenth"),
    (GREEKS, "en", RIGHT, "5th century BC|the fifth century BCE|5th century B.C."),
    (GREEKS, "en", WRONG, "5th century AD|4th century BC"),
    (GREEKS, "en", PARTLY, "450 BC|5th century"),
    (SIXTIES, "en", RIGHT, "1960s|the 1960s|1960's|in the 1960s"),
    (SIXTIES, "en", PARTLY, "1965|20th century"),
    (SIXTIES, "en", WRONG, "1970s|1959|19th century"),
    (SIXTIES, "en", ASK, "60s|the sixties"),
    (ABOUT, "en", RIGHT, "1450|1455|1440|1460|about 1455|c. 1450|May 1452"),
    (ABOUT, "en", WRONG, "1439|1461|1550|1540"),
    (ABOUT, "en", PARTLY, "15th century"),
    (MONTH, "en", RIGHT, "November 1989|Nov 1989|11/1989|1989-11|9 November 1989|Nov. 1989|1989 November|9/11/1989|noviembre de 1989"),
    (MONTH, "en", PARTLY, "1989|October 1989|1980s"),
    (MONTH, "en", WRONG, "November 1990|1990"),
    (XMAS, "en", RIGHT, "25 December|December 25|25 Dec|25th of December|Dec 25th|25/12|12/25|25.12.|25 December 2020"),
    (XMAS, "en", WRONG, "24 December|December|25 November|1225"),
    (ROME, "en", RIGHT, "2 BC|1 BC|AD 1|AD 2|5 BC"),
    (ROME, "en", WRONG, "AD 3|6 BC"),
]  # fmt: skip
