"""The small protocols through which rooms use each other's services without meeting."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from tutor.domain.grade import ModelCall

if TYPE_CHECKING:  # a type only: the domain itself needs nothing but the standard library
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text and where it stands (character offsets, end not included)."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class Encoding:
    """A text as vectors: one unit-length row for each word, and one unit-length vector for the whole text."""

    text: str
    words: tuple[Word, ...]
    vectors: "NDArray[np.float32]"  # (words, dimension)
    sentence: "NDArray[np.float32]"  # (dimension,)


class Cancel(Protocol):
    """A flag that the reader's "Stop" sets; long work looks at it (threading.Event has this shape)."""

    def is_set(self) -> bool:
        """Tell whether the work should end."""
        ...


class Pair(NamedTuple):
    """What must be said, and what was said."""

    reference: str
    answer: str


class Encoder(Protocol):
    """Turns texts into vectors. Raises ModelMissingError, ModelBrokenError or ModelStoppedError."""

    def __hash__(self) -> int:
        """Let what was made with this encoder be kept by it."""
        ...

    @property
    def model_sha256(self) -> str:
        """Name the model by the hash of its file."""
        ...

    @property
    def dimension(self) -> int:
        """Count the numbers in one vector."""
        ...

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        """Encode each text; a blank text gives no words and a zero sentence vector."""
        ...

    def encode_pairs(self, pairs: Sequence[Pair]) -> "NDArray[np.float32] | None":
        """Read the two texts of each pair at once: (pairs, dimension); None where no cross-encoder is at hand."""
        ...


class Chat(Protocol):
    """A chat model. Raises ModelMissingError, ModelBrokenError, ModelStoppedError or CancelledError."""

    @property
    def name(self) -> str:
        """Name the model for a reader ("SmolLM2 135M")."""
        ...

    def reply(
        self,
        messages: Sequence[tuple[str, str]],
        schema: Mapping[str, Any] | None = None,
        *,
        max_tokens: int = 160,
        seed: int = 0,
        temperature: float = 0.0,
        on_text: Callable[[str], None] | None = None,
        cancel: Cancel | None = None,
    ) -> ModelCall:
        """Answer (role, text) messages, under the grammar of a JSON schema where one is given.

        `on_text` hears each new piece of the raw reply, on the calling thread or the host's reader thread.
        """
        ...


class Algebra(Protocol):
    """Compares expressions in a process that can be stopped."""

    def equivalent(self, left: str, right: str, variables: Sequence[str], form: str = "") -> bool | None:
        """Tell whether two expressions or equations are equal up to algebra (and `left` has the asked form).

        None when it can't be told in time. Raises AnswerFormError when `left` can't be read.
        """
        ...
