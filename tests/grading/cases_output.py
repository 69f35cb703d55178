"""What programs print, by hand: (key, what the answers earn, answers)."""

from tutor.domain.question import OutputKey

RIGHT, PARTLY, WRONG, ASK = "right", "partly", "wrong", "ask"

HELLO = OutputKey(("Hello, World!",))
COUNT = OutputKey(("0\n1\n2",))
TREE = OutputKey(("  *\n ***\n*****",))
BLOCK = OutputKey(("if\n    then\nelse",))
QUOTED = OutputKey(("She said 'hi'",))
DOUBLE = OutputKey(('["a", "b"]',))
GAP = OutputKey(("a\n\nb",))
EITHER = OutputKey(("{'a', 'b'}", "{'b', 'a'}"))
ERROR = OutputKey(("3\nZeroDivisionError",))
NUMBER = OutputKey(("2.0",))

CASES: list[tuple[OutputKey, str, tuple[str, ...]]] = [
    (HELLO, RIGHT, ("Hello, World!", "Hello, World!\n", "Hello, World!  ", "Hello, World!\n\n", "Hello, World!\r\n")),
    (HELLO, RIGHT, ("Hello, World!\t", "Hello,\u00a0World!", "\u200bHello, World!\u200e")),
    (
        HELLO,
        PARTLY,
        ("hello, world!", "HELLO, WORLD!", "Hello,World!", "Hello,  World!", " Hello, World!", "Hello,\nWorld!"),
    ),
    (HELLO, WRONG, ("Hello, World", "Hello World!", '"Hello, World!"', "print('Hello, World!')", "Hello, Word!", "x")),
    (HELLO, WRONG, ("Hello, World!\nHello, World!\nHello, World!", "Goodbye")),
    (HELLO, ASK, ("", "   ", "\n\n", "\u200b", "x" * 5000, "x\n" * 200)),
    (COUNT, RIGHT, ("0\n1\n2", "0\r\n1\r\n2\r\n", "0 \n1 \n2 ", "0\r1\r2", "0\n1\n2\n\n\n")),
    (COUNT, PARTLY, ("0\n1", "0\n1\n2\n3", "0\n1\n3", "0 1 2", "012", "0\n1\n\n2", " 0\n 1\n 2", "\n0\n1\n2")),
    (COUNT, WRONG, ("1\n2\n3", "0", "2\n1\n3", "0, 1, 2", "[0, 1, 2]", "0\n2\n4")),
    (TREE, RIGHT, ("  *\n ***\n*****", "  *  \n *** \n*****\n")),
    (TREE, PARTLY, ("*\n***\n*****", "   *\n  ***\n *****", "  *\n ***", " *\n ***\n*****")),
    (TREE, WRONG, ("*", "***\n***", "  #\n ###\n#####")),
    (BLOCK, RIGHT, ("if\n    then\nelse",)),
    (
        BLOCK,
        PARTLY,
        ("if\nthen\nelse", "if\n  then\nelse", "If\n    then\nelse", "if\n    then\nElse", "if\n\tthen\nelse"),
    ),
    (QUOTED, RIGHT, ("She said 'hi'", "She said ‘hi’", "She said ’hi’", "She said `hi´")),
    (QUOTED, WRONG, ('She said "hi"', "She said “hi”", "She said hi")),
    (DOUBLE, RIGHT, ('["a", "b"]', "[“a”, “b”]", "[„a“, „b“]")),
    (DOUBLE, PARTLY, ('["a","b"]', '[ "a", "b" ]', '["A", "B"]')),
    (DOUBLE, WRONG, ("['a', 'b']", "[a, b]", '["b", "a"]')),
    (GAP, RIGHT, ("a\n\nb", "a\n   \nb", "a\n\t\nb\n")),
    (GAP, PARTLY, ("a\nb", "a\n\n\nb", "a\n\nB", "A\n\nb", "a\n\nc", "ab")),
    (GAP, WRONG, ("b", "c\nd\ne", "b\na")),
    (EITHER, RIGHT, ("{'a', 'b'}", "{'b', 'a'}", "{‘b’, ‘a’}")),
    (EITHER, WRONG, ("{'a'}", "['a', 'b']", "{a, b}")),
    (EITHER, PARTLY, ("{'b','a'}", "{'B', 'A'}")),
    (ERROR, RIGHT, ("3\nZeroDivisionError",)),
    (ERROR, PARTLY, ("3", "3\nZerodivisionerror", "3\nValueError", "3\nZeroDivisionError\n4")),
    (NUMBER, RIGHT, ("2.0", "2.0\n")),
    (NUMBER, WRONG, ("2", "2.00", "2,0", "4/2", "1+1", "__import__('os').system('x')")),
    (OutputKey(("-5",)), RIGHT, ("-5", "−5")),
    (OutputKey(("-5",)), WRONG, ("5", "+5")),
]
