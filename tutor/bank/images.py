"""Check the pictures that a pack shows: there, inside its folder, and nothing but pictures."""

import re
from pathlib import Path, PurePosixPath, PureWindowsPath

from tutor.bank.report import Report
from tutor.bank.tree import Text
from tutor.domain.translation import _

KINDS = (".svg", ".png", ".jpg", ".jpeg", ".webp")
MOST_BYTES = 5_000_000
_ACTIVE_SVG = re.compile(
    rb"<\s*(?:script|foreignObject|iframe)\b|\son\w+\s*=|(?:href|src)\s*=\s*[\"']\s*(?!#|data:image/)|<!ENTITY",
    re.IGNORECASE,
)


def check_images(images: list[tuple[Text, str]], folder: Path, report: Report) -> None:
    """Report each picture that is missing, lies outside `folder`, or is not a picture."""
    for text, path in dict.fromkeys(images):
        complaint = _complaint(path, folder)
        if complaint is not None:
            report.error(text, *complaint)


def _complaint(path: str, folder: Path) -> tuple[str, str] | None:
    shown = path[:60]
    outside = (
        _("The picture '{path}' is not inside the pack's folder.").format(path=shown),
        _("Put it into the folder '{folder}' and write its name alone.").format(folder=folder.name),
    )
    if not path or ":" in path or "\\" in path or PurePosixPath(path).is_absolute() or PureWindowsPath(path).drive:
        return outside
    try:
        file = (folder / path).resolve()
        if not file.is_relative_to(folder.resolve()) or ".." in PurePosixPath(path).parts:
            return outside
        if file.suffix.lower() not in KINDS:
            return _("'{path}' is not a picture.").format(path=shown), _("Use SVG, PNG, JPEG or WebP.")
        if not file.is_file():
            return (
                _("The picture '{path}' is missing.").format(path=shown),
                _("Put it into the folder '{folder}' beside the pack.").format(folder=folder.name),
            )
        return _content_complaint(file, shown)
    except (OSError, ValueError):
        return _("The picture '{path}' can't be opened.").format(path=shown), _("Check that you may read it.")


def _content_complaint(file: Path, shown: str) -> tuple[str, str] | None:
    if file.stat().st_size > MOST_BYTES:
        return _("The picture '{path}' is larger than 5 MB.").format(path=shown), _("Save it smaller.")
    if file.suffix.lower() == ".svg" and _ACTIVE_SVG.search(file.read_bytes()):
        return (
            _("The picture '{path}' holds more than a drawing.").format(path=shown),
            _("Save it as a plain SVG, without scripts and links."),
        )
    return None
