"""Numbers by hand: (key, what the answers earn, answers apart by a bar). Prompts only where they matter."""

# ruff: noqa: E501 -- one key and its answers stand in one row

from tutor.domain.question import NumericKey

RIGHT, PARTLY, WRONG, ASK, UNSURE = "right", "partly", "wrong", "ask", "unsure"


def _key(value: str, unit: str = "", tolerance: float = 0.0, *, is_relative: bool = False) -> NumericKey:
    return NumericKey((value,), tolerance, is_relative, unit)


HALF = _key("0.5")
THOUSAND = _key("1000")
TWO_THIRDS = _key("2/3")
METRES = _key("5", "m")
SPEED = _key("20", "m/s")
CELSIUS = _key("20", "degC")
KELVIN = _key("20", "K")
AREA = _key("12", "m**2")
PERCENT = _key("50", "%")
HEAT = _key("4186", "J/(kg*K)")

CASES: list[tuple[NumericKey, str, str, str]] = [
    # how numbers are written
    (_key("1000.5"), "", RIGHT, "1000.5|1,000.5|1.000,5|1 000.5|1'000.5|1’000,5|1000,5|+1000.5|1 000.5|2001/2"),
    (_key("1000000"), "", RIGHT, "1000000|1,000,000|1 000 000|1.000.000|1'000'000|10^6|1e6|1×10^6|1 million|10,00,000"),
    (_key("1000000"), "", WRONG, "1,000|100000|10^5|1 thousand|-1000000"),
    (_key("1000000"), "", ASK, "1,0,0|1.2.3|1,00,0|a million or so|10^6^2"),
    (THOUSAND, "", RIGHT, "1,000|1000|1 000|10³|1E3|1.0e3|1000.0|one thousand|1000.|ten hundred"),
    (THOUSAND, "", WRONG, "1.000|100|10000|1"),
    (_key("1"), "", RIGHT, "1,000|1|1.000|one|1,0"),
    (_key("1200"), "", RIGHT, "1.2e3|1.2×10^3|1,2·10³|1.2*10**3|1.2 x 10^3|12e2|1.2 × 10^{3}|1200"),
    (_key("-3"), "", RIGHT, "-3|−3|–3|- 3|minus 3|negative three|minus three|x = -3|-3.0|\u200e-3\u200f|-３"),
    (_key("-3"), "", WRONG, "3|three|+3|-30|-2"),
    (HALF, "", RIGHT, "0.5|.5|0,5|,5|1/2|½|50 %|50%|50 percent|2/4|٠٫٥|۰٫۵|0.50|5e-1|5×10⁻¹|\\frac{1}{2}|$\\frac{1}{2}$|$0.5$"),
    (HALF, "", WRONG, "2|5|5 %|-0.5|1/4|50"),
    (HALF, "", ASK, "half way there|1/0|5 - 4.5|0.5x|about|?|1/2/3"),
    (_key("1.5"), "", RIGHT, "1 1/2|1½|3/2|1.5|1 and 1/2|1,5|150 %|1 2/4"),
    (_key("1.5"), "", WRONG, "11/2|1/2|2/3"),
    (_key("1.5"), "", ASK, "1-1/2|1 3/2"),
    (_key("-1.5"), "", RIGHT, "-1 1/2|−1½|-3/2"),
    (_key("12"), "", RIGHT, "12|twelve|Twelve|a = 12|= 12|about 12|≈12|~12|12.|12!|12 apples|12 blue cars|(12)|the answer is 12|it's 12|12 cm"),
    (_key("12"), "", PARTLY, "24/2|12/1|36/3|12 or 13"),
    (_key("12"), "", ASK, "12x|12 - 1|12 squared|12 pi|12 not|12 12|not 12|less than 12|12 r 3|12y|twelveteen"),
    (_key("21"), "", RIGHT, "21|twenty-one|twenty one|Twenty-One"),
    (_key("0"), "", RIGHT, "0|zero|0.0|-0|0 %"),
    (_key("0"), "", WRONG, "1|0.1"),
    # fractions, rounding, tolerance
    (TWO_THIRDS, "", RIGHT, "2/3|4/6|2 / 3|⅔|20/30"),
    (TWO_THIRDS, "", PARTLY, "0.67|0.667|0.6667"),
    (TWO_THIRDS, "", WRONG, "3/2|0.7|0.66|-2/3|1/3|2|3"),
    (_key("3.14"), "", PARTLY, "3.1416|3.14159265"),
    (_key("3.14"), "", WRONG, "3.15|3|31.4|2.14"),
    (_key("9.81", tolerance=0.02), "", RIGHT, "9.8|9.81|9.83|9.79"),
    (_key("9.81", tolerance=0.02), "", WRONG, "9.84|9.7|10"),
    (_key("200", tolerance=0.05, is_relative=True), "", RIGHT, "190|210|200"),
    (_key("200", tolerance=0.05, is_relative=True), "", WRONG, "189.9|211"),
    (NumericKey(("3", "-3")), "", RIGHT, "3|-3|3 or -3|±3|-3; 3"),
    # the question's own number, unfinished
    (_key("0.75"), "Write 3/4 as a decimal.", PARTLY, "3/4"),
    (_key("0.75"), r"Write $\frac{3}{4}$ as a decimal.", PARTLY, "3/4"),
    (_key("0.75"), "Write 75 % as a decimal.", PARTLY, "75 %|75%"),
    (_key("3/4"), "Write 0.75 as a fraction.", PARTLY, "0.75"),
    (_key("1/2"), "Simplify 4/8.", PARTLY, "4/8"),
    (_key("1/2"), "Simplify 4/8.", RIGHT, "1/2|2/4"),
    (_key("5"), "A bag of 5.0 kg holds how many kilos?", RIGHT, "5|5.0"),
    # percent
    (PERCENT, "", RIGHT, "50 %|50%|50 percent|50 per cent|fifty %|50 ٪"),
    (PERCENT, "", PARTLY, "50|0.5|1/2"),
    (PERCENT, "What percentage is that?", RIGHT, "50|50 %"),
    (PERCENT, "", WRONG, "5 %|25|500 %"),
    (PERCENT, "", ASK, "50 m|fifty fifty"),
    (_key("50"), "How many percent?", RIGHT, "50|50 %|50 percent"),
    (_key("50"), "How much?", PARTLY, "50 %"),
    # units
    (METRES, "", RIGHT, "5 m|5m|500 cm|500cm|5 metres|5 meters|5 Metres|5 M|0.005 km|5 mtrs|4 m 100 cm|5.0 m|five metres|5000 mm|5 m."),
    (METRES, "", PARTLY, "5|5 kg|5 m2|5 cm|5 s|five"),
    (METRES, "", WRONG, "4 m|-5 m|50 m|500 m|4|6 kg"),
    (METRES, "", ASK, "5 foo|5%|5 m 3|metres|5 m/"),
    (SPEED, "", RIGHT, "20 m/s|72 km/h|72 kmh|72 kph|72 km/hr|20 metres per second|20 m s^-1|20 ms-1|20 m·s⁻¹|20 m/sec|20 m / s"),
    (SPEED, "", PARTLY, "20|20 km/h|20 m|20 ms"),
    (SPEED, "", WRONG, "72 m/s|2 m/s"),
    (CELSIUS, "", RIGHT, "20 °C|20°C|20 C|20 degrees|20 degrees celsius|20 deg C|20ºC|20 ℃|293.15 K|68 F|68 °F"),
    (CELSIUS, "", PARTLY, "20|20 kg"),
    (CELSIUS, "", WRONG, "21 °C|293 °C|-20 °C"),
    (KELVIN, "", RIGHT, "20 K|20 k|20 kelvin|-253.15 °C"),
    (KELVIN, "", UNSURE, "20 °C"),  # it may be a difference
    (AREA, "", RIGHT, "12 m²|12 m2|12 m^2|12 square metres|12 sq m|12 sq. m|12 metres squared|120000 cm²|12 m**2"),
    (AREA, "", PARTLY, "12 m|12|12 cm²|12 m3"),
    (AREA, "", WRONG, "24 m²|7 m"),
    (_key("2", "L"), "", RIGHT, "2 l|2 L|2 litres|2 liters|2 ltr|2000 ml|2000 cm3|2 dm³|200 cl"),
    (_key("90", "min"), "", RIGHT, "90 min|90 mins|90 minutes|1.5 h|1.5 hours|1 h 30 min|1 hour 30 minutes|1 hr and 30 min|5400 s"),
    (_key("90", "min"), "", ASK, "1 hr 30|an hour and a half|1:30"),
    (_key("3", "kg"), "", RIGHT, "3 kg|3kg|3 kgs|3 kilos|3 kilograms|3000 g|3000 grams|3 KG|3 Kg"),
    (_key("5", "N"), "", RIGHT, "5 N|5 n|5 newtons|5 Newton|0.005 kN|5 kg m/s^2"),
    (_key("3", "N*m"), "", RIGHT, "3 Nm|3 N m|3 N·m"),
    (_key("5", "mW"), "", PARTLY, "5 MW|5 W|5"),
    (_key("2.7", "g/cm**3"), "", RIGHT, "2.7 g/cm³|2.7 g/cm3|2.7 gcm-3|2700 kg/m3|2.7 grams per cubic centimetre"),
    (HEAT, "", RIGHT, "4186 J/(kg K)|4186 J/kg/K|4186 J/kg K|4186 J/kg°C|4186 J kg^-1 K^-1|4.186 kJ/(kg*K)"),
    (_key("45", "degree"), "", RIGHT, "45°|45 degrees|45 deg|45 degree"),
    (_key("3.5", "sterling"), "", RIGHT, "£3.50|£ 3.5|3.50 pounds|350p|350 pence|3.5 £"),
    (_key("3.5"), "", RIGHT, "£3.50|$3.50|3.50 €"),
    (_key("7.62", "cm"), "", RIGHT, "3 in|3 inches|7.62 cm|0.25 ft"),
    (_key("5000", "m"), "A run is 5 km. How long is that in m?", RIGHT, "5000 m|5000m|500000 cm"),
    (_key("5000", "m"), "A run is 5 km. How long is that in m?", WRONG, "5 km|5km"),
    (_key("5000"), "How many metres is 5 km?", RIGHT, "5000|5,000|5000 m|5000 metres|5 thousand"),
    (_key("5000"), "How many metres is 5 km?", PARTLY, "5000 km|5000 cm"),
    (_key("60000"), "How many bytes do the pixels need?", RIGHT, "60000|60 000 bytes|60,000"),
    (_key("60000"), "How many bytes do the pixels need?", PARTLY, "60 kB|480000 bits"),
    (_key("96"), "How many beats is that in a minute?", RIGHT, "96|96 beats|96 beats per minute"),
    (_key("5000"), "How many metres is 5 km?", WRONG, "5 km|5|500"),
]  # fmt: skip
