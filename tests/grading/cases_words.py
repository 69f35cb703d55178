"""Words by hand: (key, what the answers earn, answers apart by a bar)."""

# ruff: noqa: E501 -- one key and its answers stand in one row

from tutor.domain.question import ExactKey

RIGHT, WRONG, UNSURE = "right", "wrong", "unsure"
PHOTO = ExactKey(("photosynthesis",), typos=1)
STRICT = ExactKey(("photosynthesis",))
IRON = ExactKey(("Fe",), case_matters=True)
CREAM = ExactKey(("ice cream",))
ETHENE = ExactKey(("ethene",), typos=1)

CASES: list[tuple[ExactKey, str, str]] = [
    (PHOTO, RIGHT, "photosynthesis|Photosynthesis|PHOTOSYNTHESIS| photosynthesis |photosynthesis.|photo-synthesis|photo synthesis|"
     "the photosynthesis|“photosynthesis”|photo\u200bsynthesis|\u202aphotosynthesis\u202c|ｐｈｏｔｏｓｙｎｔｈｅｓｉｓ|photosýnthesis|"
     "it is photosynthesis|It's photosynthesis!|The answer is photosynthesis|its called photosynthesis|I think it is photosynthesis"),
    (PHOTO, RIGHT, "photosinthesis|photosyntesis|photosynthesiss|photosynthseis|photosythesis"),
    (PHOTO, WRONG, "respiration|photo|synthesis|hotosynthesis|fotosynthesis|photosintesis|photosynthetic|photosynthesis2"),
    (PHOTO, UNSURE, "photosynthesis or respiration|not photosynthesis|photosynthesis and respiration"),
    (STRICT, RIGHT, "photosynthesis|Photosynthesis"),
    (STRICT, WRONG, "photosinthesis|photosyntesis"),
    (IRON, RIGHT, "Fe| Fe |Fe."),
    (IRON, WRONG, "fe|FE|F e2|Iron"),
    (CREAM, RIGHT, "ice cream|ice-cream|icecream|Ice Cream|an ice cream|ICE  CREAM"),
    (CREAM, WRONG, "ice|cream|ice dream|cream ice"),
    (ETHENE, RIGHT, "ethene|Ethene|ethnee"),
    (ETHENE, WRONG, "ethane|ethyne|methene|propene"),
    (ExactKey(("angle",), typos=1), WRONG, "angel"),
    (ExactKey(("desert",), typos=1), WRONG, "dessert"),
    (ExactKey(("effect",), typos=1), WRONG, "affect"),
    (ExactKey(("nitrate",), typos=1), WRONG, "nitrite"),
    (ExactKey(("lactase",), typos=1), WRONG, "lactose"),
    (ExactKey(("symmetric",), typos=1), WRONG, "asymmetric"),
    (ExactKey(("stationary",), typos=1), WRONG, "stationery"),
    (ExactKey(("separate",), typos=1), RIGHT, "seperate|separat|sepparate"),
    (ExactKey(("conductor",), typos=1), RIGHT, "conducter|condutcor"),
    (ExactKey(("lead",), typos=1), WRONG, "lad|leed|load"),
    (ExactKey(("the United Kingdom", "UK", "Britain"), typos=1), RIGHT, "uk|U.K.|United Kingdom|the united kingdom|Britain|Unted Kingdom"),
    (ExactKey(("World War 1",), typos=1), RIGHT, "world war 1|World War one|world-war 1"),
    (ExactKey(("World War 1",), typos=1), WRONG, "World War 2|World War|World War 11"),
    (ExactKey(("1939",), typos=1), WRONG, "1938|193|19399|1993"),
    (ExactKey(("seven",)), RIGHT, "7|Seven|seven"),
    (ExactKey(("7",)), RIGHT, "seven|7|7."),
    (ExactKey(("H2O",)), RIGHT, "H2O|H₂O|h2o|H 2 O"),
    (ExactKey(("H2O",)), WRONG, "H2O2|HO|CO2|H20"),
    (ExactKey(("it's",)), RIGHT, "it's|It’s|it´s"),
    (ExactKey(("it's",)), WRONG, "its|it"),
    (ExactKey((",", "comma")), RIGHT, ",|comma|a comma"),
    (ExactKey((",",)), WRONG, "!|.|;"),
    (ExactKey(("<",)), RIGHT, "<|＜"),
    (ExactKey(("<",)), WRONG, ">|=|≤"),
    (ExactKey(("-5",)), RIGHT, "-5|−5"),
    (ExactKey(("-5",)), WRONG, "5|+5"),
    (ExactKey(("3:4",)), WRONG, "4:3|34|3"),
    (ExactKey(("10^2",)), RIGHT, "10²|10^2"),
    (ExactKey(("10²",)), WRONG, "102|10"),
    (ExactKey(("café",)), RIGHT, "cafe|Café|cafe\u0301"),
    (ExactKey(("Москва",)), RIGHT, "москва|МОСКВА"),
    (ExactKey(("йод",)), WRONG, "иод"),
    (ExactKey(("मान",)), WRONG, "मन"),
    (ExactKey(("مدرسة",)), RIGHT, "مَدرَسة"),
    (ExactKey(("Straße",)), RIGHT, "strasse|STRASSE|straße"),
    (ExactKey(("vitamin A",)), RIGHT, "vitamin a|Vitamin A"),
    (ExactKey(("vitamin A",)), WRONG, "vitamin|vitamin C"),
    (ExactKey(("oxygen",)), UNSURE, "oxygen and carbon dioxide|oxygen gas|it is not oxygen"),
    (ExactKey(("not",)), WRONG, "no|knot"),
]  # fmt: skip
