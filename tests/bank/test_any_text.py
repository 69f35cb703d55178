"""Whatever stands in a file, reading it ends in a pack or in a PackError."""

import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.bank.test_format import EXAMPLES, as_pack
from tests.bank.test_read_pack import write
from tutor.bank import check_pack, read_pack
from tutor.domain.errors import PackError
from tutor.domain.question import Pack

SEEDS = [as_pack(example) for example in EXAMPLES]
SIGNS = ": |: |- |#|'|\"|>|{|}|[|]|&a|*a|!|!!int |%|@|`|---\n|...\n|<<: |? |~|null|true|$|\\|\\U|kind: order\n"
ODD = ["|", '"\\UFFFFFFFF"', "\t", "\n", "\r", "\x00", "\x85", "é", "\ufeff", "\u2028", "😀", "9" * 400]
PIECES = st.sampled_from([*SIGNS.split("|"), *ODD, "{{1}}", "{{", "1e999", "0/0", "![a](b.svg)", "(", "   "])
CHECKED = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def survive(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder), data)
        problems = check_pack(path)
        try:
            pack = read_pack(path)
        except PackError as error:
            assert error.problems and any(problem.is_error for problem in problems)
            assert str(error)
        else:
            assert isinstance(pack, Pack)
            assert not any(problem.is_error for problem in problems)


@CHECKED
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    survive(data)


@CHECKED
@given(st.lists(PIECES | st.text(max_size=8), max_size=30).map("".join))
def test_any_yaml_like_text(text: str) -> None:
    survive(text.encode("utf-8", "surrogatepass"))


@CHECKED
@given(st.sampled_from(SEEDS), st.data())
def test_a_pack_with_something_typed_over(seed: str, data: st.DataObject) -> None:
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(seed)))
        end = min(len(seed), start + data.draw(st.integers(0, 12)))
        seed = seed[:start] + data.draw(PIECES) + seed[end:]
    survive(seed.encode())


@CHECKED
@given(st.sampled_from(SEEDS), st.data())
def test_a_pack_whose_lines_were_moved(seed: str, data: st.DataObject) -> None:
    lines = seed.splitlines(keepends=True)
    moved = data.draw(st.permutations(lines)) if data.draw(st.booleans()) else lines
    cut = data.draw(st.integers(0, len(moved)))
    survive("".join(moved[:cut]).encode())


@CHECKED
@given(st.sampled_from(SEEDS), st.data())
def test_a_pack_with_another_value(seed: str, data: st.DataObject) -> None:
    values = list(re.finditer(r"(?<=: )[^\n{\[]+|(?<=\[)[^\]\n]+", seed))
    found = data.draw(st.sampled_from(values))
    survive((seed[: found.start()] + data.draw(PIECES | st.text(max_size=12)) + seed[found.end() :]).encode())


@pytest.mark.parametrize("bomb", ["a: " + "[" * 100_000, "{" * 100_000, "- " * 50_000, "? " * 20_000, "a: &a [*a, *a]"])
def test_bombs_are_quick_to_refuse(bomb: str) -> None:
    survive(bomb.encode())
