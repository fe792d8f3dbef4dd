from dataclasses import replace

from tests.support.weeks import WEEK, lifelike_sheet

from vpcu_desktop.domain.schedule import Body, BodyId
from vpcu_desktop.output.checks import PrintProblem, ProblemKind, print_problems

from .test_week_pdf import one, with_activities


def test_a_usual_week_has_none() -> None:
    assert print_problems(lifelike_sheet()) == ()


def test_characters_that_will_be_boxes_are_named_with_their_activity() -> None:
    sheet = with_activities(one("Họp 😀", place="漢"))
    assert print_problems(sheet) == (PrintProblem(ProblemKind.UNPRINTABLE, sheet.activities[0].id, "😀 漢"),)


def test_what_a_secret_activity_does_not_show_is_not_told() -> None:
    assert print_problems(with_activities(one("Họp 😀", secret=True))) == ()


def test_notes_under_the_table_are_looked_at_too() -> None:
    sheet = lifelike_sheet()
    noted = replace(sheet, schedule=replace(sheet.schedule, notes="Mang theo ☎ và 🚗"))
    assert [(p.kind, p.activity_id, p.detail) for p in print_problems(noted)] == [
        (ProblemKind.UNPRINTABLE, None, "☎ 🚗")
    ]


def test_a_day_outside_the_title_s_range() -> None:
    sheet = lifelike_sheet()
    short = replace(sheet, schedule=replace(sheet.schedule, last_day=WEEK.days[4]))
    assert [problem.kind for problem in print_problems(short)] == [ProblemKind.OUTSIDE_RANGE]


def test_a_heading_that_would_crowd_out_the_table() -> None:
    sheet = replace(lifelike_sheet(), body=Body(BodyId("b"), "Thường trực", heading="LỊCH " * 200))
    assert [problem.kind for problem in print_problems(sheet)] == [ProblemKind.LONG_HEADING]
