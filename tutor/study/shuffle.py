"""The order in which options are shown: shuffled for each sitting, the same again after a restart."""

import random
from collections.abc import Sequence
from typing import TypeVar

from tutor.domain.ids import QuestionId

_T = TypeVar("_T")


def shuffled(items: Sequence[_T], seed: int, question_id: QuestionId, part: str = "") -> tuple[_T, ...]:
    """Shuffle `items` by the sitting's seed; never the given order where there are more than two items."""
    rng = random.Random(f"{seed}/{question_id}/{part}")  # seeding with text is stable over Python versions and machines
    order = list(items)
    rng.shuffle(order)
    if len(order) > 2 and order == list(items):
        order = [*order[1:], order[0]]
    return tuple(order)
