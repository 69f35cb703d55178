"""The front door: `tutor` alone opens the window, with words it is the command line."""

import sys
from pathlib import Path

_HOST_FLAG = "--model-host"
_ALGEBRA_FLAG = "--algebra-host"


def main() -> None:
    """Run Tutor; exit status 0 when all went well, 1 when something was wrong, 2 for a wrong call."""
    words = sys.argv[1:]
    if words and words[0] in (_HOST_FLAG, _ALGEBRA_FLAG):  # a frozen build has no other way to start these processes
        _serve(words)
    elif not words or (words[0] == "--data" and len(words) == 2):
        from tutor.gui.app import run
        from tutor.paths import paths

        sys.exit(run(paths(Path(words[1]) if words else None)))
    else:
        from tutor.cli.commands import app

        app()


def _serve(words: list[str]) -> None:
    if words[0] == _HOST_FLAG:
        from tutor.llm.host import main as serve_models

        serve_models(words[1:])
        return
    from tutor.grading.algebra_process import main as serve_algebra

    serve_algebra()


if __name__ == "__main__":
    main()
