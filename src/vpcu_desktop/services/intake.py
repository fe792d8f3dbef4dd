"""Reading a schedule that somebody else made; what comes of it is stored by `weeks.accept` after a clerk confirmed."""

from pathlib import Path

from ..domain.proposals import ReadSchedule


def read_file(path: Path) -> ReadSchedule:
    """Reads a schedule file. Raises UnreadableFile with the reason."""
    from .. import intake

    return intake.read_file(path)


def read_clipboard(html: str | None, text: str) -> ReadSchedule:
    """Reads what was copied in Word or elsewhere: its HTML where there is one, for merged cells survive in it."""
    from .. import intake

    if html and "<table" in html.lower():
        found = intake.read_html(html)
        if found.proposals:
            return found
    return intake.read_text(text)
