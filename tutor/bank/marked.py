"""Read the answers that a teacher has marked, from the table in a pack's folder."""

import csv
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from difflib import get_close_matches
from io import StringIO
from pathlib import Path
from unicodedata import normalize

from tutor.bank.form import MOST_SIGNS
from tutor.bank.report import MOST, Report
from tutor.bank.source import UnreadableError, decode, read_bytes
from tutor.domain.grade import Verdict
from tutor.domain.ids import QuestionId
from tutor.domain.problem import Problem, ProblemSeverity
from tutor.domain.question import Kind, MarkedAnswer, Pack, Question, TextKey
from tutor.domain.translation import _, mark

FILE = "marked.csv"
MOST_ANSWERS = 100  # to one question: the grader reads them all
_COLUMNS = ("question", "answer", "mark")
_SEPARATORS = (",", ";", "\t")
_NOTHING = " ,;\t"  # a line of nothing else is blank, whatever the separator
_MARKS = {
    "right": Verdict.CORRECT,
    "correct": Verdict.CORRECT,
    "partly": Verdict.PARTIAL,
    "partial": Verdict.PARTIAL,
    "wrong": Verdict.INCORRECT,
    "incorrect": Verdict.INCORRECT,
}
_NAMES = {Verdict.CORRECT: "right", Verdict.PARTIAL: "partly", Verdict.INCORRECT: "wrong"}
_SEPARATOR_LINE = re.compile(r"\A(\s*)\"?sep=[^\r\n]?\"?(?=\r|\n|$)", re.IGNORECASE)  # Excel's own first line
_FEW = 3  # marks of one kind from which one of another is missed
_HEADER = mark("The first line names the columns: question, answer, mark.")
_QUOTES = mark("Put an answer with a comma, a semicolon or a tab in it between double quotes.")


@dataclass(frozen=True, slots=True)
class _Row:
    """The cells of one row, and the line that it begins on."""

    line: int
    cells: tuple[str, ...]


def with_marked(pack: Pack, report: Report) -> Pack | None:
    """Give a pack with the marked answers that lie in its folder; None where they aren't fit, and `report` says why."""
    errors_before = report.errors
    marking = _Marking(pack, report)
    try:
        text = _text(Path(pack.folder) / FILE)
        if text is not None:
            marking.read(text)
    except UnreadableError as error:
        marking.say(error.problem.line, error.problem.message, error.problem.hint)
    if report.errors > errors_before:
        return None
    marking.advise()
    return replace(pack, questions=tuple(marking.fill(question) for question in pack.questions))


