"""Opens the window once, as `run` does, and prints how long it took: `python -m tutor.gui.measure FOLDER BEGAN`.

BEGAN is when the process was started, as `time.time()` of whoever did (what the system says of it can be a second off).

Prints `name=number` pairs: milliseconds from the start of the process until the window was painted and until a student
could sign in, the longest time in which the event loop stood still after that, and the memory of the window (MB).
"""

import sys
import time
from pathlib import Path

import psutil
from PySide6.QtCore import QObject, QTimer

from tutor.gui.app import Opening, make_application, speak
from tutor.gui.jobs import Jobs
from tutor.gui.main_window import MainWindow
from tutor.gui.memory import WindowMemory
from tutor.gui.theme import theme
from tutor.paths import paths as paths_for

_REST_MS = 6000  # the models load meanwhile
_TICK_MS = 5


class Pulse(QObject):
    """Feels how long the event loop stands still."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.longest_ms = 0.0
        self.beats = 0
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._on_tick)

    def start(self) -> None:
        """Begin to feel."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Feel no more."""
        self._timer.stop()

    def _on_tick(self) -> None:
        now = time.perf_counter()
        self.beats += 1
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000 - _TICK_MS)
        self._last = now


def main() -> None:
    """Open, measure, close."""
    paths, began = paths_for(Path(sys.argv[1])), float(sys.argv[2])
    app = make_application()
    memory = WindowMemory(paths.data)
    speak(app, memory.language)
    theme()
    jobs = Jobs(app)
    window = MainWindow(jobs, memory)
    opening = Opening(window, jobs, paths)
    figures: dict[str, float] = {}
    pulse = Pulse(app)

    def on_painted() -> None:
        figures["painted_ms"] = (time.time() - began) * 1000
        opening.begin()

    def on_opened() -> None:
        figures["usable_ms"] = (time.time() - began) * 1000
        pulse.start()
        QTimer.singleShot(_REST_MS, app.quit)

    window.painted.connect(on_painted)
    opening.opened.connect(on_opened)
    window.show()
    app.exec()
    pulse.stop()
    figures["longest_stall_ms"] = pulse.longest_ms
    figures["window_mb"] = psutil.Process().memory_info().rss / 2**20
    window.hide()
    jobs.close(wait_s=0.2)
    opening.close()
    jobs.close()
    sys.stdout.write(" ".join(f"{name}={number:.1f}" for name, number in figures.items()) + "\n")


if __name__ == "__main__":
    main()
