"""The two models as the rest of Tutor sees them: an encoder and a chat, both in one host process."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from tutor.domain.errors import TutorError
from tutor.domain.grade import ModelCall
from tutor.domain.ports import Cancel, Chat, Encoder, Encoding, Pair, Word
from tutor.llm.cache import EncodingCache
from tutor.llm.catalogue import CHAT, ENCODER, ENCODER_DIMENSION
from tutor.llm.client import Client, Patience
from tutor.llm.files import ModelFiles
from tutor.llm.gguf import read_header
from tutor.llm.status import ModelStatus, chat_hash, statuses
from tutor.paths import Paths

_TEXTS_AT_ONCE = 32  # so that a long list leaves gaps for other callers


class Models:
    """The models of one Tutor. Bears many threads; nothing starts before it is needed."""

    def __init__(
        self,
        paths: Paths,
        *,
        chat_file: Path | None = None,
        threads: int = 2,
        patience: Patience | None = None,
        command: Sequence[str] | None = None,
    ) -> None:
        """Use the shipped models, or `chat_file` (any GGUF that writes) in place of the shipped chat model."""
        self._paths = paths
        self._files = ModelFiles(paths, chat_file)
        self._client = Client(paths, self._files, threads, patience=patience or Patience(), command=command)
        self._encoder = _HostEncoder(self._client)
        self._chat = _HostChat(self._client, self._files)

    @property
    def encoder(self) -> Encoder:
        """The encoder; it is loaded with its first text."""
        return self._encoder

    @property
    def chat(self) -> Chat:
        """The chat model; it is loaded (the first time: made ready) with its first reply."""
        return self._chat

    @property
    def chat_sha256(self) -> str:
        """Name the chat model by its file's hash; "" until it was loaded or looked at in full."""
        return chat_hash(self._files)

    @property
    def host_pid(self) -> int | None:
        """The host's process number while it runs."""
        return self._client.pid

    def warm_up(self, *, with_chat: bool = True) -> None:
        """Start the host and load the models, the encoder first. Raises what is wrong with them."""
        self._client.load("encoder")
        self._client.load("cross_encoder")
        if with_chat:
            self._client.load("chat")

    def choose_chat(self, file: Path | None) -> None:
        """Use another chat model from the next reply on (None: the shipped one); the encoder starts anew with it.

        Raises ModelMissingError or ModelBrokenError, and keeps the model in use, where `file` is not fit.
        """
        files = ModelFiles(self._paths, file)
        if file is not None:
            files.chosen(file)
        self._client.use(files)
        self._files = files
        self._chat = _HostChat(self._client, files)

    def memory_mb(self) -> float | None:
        """Measure the host's memory (resident, in MiB); None while it does not run."""
        import psutil

        pid = self._client.pid
        try:
            return float(psutil.Process(pid).memory_info().rss) / 2**20 if pid is not None else None
        except psutil.Error:
            return None

    def status(self, *, thorough: bool = False) -> tuple[ModelStatus, ...]:
        """Tell how the models' files are, without starting the host; `thorough` reads them in full (a second)."""
        return statuses(self._files, thorough=thorough)

    def close(self) -> None:
        """End the host, whatever it does; can be called twice."""
        self._client.close()


class _HostEncoder:
    """Encoder and cross-encoder in the host; see the Encoder port."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._cache = EncodingCache()

    @property
    def model_sha256(self) -> str:
        return ENCODER.sha256

    @property
    def dimension(self) -> int:
        return ENCODER_DIMENSION

    def encode(self, texts: Sequence[str]) -> list[Encoding]:
        found = {text: self._cache.get(text) for text in texts}
        unknown = [text for text, encoding in found.items() if encoding is None]
        for start in range(0, len(unknown), _TEXTS_AT_ONCE):
            for encoding in self._ask(unknown[start : start + _TEXTS_AT_ONCE]):
                self._cache.keep(encoding)
                found[encoding.text] = encoding
        return [known for text in texts if (known := found[text]) is not None]

    def encode_pairs(self, pairs: Sequence[Pair]) -> "np.ndarray[Any, np.dtype[np.float32]]":
        if not pairs:
            return np.zeros((0, ENCODER_DIMENSION), np.float32)
        _model, _header, body = self._client.ask("cross_encoder", {"do": "encode_pairs", "pairs": list(pairs)})
        return np.frombuffer(body, np.float32).reshape(len(pairs), ENCODER_DIMENSION)

    def _ask(self, texts: Sequence[str]) -> list[Encoding]:
        _model, header, body = self._client.ask("encoder", {"do": "encode", "texts": list(texts)})
        numbers = np.frombuffer(body, np.float32).reshape(
            -1, ENCODER_DIMENSION
        )  # read-only, as shared values should be
        encodings, row = [], 0
        for text, places in zip(texts, header["words"], strict=True):
            words = tuple(Word(text[start:end], start, end) for start, end in places)
            sentence = row + len(words)
            # Copies: a kept encoding must not hold the memory of the 31 others.
            encodings.append(Encoding(text, words, _own(numbers[row:sentence]), _own(numbers[sentence])))
            row = sentence + 1
        return encodings


class _HostChat:
    """The chat model in the host; see the Chat port."""

    def __init__(self, client: Client, files: ModelFiles) -> None:
        self._client = client
        self._files = files

    @property
    def name(self) -> str:
        path = self._files.chat_file
        if path is None:
            return CHAT.name
        try:
            return read_header(path).name or path.stem
        except TutorError:
            return path.stem

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
        job = {
            "do": "chat",
            "messages": [[role, text] for role, text in messages],
            "schema": dict(schema) if schema is not None else None,
            "max_tokens": max_tokens,
            "seed": seed,
            "temperature": temperature,
        }
        model, header, _body = self._client.ask("chat", job, on_text=on_text, cancel=cancel)
        return ModelCall(model.sha256, header["prompt"], seed, header["reply"])


def _own(rows: np.ndarray[Any, np.dtype[np.float32]]) -> np.ndarray[Any, np.dtype[np.float32]]:
    copy = rows.copy()
    copy.setflags(write=False)
    return copy
