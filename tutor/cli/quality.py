"""What `tutor bench grading FILE...` says: how well answers were graded, in plain tables of at most 100 columns."""

import sys
import time
from collections.abc import Sequence

from tutor.app.quality import Report
from tutor.app.quality_figures import LEVELS, Quality, Scores, Share, Speed, ThreeWay, TwoWay
from tutor.cli.show import table
from tutor.domain.grade import Verdict
from tutor.domain.translation import _

_NAME, _VALUE = 30, 10  # the columns' widths, the same in every table
_SILENT_S, _BETWEEN_S = 1.0, 5.0

Rows = Sequence[tuple[str, str, str]]


def report_text(report: Report) -> str:
    """Lay out the figures of each file, and of all where there are more."""
    parts = [_quality(one.file.name, one.quality) for one in report.files]
    if len(parts) > 1:
        parts.append(_quality(_("All files together"), report.together))
    return "\n\n\n".join(parts)


class Progress:
    """Tells on standard error how far the grading is, once it takes more than a second."""

    def __init__(self) -> None:
        self._began = self._said = time.monotonic()
        self._is_open = False

    def __call__(self, done: int, total: int) -> None:
        """Say it at most every few seconds, or all the time on one line of a terminal."""
        now = time.monotonic()
        pause = 0.2 if sys.stderr.isatty() else _BETWEEN_S if self._is_open else _SILENT_S
        if now - self._began < _SILENT_S or (now - self._said < pause and done < total):
            return
        self._said, self._is_open = now, True
        words = _("Graded {done} of {total} answers").format(done=done, total=total)
        sys.stderr.write(f"\r{words}" if sys.stderr.isatty() else f"{words}\n")
        sys.stderr.flush()

    def close(self) -> None:
        """Leave the line of a terminal."""
        if self._is_open and sys.stderr.isatty():
            sys.stderr.write("\n")


def _quality(name: str, quality: Quality) -> str:
    short = name if len(name) <= 60 else f"{name[:59]}…"
    head = _("{name}: {answers} answers to {questions} questions").format(
        name=short, answers=quality.answers, questions=quality.questions
    )
    parts = [head]
    if quality.two_way is not None:
        parts += _two_way(quality.two_way)
    if quality.three_way is not None:
        parts += _three_way(quality.three_way)
    if quality.scores is not None:
        parts.append(_scores(quality.scores))
    return "\n\n".join([*parts, _speed(quality.speed)])


def _two_way(measured: TwoWay) -> list[str]:
    agreement, trust, coverage, decisions = measured.agreement, measured.trust, measured.coverage, measured.decisions
    labelled = measured.labelled_correct
    return [
        _table(
            _("Right or wrong"),
            [
                (_("Accuracy"), _percent(agreement.accuracy), _('probability above 0.5 counts as "correct"')),
                (_("  for comparison"), _percent(agreement.always_the_commoner), _("always saying the commoner label")),
                (_("Macro F1"), _number(agreement.macro_f1), _('"correct" and "incorrect" count the same; 1 is best')),
                (_("Weighted F1"), _number(agreement.weighted_f1), _("each counts by its number of answers")),
                (_("Cohen's kappa"), _number(agreement.kappa), _("agreement beyond chance: 0 none, 1 full")),
                (_("Labelled correct"), _percent(labelled.share), _of(labelled)),
            ],
        ),
        _table(
            _("Can the probability be trusted"),
            [
                (_("Expected calibration error"), _number(trust.calibration_error), _("gap to the truth; 0 is best")),
                (_("Brier score"), _number(trust.brier), _("squared distance to the truth; 0 is best")),
                _share(_("Wrong at 0.9 and above"), trust.wrong_when_sure_correct),
                _share(_("Wrong at 0.1 and below"), trust.wrong_when_sure_incorrect),
            ],
        ),
        _table(
            _("Judging only the surest"),
            [
                *(
                    (_("Right of the surest {share:.0f} %").format(share=100 * one.share), _percent(one.right), "")
                    for one in coverage.right_at
                ),
                (_("Area under risk and coverage"), _number(coverage.area), _("mean share wrong; 0 is best")),
            ],
        ),
        _table(
            _("What the verdicts decide"),
            [
                _share(_("Decided"), decisions.decided, _("the rest is unsure: for a person")),
                _share(_("Right of the decided"), decisions.right, _('a partial verdict says "not correct"')),
                _share(_('Right when it says "correct"'), decisions.right_correct),
                _share(_('Right when it says "incorrect"'), decisions.right_incorrect),
            ],
        ),
    ]


def _three_way(measured: ThreeWay) -> list[str]:
    names = {
        Verdict.CORRECT: _("correct"),
        Verdict.PARTIAL: _("partial"),
        Verdict.INCORRECT: _("incorrect"),
        Verdict.UNSURE: _("unsure"),
    }
    heads = [f"{name:>10}" for name in (*names.values(), _("all"))]
    rows = [
        [names[level], *(f"{count:>10}" for count in (*counts, sum(counts)))]
        for level, counts in zip(LEVELS, measured.matrix, strict=True)
    ]
    return [
        _table(
            _("Correct, partial or incorrect"),
            [
                _share(_("Right"), measured.right, _("an unsure verdict is not right")),
                _share(_("Right of the decided"), measured.right_of_decided),
            ],
        ),
        table([f"{_('Label down, verdict across'):<{_NAME}}", *heads], rows),
    ]


def _scores(scores: Scores) -> str:
    rows = [
        (_("Probability and score"), _number(scores.probability_r), _("Pearson's r: 0 none, 1 full")),
        (_("Tutor's score and score"), _number(scores.score_r), _("the same")),
    ]
    return _table(_("Scores that people gave"), rows)


def _speed(speed: Speed) -> str:
    rows = [
        (_("Verdicts a second"), f"{speed.verdicts_per_s:.1f}", ""),
        (_("Half of them within"), f"{speed.p50_ms:.1f} ms", ""),
        (_("95 of 100 within"), f"{speed.p95_ms:.1f} ms", ""),
    ]
    return _table(_("Time"), rows)


def _table(title: str, rows: Rows) -> str:
    heads = (f"{title:<{_NAME}}", " " * _VALUE, "")
    width = 3 if any(words for _name, _value, words in rows) else 2
    return table(heads[:width], [row[:width] for row in rows])


def _share(name: str, share: Share, words: str = "") -> tuple[str, str, str]:
    return name, _percent(share.share), f"{_of(share)}{'; ' if words else ''}{words}"


def _of(share: Share) -> str:
    return _("{count} of {of}").format(count=share.count, of=share.of)


def _percent(value: float) -> str:
    return "-" if value != value else f"{100 * value:.1f} %"


def _number(value: float) -> str:
    return "-" if value != value else f"{value:.3f}"
