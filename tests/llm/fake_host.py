"""A host without models, run as a process: does what the texts it gets tell it to."""

import os
import sys
import time
from typing import Any

import numpy as np

from tutor.llm.frames import read_frame, write_frame


def _obey(job: dict[str, Any], order: str) -> None:
    results = sys.stdout.buffer
    if order == "crash":
        os.abort()
    if order == "hang":
        time.sleep(60)
    if order == "garbage":
        results.write(b"this is no frame at all")
        results.flush()
        time.sleep(60)
    if order == "fail":
        write_frame(results, {"id": job["id"], "is": "failed", "kind": "ValueError", "why": "as asked"})
    elif job["do"] == "encode":
        body = np.ones((len(job["texts"]), 384), np.float32).tobytes()
        write_frame(results, {"id": job["id"], "is": "done", "words": [[] for _text in job["texts"]]}, body)
    elif job["do"] == "chat":
        for number in range(3):
            write_frame(results, {"id": job["id"], "is": "text", "text": f"{number} "})
        if order == "until cancelled":
            frame = read_frame(sys.stdin.buffer)
            assert frame is not None
            assert frame[0]["do"] == "cancel"
            write_frame(results, {"id": job["id"], "is": "failed", "kind": "ChatCancelledError", "why": ""})
            return
        write_frame(results, {"id": job["id"], "is": "done", "prompt": "p", "reply": "0 1 2 "})
    else:
        write_frame(results, {"id": job["id"], "is": "done"})


def main(load_order: str) -> None:
    while frame := read_frame(sys.stdin.buffer):
        job = frame[0]
        if job["do"].startswith("load"):
            _obey(job, load_order)
        elif job["do"] == "encode":
            _obey(job, job["texts"][0])
        elif job["do"] == "chat":
            _obey(job, job["messages"][-1][1])


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
