"""The host process: holds the models, so that a broken file or a lack of memory ends it and never the window.

Started as `python -m tutor.llm.host` (a frozen Tutor starts itself with `--model-host`). Jobs come as frames on
standard input, one at a time; results go to standard output; what native code prints goes to standard error, which
the parent has led to a log file. The host ends when its standard input does, whatever it is doing then.
"""

import faulthandler
import os
import queue
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from tutor.llm.frames import FrameError, Header, read_frame, write_frame

if TYPE_CHECKING:  # llama.cpp loads with the first model, so that the host answers at once
    from tutor.llm.chatting import ChatModel
    from tutor.llm.cross_encoding import CrossEncodingModel
    from tutor.llm.encoding import EncodingModel

Result = tuple[Header, bytes]


class Host:
    """Does one job after another; answers each with "done" or "failed"."""

    def __init__(self, jobs: BinaryIO, results: BinaryIO) -> None:
        """Talk through these pipes; nothing is loaded yet."""
        self._jobs = jobs
        self._results = results
        self._waiting: queue.SimpleQueue[Header] = queue.SimpleQueue()
        self._cancelled: set[int] = set()
        self._encoder: EncodingModel | None = None
        self._cross: CrossEncodingModel | None = None
        self._chat: ChatModel | None = None
        self._does: dict[str, Callable[[Header], Result]] = {
            "load_encoder": self._load_encoder,
            "load_cross_encoder": self._load_cross_encoder,
            "load_chat": self._load_chat,
            "encode": self._encode,
            "encode_pairs": self._encode_pairs,
            "chat": self._reply,
            "quantise": _quantise,
        }

    def run(self) -> None:
        """Work until the process ends."""
        threading.Thread(target=self._listen, name="jobs", daemon=True).start()
        while True:
            job = self._waiting.get()
            try:
                header, body = self._does[job["do"]](job)
                self._send({"id": job["id"], "is": "done", **header}, body)
            except Exception as error:  # whatever it was, the parent waits for an answer
                print(f"{job['do']} failed: {error!r}", file=sys.stderr, flush=True)
                self._send({"id": job["id"], "is": "failed", "kind": type(error).__name__, "why": str(error)})
            self._cancelled.discard(job["id"])

    def _listen(self) -> None:
        """Take in jobs and cancels; end the process when the parent is gone, even in the middle of native code."""
        try:
            while frame := read_frame(self._jobs):
                header, _body = frame
                if header["do"] == "cancel":
                    self._cancelled.add(header["id"])
                else:
                    self._waiting.put(header)
        except (OSError, FrameError) as error:
            print(f"the parent's pipe broke: {error}", file=sys.stderr, flush=True)
        finally:
            os._exit(0)

    def _send(self, header: Header, body: bytes = b"") -> None:
        try:
            write_frame(self._results, header, body)
        except OSError:
            os._exit(0)  # nobody is left to hear it

    def _load_encoder(self, job: Header) -> Result:
        from tutor.llm.encoding import EncodingModel

        if self._encoder is not None:
            self._encoder.close()
            self._encoder = None
        self._encoder = EncodingModel(Path(job["path"]), job["threads"])
        self._encoder.encode(["ready"])  # the first text touches each page of the file
        return {"dimension": self._encoder.dimension}, b""

    def _load_cross_encoder(self, job: Header) -> Result:
        from tutor.domain.ports import Pair
        from tutor.llm.cross_encoding import CrossEncodingModel

        if self._cross is not None:
            self._cross.close()
            self._cross = None
        self._cross = CrossEncodingModel(Path(job["path"]), job["threads"])
        self._cross.encode([Pair("ready", "ready")])
        return {}, b""

    def _load_chat(self, job: Header) -> Result:
        from tutor.llm.chatting import ChatModel

        if self._chat is not None:
            self._chat.close()
            self._chat = None
        self._chat = ChatModel(Path(job["path"]), job["threads"])
        return {}, b""

    def _encode(self, job: Header) -> Result:
        assert self._encoder is not None
        encodings = self._encoder.encode(job["texts"])
        places = [[(word.start, word.end) for word in encoding.words] for encoding in encodings]
        rows = [part for encoding in encodings for part in (encoding.vectors.tobytes(), encoding.sentence.tobytes())]
        return {"words": places}, b"".join(rows)

    def _encode_pairs(self, job: Header) -> Result:
        from tutor.domain.ports import Pair

        assert self._cross is not None
        return {}, self._cross.encode([Pair(*texts) for texts in job["pairs"]]).tobytes()

    def _reply(self, job: Header) -> Result:
        from tutor.llm.chatting import Wish

        assert self._chat is not None
        wish = Wish(job["messages"], job["schema"], job["max_tokens"], job["seed"], job["temperature"])
        parts = self._chat.parts(wish.messages)
        written = []
        for piece in self._chat.reply(
            wish,
            is_cancelled=lambda: job["id"] in self._cancelled,
            alive=lambda: self._send({"id": job["id"], "is": "alive"}),
        ):
            written.append(piece)
            self._send({"id": job["id"], "is": "text", "text": piece})
        return {"prompt": "".join(part.text for part in parts), "reply": "".join(written)}, b""


def _quantise(job: Header) -> Result:
    """Write a Q4_0 copy of a model, which llama.cpp reads prompts with two to three times as fast as with Q4_1."""
    import llama_cpp

    settings: Any = llama_cpp.llama_model_quantize_default_params()
    settings.ftype = llama_cpp.LLAMA_FTYPE_MOSTLY_Q4_0
    settings.allow_requantize = True
    settings.nthread = job["threads"]
    if llama_cpp.llama_model_quantize(job["source"].encode(), job["target"].encode(), settings):
        raise ValueError("llama.cpp can't write the model anew")
    return {}, b""


def main(arguments: Sequence[str] = ()) -> None:
    """Run the host on this process's standard streams (`arguments` are for later)."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is for the parent
    jobs, results = _take_streams()
    faulthandler.enable(2)
    Host(jobs, results).run()


def _take_streams() -> tuple[BinaryIO, BinaryIO]:
    """Keep the two pipes to ourselves: what native code prints must not run into the frames."""
    jobs, results = os.dup(0), os.dup(1)
    if sys.platform == "win32":
        import msvcrt

        msvcrt.setmode(jobs, os.O_BINARY)
        msvcrt.setmode(results, os.O_BINARY)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    if sys.stderr is None:  # in a frozen build without a console
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", errors="replace", closefd=False)
    sys.stdout = sys.stderr
    return os.fdopen(jobs, "rb"), os.fdopen(results, "wb")


if __name__ == "__main__":
    main(sys.argv[1:])
