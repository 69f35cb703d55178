"""Draws how well Tutor grades: how far a probability can be trusted, and what being picky gains."""

from collections.abc import Iterator
from math import ceil
from pathlib import Path

from tutor.app.quality import Report
from tutor.app.quality_figures import Coverage, TwoWay
from tutor.app.svg import Axis, Chart
from tutor.domain.errors import TutorError
from tutor.domain.translation import _

_MOST_POINTS = 400  # of a curve: more can't be seen


def charts_folder(folder: Path) -> Path:
    """Make the folder for charts where it is missing; TutorError when that can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error
    return folder


def write_charts(report: Report, folder: Path) -> tuple[Path, ...]:
    """Write two charts for each file with two-way labels, and for all where there are more; gives what was written."""
    written = []
    for name, title, measured in _parts(report):
        drawn = {"reliability": reliability(title, measured), "coverage": risk_coverage(title, measured)}
        for kind, text in drawn.items():
            path = folder / f"{name}-{kind}.svg"
            try:
                path.write_text(text, encoding="utf-8")
            except OSError as error:
                raise _unwritable(path, error) from error
            written.append(path)
    return tuple(written)


def reliability(name: str, measured: TwoWay) -> str:
    """Draw bars: of the answers that got a probability, the share that people called correct."""
    ticks = tuple((tenth / 10, f"{tenth / 10:.1f}") for tenth in range(0, 11, 2))
    trust = measured.trust
    figures = _("{count} answers. Calibration error {ece:.3f}, Brier score {brier:.3f}; 0 is best.").format(
        count=measured.answers, ece=trust.calibration_error, brier=trust.brier
    )
    chart = Chart(
        _("Can the probability be trusted?"),
        (_short(name), figures),
        Axis(_("Probability of “correct” that Tutor gave"), 1.0, ticks),
        Axis(_("Share that people labelled correct"), 1.08, ticks),
    )
    chart.name_bars(_("answers"))
    for one in trust.bins:
        chart.bar(one.low, one.high, one.share_true if one.count else 0.0, str(one.count))
    chart.line(((0.0, 0.0), (1.0, 1.0)), is_dashed=True)
    chart.explain_dashes(_("Where bars end when every probability comes true"))
    return chart.text()


def risk_coverage(name: str, measured: TwoWay) -> str:
    """Draw a line: the share wrong, when Tutor answers only where it is surest."""
    coverage = measured.coverage
    top = _round_up(max(coverage.curve))
    figures = _("{count} answers, the surest first. Area under the curve {area:.3f}; 0 is best.").format(
        count=measured.answers, area=coverage.area
    )
    chart = Chart(
        _("What is gained by judging only the surest?"),
        (_short(name), figures),
        Axis(_("Share of the answers that are judged"), 1.0, _percents(1.0, 0.2)),
        Axis(_("Share wrong among them"), top, _percents(top, 0.05 if top <= 0.4 else 0.1 if top <= 0.6 else 0.2)),
    )
    chart.line(_points(coverage))
    for one in coverage.right_at:
        chart.point(one.share, 1 - one.right, f"{100 * (1 - one.right):.1f} %")
    return chart.text()


def _parts(report: Report) -> Iterator[tuple[str, str, TwoWay]]:
    """Give a name of its own to each file's charts."""
    taken: set[str] = set()
    named = [(one.file.stem, one.file.stem, one.quality.two_way) for one in report.files]
    if len(named) > 1:
        named.append(("all", _("all files"), report.together.two_way))
    for stem, title, measured in named:
        name, number = stem, 2
        while name.casefold() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.casefold())
        if measured is not None:
            yield name, title, measured


def _points(coverage: Coverage) -> list[tuple[float, float]]:
    count = len(coverage.curve)
    places = sorted({round(step * (count - 1) / _MOST_POINTS) for step in range(_MOST_POINTS + 1)})
    return [((place + 1) / count, coverage.curve[place]) for place in places]


def _percents(top: float, step: float) -> tuple[tuple[float, str], ...]:
    return tuple((number * step, f"{100 * number * step:.0f} %") for number in range(round(top / step) + 1))


def _round_up(highest: float) -> float:
    """Leave room over a curve's highest place, on a round number."""
    return min(1.0, max(0.1, ceil(highest * 11.5 - 1e-9) / 10))


def _short(name: str) -> str:
    return name if len(name) <= 60 else f"{name[:59]}…"


def _unwritable(path: Path, error: OSError) -> TutorError:
    return TutorError(
        _("{file} can't be written: {reason}.").format(file=path, reason=error.strerror),
        _("Choose another folder with --charts."),
    )
