"""The chat model inside this process: fenced prompts, replies under a grammar, what was read before kept.

The host process uses it; everything else reaches it through `Models`.
"""

import codecs
import ctypes
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import llama_cpp
from llama_cpp.llama_chat_format import Jinja2ChatFormatter

from tutor.llm.prompt import PromptPart, fenced, shared_length, without_system
from tutor.llm.sampling import Sampler

CONTEXT = 2048  # tokens of prompt and reply together
_CHUNK = 128  # prompt tokens read between two looks at the cancel flag
# Bytes. A large file is mapped, so that the system can let go of its pages, and written with by all threads. A small
# one loses only a quarter of its speed on one thread, where two lose three quarters once another program is busy.
_LARGE = 400 * 2**20
_CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>\\n' }}"
    "{% endfor %}{{ '<|im_start|>assistant\\n' }}"
)


class TooLongError(Exception):
    """The prompt leaves no room for a reply."""


class ChatCancelledError(Exception):
    """Someone asked to stop."""


@dataclass(frozen=True, slots=True)
class Wish:
    """One reply to be written."""

    messages: Sequence[tuple[str, str]]
    schema: Mapping[str, Any] | None
    max_tokens: int
    seed: int
    temperature: float


class ChatModel:
    """A GGUF that writes, open. Bears one call at a time."""

    def __init__(self, path: Path, threads: int = 2) -> None:
        """Load the model; ValueError when llama.cpp can't read it."""
        is_large = path.stat().st_size > _LARGE
        self._llama: Any = llama_cpp.Llama(
            str(path),
            n_ctx=CONTEXT,
            n_batch=_CHUNK,
            n_ubatch=_CHUNK,
            n_threads=threads if is_large else 1,
            n_threads_batch=threads,
            use_mmap=is_large,
            verbose=False,
        )
        self._vocab = self._llama._model.vocab
        self._bos: int = self._llama.token_bos()
        formatter: Any = Jinja2ChatFormatter(
            template=self._llama.metadata.get("tokenizer.chat_template") or _CHATML,
            eos_token=self._text_of(self._llama.token_eos()),
            bos_token=self._text_of(self._bos),
        )
        self._render: Callable[[list[dict[str, str]]], str] = lambda messages: formatter(messages=messages).prompt

    def parts(self, messages: Sequence[tuple[str, str]]) -> list[PromptPart]:
        """Render messages with the model's own template; a template that knows no system gets it another way."""
        try:
            return fenced(messages, self._render)
        except Exception:  # the file's own template says what it refuses, in its own errors
            return fenced(without_system(messages), self._render)

    def reply(self, wish: Wish, is_cancelled: Callable[[], bool], alive: Callable[[], None]) -> Iterator[str]:
        """Give the reply piece by piece; `alive` is called while the prompt is read.

        Raises TooLongError or ChatCancelledError. A reply ends at the model's end mark or at `max_tokens`.
        """
        tokens = self.tokens(self.parts(wish.messages))
        room = CONTEXT - len(tokens)
        if room < min(wish.max_tokens, 16):
            raise TooLongError
        sampler = Sampler(self._llama, wish.schema, wish.temperature, wish.seed)
        try:
            self._read(tokens, is_cancelled, alive)
            decoder = codecs.getincrementaldecoder("utf-8")("replace")
            for _number in range(min(wish.max_tokens, room)):
                token = sampler.choose()
                if self._ends(token):
                    break
                if piece := decoder.decode(self._piece(token)):
                    yield piece
                if is_cancelled():
                    raise ChatCancelledError
                self._llama.eval([token])
            if rest := decoder.decode(b"", final=True):
                yield rest
        finally:
            sampler.close()

    def tokens(self, parts: Sequence[PromptPart]) -> list[int]:
        """Turn a prompt into tokens; control tokens come from the template alone."""
        tokens: list[int] = []
        for part in parts:
            raw = part.text.encode("utf-8", "replace")
            tokens += self._llama.tokenize(raw, add_bos=False, special=part.is_template)
        if self._llama._model.add_bos_token() and tokens[:1] != [self._bos]:
            tokens.insert(0, self._bos)
        return tokens

    def close(self) -> None:
        """Free the model."""
        self._llama.close()

    def _read(self, tokens: Sequence[int], is_cancelled: Callable[[], bool], alive: Callable[[], None]) -> None:
        """Read the prompt from where it differs from what was read last."""
        llama = self._llama
        same = min(shared_length(llama._input_ids.tolist(), tokens), len(tokens) - 1)
        if same == 0 or llama._is_recurrent or llama._is_hybrid:  # these can't go back to the middle
            llama.reset()
            same = 0
        llama.n_tokens = same  # eval() forgets what was read beyond it
        for start in range(same, len(tokens), _CHUNK):
            if is_cancelled():
                raise ChatCancelledError
            llama.eval(tokens[start : start + _CHUNK])
            alive()

    def _ends(self, token: int) -> bool:
        """Tell whether a token ends the reply: an end mark, or any control token, which no reply should hold."""
        vocab = self._vocab
        return bool(llama_cpp.llama_vocab_is_eog(vocab, token) or llama_cpp.llama_vocab_is_control(vocab, token))

    def _piece(self, token: int) -> bytes:
        size = 256
        buffer = ctypes.create_string_buffer(size)
        length = llama_cpp.llama_token_to_piece(self._vocab, token, buffer, size, 0, False)
        return buffer.raw[: max(0, length)]

    def _text_of(self, token: int) -> str:
        return str(self._llama._model.token_get_text(token)) if token >= 0 else ""
