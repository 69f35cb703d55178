"""Guide -> text: Markdown, a single HTML page, JSON."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, tzinfo
from html import escape

from tutor.domain.ids import PassageId
from tutor.domain.question import Passage
from tutor.domain.sheet import Sheet
from tutor.domain.translation import _, ngettext
from tutor.guide.guide import Guide, GuideEntry
from tutor.guide.heading import without_pictures

Passages = Mapping[PassageId, Passage]
Renderer = Callable[[Guide, Passages, datetime, tzinfo | None], str]


def to_markdown(guide: Guide, passages: Passages, now: datetime, zone: tzinfo | None = None) -> str:
    """Render the guide as Markdown; what the student typed is shown as typed, never as markup.

    `passages` gives the passage of each id, `now` the day on the title, `zone` the reader's days.
    """
    lines = [f"# {_('Study guide')}: {_plain(guide.student.name)}", "", _summary(guide, now, zone), ""]
    if not guide.total:
        lines += [_("Nothing here yet. Each mistake in practice becomes a sheet."), ""]
    for topic in guide.topics:
        lines += [f"## {topic.name or _('Other')}", ""]
        for entry in topic.entries:
            lines += [*_sheet_lines(entry, passages, zone), ""]
    return "\n".join(lines).rstrip() + "\n"


def to_html(guide: Guide, passages: Passages, now: datetime, zone: tzinfo | None = None) -> str:
    """Render the guide as one HTML page that needs nothing else: formulas as MathML, no scripts, no remote files."""
    from markdown_it import MarkdownIt

    source, formulas = _set_aside(to_markdown(guide, passages, now, zone))
    body = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image").render(source)
    for mark, formula in formulas.items():
        body = body.replace(mark, formula)
    title = escape(f"{_('Study guide')}: {guide.student.name}")
    return (
        f'<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title>\n'
        f"<style>{_STYLE}</style></head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def to_json(guide: Guide, passages: Passages, now: datetime, zone: tzinfo | None = None) -> str:
    """Render the guide as JSON: every field of every sheet, times in UTC (ISO 8601)."""
    del zone
    return json.dumps(
        {
            "student": guide.student.name,
            "made_at": now.isoformat(),
            "counts": dict(guide.counts),
            "sheets": [_as_dict(entry, passages) for entry in guide.entries],
        },
        ensure_ascii=False,
        indent=1,
    )


RENDERERS: Mapping[str, Renderer] = {"md": to_markdown, "html": to_html, "json": to_json}


def _summary(guide: Guide, now: datetime, zone: tzinfo | None) -> str:
    sheets = ngettext("{count} sheet", "{count} sheets", guide.total).format(count=guide.total)
    mastered = _("{count} mastered").format(count=guide.counts["mastered"])
    due = _("{count} due").format(count=guide.counts["due"])
    return f"{_day(now, zone)} · {sheets} · {due} · {mastered}"


def _sheet_lines(entry: GuideEntry, passages: Passages, zone: tzinfo | None) -> list[str]:
    sheet, text = entry.sheet, entry.sheet.text
    lines = [f"### {_one_line(text.prompt)}", ""]
    if "\n" in text.prompt.strip():
        lines += [text.prompt.strip(), ""]
    lines += [f"**{_('You said')}:**", "", _quoted(text.student_answer), ""]
    lines += [f"**{_('A right answer')}:**", "", _hard_breaks(text.model_answer), ""]
    if text.explanation:
        lines += [f"**{_('Why')}:** {text.explanation}", ""]
    if text.missing:
        lines += [f"**{_('What was missing')}:**", "", *(f"- {idea}" for idea in text.missing), ""]
    passage = passages.get(text.passage_id) if text.passage_id is not None else None
    if passage is not None:
        lines += [f"**{_('Read')}: {passage.title}**", "", *(f"> {line}" for line in passage.text.splitlines()), ""]
    if text.check:
        lines += [f"**{_('Check yourself')}:** {text.check}", ""]
        if text.check_answer:
            lines += [f"*{_('Answer')}: {text.check_answer}*", ""]
    lines.append(f"*{_state(sheet, entry, zone)}*")
    return lines


def _state(sheet: Sheet, entry: GuideEntry, zone: tzinfo | None) -> str:
    parts = [ngettext("Met once", "Met {count} times", sheet.times_met).format(count=sheet.times_met)]
    parts.append(_("last on {date}").format(date=_day(sheet.updated_at, zone)))
    if sheet.is_mastered:
        parts.append(_("mastered"))
    elif entry.due_at is not None:
        parts.append(_("due on {date}").format(date=_day(entry.due_at, zone)))
    return " · ".join(parts)


def _as_dict(entry: GuideEntry, passages: Passages) -> dict[str, object]:
    sheet, text = entry.sheet, entry.sheet.text
    passage = passages.get(text.passage_id) if text.passage_id is not None else None
    return {
        "id": sheet.id,
        "question_id": sheet.question_id,
        "topic": text.topic,
        "question": text.prompt,
        "student_answer": text.student_answer,
        "model_answer": text.model_answer,
        "explanation": text.explanation,
        "missing": list(text.missing),
        "passage": {"id": passage.id, "title": passage.title, "text": passage.text} if passage else None,
        "check": text.check,
        "check_answer": text.check_answer,
        "version": sheet.version,
        "times_met": sheet.times_met,
        "right_days": sheet.right_days,
        "is_mastered": sheet.is_mastered,
        "status": sheet.status.value,
        "due_at": entry.due_at.isoformat() if entry.due_at else None,
        "created_at": sheet.created_at.isoformat(),
        "updated_at": sheet.updated_at.isoformat(),
    }


def _day(at: datetime, zone: tzinfo | None) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d")


def _one_line(prompt: str) -> str:
    lines = without_pictures(prompt).splitlines()
    return lines[0] if len(lines) == 1 else f"{lines[0]} …"


def _hard_breaks(text: str) -> str:
    return "  \n".join(text.splitlines())


def _quoted(text: str) -> str:
    """Quote what a student typed, line by line, with every sign of Markdown made plain."""
    return "\n".join(f"> {_plain(line)}  " for line in text.splitlines() or [""])


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]()#+\-.!|<>~$&])", r"\\\1", text)


def _set_aside(markdown: str) -> tuple[str, dict[str, str]]:
    """Replace each formula ($...$, $$...$$; not \\$) by a mark that Markdown leaves alone; give mark -> MathML."""
    formulas: dict[str, str] = {}

    def aside(found: re.Match[str]) -> str:
        mark = f"formula{len(formulas)}x"
        while mark in markdown:
            mark += "x"
        formulas[mark] = _mathml(found["block"] or found["inline"], is_block=found["block"] is not None)
        return mark

    pattern = r"(?<!\\)\$\$(?P<block>.+?)(?<!\\)\$\$|(?<!\\)\$(?P<inline>[^$\n]+?)(?<!\\)\$"
    return re.sub(pattern, aside, markdown, flags=re.DOTALL), formulas


def _mathml(latex: str, *, is_block: bool) -> str:
    import latex2mathml.converter

    try:
        converted: str = latex2mathml.converter.convert(latex, display="block" if is_block else "inline")
    except Exception:  # its parser raises many kinds of errors; the source is better than no guide
        return f"<code>{escape(latex)}</code>"
    return converted


_STYLE = (
    "body{margin:0;background:#fdfbf6;color:#1c1b19;font:17px/1.5 'Atkinson Hyperlegible',Verdana,sans-serif}"
    "main{max-width:720px;margin:0 auto;padding:32px 24px}"
    "h1{font-size:32px}h2{margin-top:48px;color:#0b4f55}h3{margin-top:32px;font-size:20px}"
    "blockquote{margin:8px 0;padding:8px 16px;border-inline-start:4px solid #0b4f55;background:#f3efe6}"
    "@media print{h3{break-after:avoid}body{background:#fff}}"
)