class _Marking:
    """The marks of a pack's answers found so far, each with its line."""

    def __init__(self, pack: Pack, report: Report) -> None:
        self._report = report
        self._questions = {name: one for one in pack.questions for name in (str(one.id), _short(one))}
        self._found: dict[QuestionId, dict[str, tuple[int, MarkedAnswer]]] = {}
        self._unfit: set[str] = set()  # names of questions that were complained of

    def say(self, line: int, message: str, hint: str) -> None:
        """Note an error; its place is said in its text, since a problem's own place is one in the pack's file."""
        place = _("{file}, line {line}: {text}") if line else _("{file}: {text}")
        self._report.add(Problem(0, 0, place.format(file=FILE, line=line, text=message), hint))

    def read(self, text: str) -> None:
        """Take in a whole table; UnreadableError where it can't be read on."""
        text = _SEPARATOR_LINE.sub(r"\1", text)
        separator, header = _header(text)
        names = [cell.strip().casefold() for cell in header.cells]
        if not self._is_fit(names, header.line):
            return
        places = [names.index(column) for column in _COLUMNS]
        rows = _rows(text, separator)
        next(rows)  # the header
        for row in rows:
            if any(cell.strip() for cell in row.cells[len(names) :]):
                self.say(row.line, _("This line has more columns than the first."), _(_QUOTES))
            else:
                self._take(row.line, *(row.cells[place] if place < len(row.cells) else "" for place in places))
            if self._report.errors >= MOST:
                return

    def advise(self) -> None:
        """Warn of questions where every answer has the same mark: that tells little of how they are marked."""
        for name, found in self._found.items():
            marks = {answer.mark for _line, answer in found.values()}
            if len(found) >= _FEW and len(marks) == 1 and not marks <= {Verdict.PARTIAL}:
                message = _("All answers to '{name}' are marked {mark}.").format(
                    name=_short(self._questions[str(name)]), mark=_NAMES[marks.pop()]
                )
                hint = _("Add some with other marks: Tutor learns from both.")
                place = _("{file}: {text}").format(file=FILE, text=message)
                self._report.add(Problem(0, 0, place, hint, ProblemSeverity.WARNING))

    def fill(self, question: Question) -> Question:
        """Give a question with its marked answers, in the order of the table."""
        found = self._found.get(question.id)
        if found is None or not isinstance(question.key, TextKey):
            return question
        return replace(question, key=replace(question.key, marked=tuple(answer for _line, answer in found.values())))

    def _is_fit(self, names: list[str], line: int) -> bool:
        counted = Counter(names)
        for column in _COLUMNS:
            if counted[column] == 0:
                self.say(line, _("The column '{name}' is missing.").format(name=column), _(_HEADER))
            if counted[column] > 1:
                self.say(line, _("The column '{name}' stands here twice.").format(name=column), _("Remove one."))
        return all(counted[column] == 1 for column in _COLUMNS)

    def _take(self, line: int, name: str, answer: str, word: str) -> None:
        question = self._question(line, name.strip())
        text = self._answer(line, answer)
        verdict = self._verdict(line, word.strip())
        if question is not None and text and verdict is not None:
            self._add(line, question, MarkedAnswer(text, verdict))

    def _question(self, line: int, name: str) -> Question | None:
        """Find a question by its short or its full id; what is wrong with one is said once, not on each line."""
        question = self._questions.get(name)
        if question is not None and question.kind is Kind.SHORT_TEXT:
            return question
        if name in self._unfit:
            return None
        if name:
            self._unfit.add(name)
        if question is not None:
            message = _("'{name}' is not a short_text question.").format(name=name)
            self.say(line, message, _("Only answers in a student's own words are marked here: remove its lines."))
        elif name:
            message = _("There is no question '{name}' here.").format(name=name[:60])
            self.say(line, message, self._meant(name[:60]) or _("Write its id as it stands in the pack."))
        else:
            self.say(line, _("The question is missing."), _("Write its id, or remove the line."))
        return None

    def _meant(self, name: str) -> str:
        close = get_close_matches(name.lower(), list(self._questions), n=1)
        return _("Did you mean '{word}'?").format(word=close[0]) if close else ""

    def _answer(self, line: int, answer: str) -> str:
        text = normalize("NFC", answer.replace("\r\n", "\n").replace("\r", "\n").strip())
        if not text:
            self.say(line, _("The answer is blank."), _("Write what the student answered, or remove the line."))
        if len(text) > MOST_SIGNS:
            self.say(line, _("The answer has more than ten thousand signs."), _("Shorten it, or remove the line."))
        return text

    def _verdict(self, line: int, word: str) -> Verdict | None:
        verdict = _MARKS.get(word.casefold())
        if verdict is None:
            wrong = _("'{word}' is not a mark.").format(word=word[:40]) if word else _("The mark is missing.")
            self.say(line, wrong, f"{_('Write right, partly or wrong.')} {_(_QUOTES)}")
        return verdict

    def _add(self, line: int, question: Question, answer: MarkedAnswer) -> None:
        found = self._found.setdefault(question.id, {})
        first, known = found.setdefault(" ".join(answer.text.casefold().split()), (line, answer))
        if known.mark is not answer.mark:
            message = _("This answer to '{name}' is marked {mark} here and {other} on line {line}.").format(
                name=_short(question), mark=_NAMES[answer.mark], other=_NAMES[known.mark], line=first
            )
            self.say(line, message, _("Keep the one that is meant."))
        elif first == line and len(found) == MOST_ANSWERS + 1:
            message = _("'{name}' has more than {count} marked answers.").format(
                name=_short(question), count=MOST_ANSWERS
            )
            self.say(line, message, _("Keep those that differ most."))


def _short(question: Question) -> str:
    """Give a question's id as the pack's file has it."""
    return question.id.removeprefix(f"{question.pack_id}/")


def _text(file: Path) -> str | None:
    """Give the text of a table; None when there is no such file."""
    try:
        if not file.exists():
            return None
        if not file.is_file():
            raise _unreadable(0, _("This is not a file."), _("Remove it, or save the marked answers as CSV."))
    except OSError as error:
        raise _unreadable(0, _("The file can't be opened."), _("Check that you may read it.")) from error
    text = decode(read_bytes(file))
    before, nul, _rest = text.partition("\0")
    if nul:
        line = before.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
        raise _unreadable(line, _("There is a sign here that can't be seen."), _("Save the file as CSV, in UTF-8."))
    return text


def _header(text: str) -> tuple[str, _Row]:
    """Give the separator that makes most of the first line, and the columns' names that stand there."""
    read: list[tuple[int, int, str, _Row]] = []
    for separator in _SEPARATORS:
        with suppress(UnreadableError):  # another separator may do
            for row in _rows(text, separator):
                names = {cell.strip().casefold() for cell in row.cells}
                read.append((len(names.intersection(_COLUMNS)), len(row.cells), separator, row))
                break
    if read:
        _known, _cells, separator, row = max(read, key=lambda each: each[:2])
        return separator, row
    next(_rows(text, _SEPARATORS[0]), None)  # says what keeps the line from being read
    raise _unreadable(0, _("There is nothing in it."), _(_HEADER))


def _rows(text: str, separator: str) -> Iterator[_Row]:
    """Give the rows that are not blank; UnreadableError at one that is no CSV."""
    # Only StringIO splits lines at no more than \n, \r and \r\n, and keeps those between quotes as they are.
    lines = StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True, skipinitialspace=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip().strip(_NOTHING) for cell in cells):
                yield _Row(line, tuple(cells))
            line = reader.line_num + 1
    except csv.Error as error:
        if "expected after" in str(error):
            message = _("Something stands behind a closing quotation mark.")
            hint = _("Put the whole answer between double quotes, and write each one inside it twice.")
        else:  # the text ends before the quotes do, or grows too long
            message = _("A quotation mark is opened here and not closed.")
            hint = _("Close it behind the answer; one that belongs to the answer is written twice.")
        raise _unreadable(line, message, hint) from error


def _unreadable(line: int, message: str, hint: str) -> UnreadableError:
    return UnreadableError(Problem(line, 0, message, hint))
