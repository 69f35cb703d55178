"""A conversation as a chat model's tokens, fenced: what people typed never becomes a control token."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

_HOLDER = "\ue000{}\ue001"
_HELD = re.compile("\ue000(\\d+)\ue001")

# The template's name for a conversation: messages in, the prompt's text out.
Render = Callable[[list[dict[str, str]]], str]


@dataclass(frozen=True, slots=True)
class PromptPart:
    """A piece of a prompt; only the template's own pieces may hold control tokens."""

    text: str
    is_template: bool


def fenced(messages: Sequence[tuple[str, str]], render: Render) -> list[PromptPart]:
    """Render (role, text) messages with a model's template, keeping the template's pieces and the texts apart.

    The template sees a placeholder for each text, so that no text can pass for a part of the template.
    """
    texts = [text for _role, text in messages]
    rendered = render([{"role": role, "content": _HOLDER.format(n)} for n, (role, _text) in enumerate(messages)])
    parts = []
    for place, piece in enumerate(_HELD.split(rendered)):  # template, number, template, number, ... template
        text = texts[int(piece)] if place % 2 else piece
        if text:
            parts.append(PromptPart(text, is_template=place % 2 == 0))
    return parts


def without_system(messages: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Put the system's text before the first user's text, for templates that know no system."""
    system = "\n\n".join(text for role, text in messages if role == "system")
    rest = [(role, text) for role, text in messages if role != "system"]
    if system and rest:
        rest[0] = (rest[0][0], f"{system}\n\n{rest[0][1]}")
    return rest


def shared_length(left: Sequence[int], right: Sequence[int]) -> int:
    """Count how many tokens two sequences have in common from their start."""
    for place, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return place
    return min(len(left), len(right))
