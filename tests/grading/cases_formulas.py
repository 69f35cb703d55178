"""Formulas by hand: (accepted, form, prompt, what the answers earn, answers apart by two bars)."""

# ruff: noqa: E501 -- one key and its answers stand in one row

RIGHT, PARTLY, WRONG, ASK, UNSURE = "right", "partly", "wrong", "ask", "unsure"
XY = ("x", "y")

# Settled by working out at random places: no algebra system is needed.
CASES: list[tuple[str, tuple[str, ...], str, str, str, str]] = [
    ("2x + 6", ("x",), "", "", RIGHT, "2x+6||2(x+3)||6+2x||2*x+6||2·x+6||2×x+6||x+x+6||y=2x+6||A = 2x + 6||2X+6||(2x²+6x)/x||2x+6.0||"
     r"\frac{4x+12}{2}||$2x+6$||2\left(x+3\right)||[2](x+3)||2 x + 6.||−(−2x−6)||x*2+6||2(x + 3)"),
    ("2x + 6", ("x",), "", "", WRONG, "2x-6||-2x-6||2n+6||2x||x+6||2x+5||2(x+6)||2x^6||x=2x+6||2x+6=0||6x+2||2/x+6"),
    ("2x + 6", ("x",), "", "", ASK, "2x+||(2x+6||2x+6)||2,5x||1,000x||5 6||x6||2x+6?||2x#6||*x||x^^2||()||9^9^9^9||x^99999||1/0||sin||x=2=y||"
     "__import__('os')||x.__class__||eval(x)[0]+;||2**2**2**2**2||;||2x≠6"),
    ("x^2", ("x",), "", "", RIGHT, "x²||x*x||xx||x^2||x**2||x^(2)||x^{2}||(-x)^2||x^3/x||1/x^-2||x^1 x"),
    ("x^2", ("x",), "", "", WRONG, "2x||-x^2||x^-2||x||(x^2)^2"),
    ("(x+1)(x-1)", ("x",), "", "", RIGHT, "x^2-1||(x-1)(x+1)||x²−1||-(1-x)(1+x)||(x^4-1)/(x^2+1)||(1+x)(x−1)"),
    ("(x+1)(x-1)", ("x",), "", "", WRONG, "x^2+1||x^2-2x+1||(x-1)^2"),
    ("x/2", ("x",), "", "", RIGHT, "x/2||1/2x||½x||0.5x||x÷2||(1/2)x||.5x"),
    ("1/(2*x)", ("x",), "", "", RIGHT, "1/(2x)||1/2x||1÷2x||0.5/x||(2x)^-1||1/2/x"),
    ("3/2", ("x",), "", "", RIGHT, "1 1/2||1½||3/2||1.5||6/4||x=3/2||x = 1.5"),
    ("x/3", ("x",), "", "", PARTLY, "0.333x||0.3333x"),
    ("y = 3x - 1", XY, "", "", RIGHT, "y=3x-1||3x-1=y||y-3x=-1||2y=6x-2||-y=1-3x||y = 3x − 1||0=3x-1-y||(y+1)/3=x"),
    ("y = 3x - 1", XY, "", "", PARTLY, "3x-1||3x - 1"),
    ("y = 3x - 1", XY, "", "", WRONG, "y=3x+1||y=3x||x=3y-1||3x+1||0=0||y=y||y<3x-1"),
    ("x = 3", ("x",), "", "", RIGHT, "x=3||3||3=x||x = 3.0||x=6/2||X = 3"),
    ("x = 3", ("x",), "", "", PARTLY, "2x=6||x-3=0||4x=12"),
    ("x = 3", ("x",), "", "", WRONG, "x=4||4||-3||y=3||x=3 or x=4||x<3||x^2=9"),
    ("3", ("x",), "", "", RIGHT, "x=3||3||3=x||1+2"),
    ("x = 2 or x = 3", ("x",), "", "", RIGHT, "x=2 or x=3||x=3, x=2||2 or 3||3; 2||x = 2 and x = 3"),
    ("x = 2 or x = 3", ("x",), "", "", PARTLY, "x=2||3"),
    ("x = 2 or x = 3", ("x",), "", "", WRONG, "x=2 or x=4||x=1||2 or 3 or 4||2 or 2"),
    ("x = 2 or x = 3", ("x",), "", "", ASK, "2,3||2 3"),
    ("x = ±3", ("x",), "", "", RIGHT, "±3||x=±3||3 or -3||x=-3, x=3"),
    ("x < 3", ("x",), "", "", RIGHT, "x<3||3>x"),
    ("x < 3", ("x",), "", "", PARTLY, "2x<6||-x>-3"),
    ("x < 3", ("x",), "", "", WRONG, "x>3||x<=3||x=3||-x<-3||3"),
    ("x <= 3", ("x",), "", "", RIGHT, "x≤3||x<=3||3≥x||x =< 3"),
    ("2πr", ("r",), "", "", RIGHT, "2πr||2pi r||2 π r||2*pi*r||r*2π||2πR||\\pi r*2"),
    ("2πr", ("r",), "", "", PARTLY, "2*3.14r||6.28r"),
    ("2πr", ("r",), "", "", WRONG, "πr^2||πr||2r||2πd"),
    ("F/m", ("F", "m", "a"), "", "", RIGHT, "F/m||a=F/m||f/m||F÷m||F*m^-1"),
    # forms
    ("2x + 6", ("x",), "expanded", "", RIGHT, "2x+6||6+2x||x*2+6||2*x + 6||A=2x+6"),
    ("2x + 6", ("x",), "expanded", "", PARTLY, "2(x+3)||x+x+6||2x+3+3||2(x+2)+2||(4x+12)/2"),
    ("x^2 - 1", ("x",), "expanded", "", RIGHT, "x²-1||-1+x^2"),
    ("x^2 - 1", ("x",), "expanded", "", PARTLY, "(x+1)(x-1)||x*x-1||x^2+x-x-1"),
    ("(x+2)(x+3)", ("x",), "factored", "", RIGHT, "(x+2)(x+3)||(x+3)(x+2)||(2+x)*(3+x)||(-x-2)(-x-3)"),
    ("(x+2)(x+3)", ("x",), "factored", "", PARTLY, "x^2+5x+6||x(x+5)+6||(x^2+5x+6)"),
    ("(x+2)(x+3)", ("x",), "factored", "", WRONG, "(x+2)(x-3)||(x+1)(x+6)"),
    ("2(x+3)", ("x",), "factored", "", RIGHT, "2(x+3)||2*(3+x)||(x+3)*2"),
    ("2(x+3)", ("x",), "factored", "", PARTLY, "2x+6||(2x+6)||1(2x+6)"),
    ("4(x+2)^2", ("x",), "factored", "", RIGHT, "4(x+2)^2||4(x+2)(x+2)"),
    ("4(x+2)^2", ("x",), "factored", "", PARTLY, "(2x+4)^2||4x^2+16x+16"),
    ("3/4", ("x",), "simplest", "", RIGHT, "3/4||0.75||¾"),
    ("3/4", ("x",), "simplest", "", PARTLY, "6/8||9/12||1/2+1/4"),
    ("x/2", ("x",), "simplest", "", RIGHT, "x/2||0.5x||½x"),
    ("x/2", ("x",), "simplest", "", PARTLY, "2x/4||x/2+0||x-x/2"),
    ("5x", ("x",), "simplest", "", RIGHT, "5x||x*5||5*x"),
    ("5x", ("x",), "simplest", "", PARTLY, "3x+2x||10x/2||6x-x"),
    # the question's own formula
    ("5x", ("x",), "", "Simplify 3x + 2x.", PARTLY, "3x+2x||3x + 2x"),
    ("5x", ("x",), "", "Simplify $3x + 2x$.", RIGHT, "5x||x*5"),
    # they differ, as decimals show
    ("2√2", ("x",), "", "", WRONG, "2√3||√2||4||2.5"),
    ("2√2", ("x",), "", "", PARTLY, "2.83||2.828"),
    ("x", ("x",), "", "", WRONG, "√(x^2)"),
    ("sin(x)", ("x",), "", "", WRONG, "cos(x)||sin 2x||x"),
    # equal in decimals only: a person looks where there is no algebra
    ("2√2", ("x",), "", "", UNSURE, "√8||2*2^(1/2)||2.82842712474619009"),
    ("1", ("x",), "", "", UNSURE, "sin²x+cos²x||sin(x)^2 + cos(x)^2"),
]  # fmt: skip

# These need algebra.
ALGEBRA: list[tuple[str, tuple[str, ...], str, str, str, str]] = [
    ("2√2", ("x",), "", "", RIGHT, "√8||2sqrt2||sqrt(8)||2*2^(1/2)"),
    ("2√2", ("x",), "", "", PARTLY, "2.82842712474619009"),
    ("1", ("x",), "", "", RIGHT, "sin²x+cos²x"),
    ("ln(x^2)", ("x",), "", "", RIGHT, "2ln(x)||2 ln x"),
    ("2^(x+1)", ("x",), "", "", RIGHT, "2*2^x"),
    ("y = 1/x", XY, "", "", RIGHT, "xy=1||x=1/y"),
    ("x^2 + 5x + 6", ("x",), "factored", "", RIGHT, "(x+2)(x+3)"),
    ("x^2 + 5x + 6", ("x",), "factored", "", PARTLY, "x^2+5x+6"),
]  # fmt: skip
