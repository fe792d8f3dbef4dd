"""Meetings with their agendas, down into the week, as a clerk plans them."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from tests.support.frame_window import CONTROL
from tests.support.programme_window import NOVEMBER, YEAR, ProgrammeWindow, item, programme_window

from vpcu_desktop.domain.periods import Period
from vpcu_desktop.domain.programmes import Forum, Meeting
from vpcu_desktop.domain.times import Session, Week
from vpcu_desktop.services import programme_way, programmes, weeks
from vpcu_desktop.ui.programmes.meeting_forms import AgendaItemsDialog, IntoWeekForm, MeetingForm
from vpcu_desktop.ui.programmes.meetings_dialog import MeetingsDialog
from vpcu_desktop.ui.widgets.steps_list import StepsList


def _opened(window: ProgrammeWindow) -> MeetingsDialog:
    window.press(Qt.Key.Key_M, CONTROL)
    found: MeetingsDialog = window.dialog(MeetingsDialog)
    return found


def _planned(window: ProgrammeWindow, dialog: MeetingsDialog, day: str) -> None:
    dialog.new_button.click()
    form = window.dialog(MeetingForm)
    form.day.setText(day)
    form.save_button.click()
    window.settle()


def _meetings(window: ProgrammeWindow) -> tuple[Meeting, ...]:
    return programme_way.meetings(window.session, date(2026, 11, 1), date(2026, 12, 31))


def test_a_meeting_gets_the_next_number_and_says_when_papers_are_due(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Giao ban")) as window:
        dialog = _opened(window)
        _planned(window, dialog, "27/11")
        (made,) = _meetings(window)
        assert (made.number, made.forum, made.day) == (1, Forum.STANDING, date(2026, 11, 27))
        assert "19/11/2026" in dialog.papers.text()  # 24 November is a holiday
        _planned(window, dialog, "30/11")
        assert [each.number for each in _meetings(window)] == [1, 2]


def test_an_agenda_is_filled_arranged_and_taken_back(qtbot: QtBot, tmp_path: Path) -> None:
    made = [item("Một"), item("Hai", submitted_to=Forum.STANDING), item("Ba")]
    with programme_window(qtbot, tmp_path, *made) as window:
        dialog = _opened(window)
        _planned(window, dialog, "27/11")
        dialog.add_button.click()
        choice = window.dialog(AgendaItemsDialog)
        assert [row.value.content for row in choice.table.rows_model.rows] == ["Hai", "Một", "Ba"]
        choice.table.tick_all()
        choice.add_button.click()
        window.settle()
        assert [each.content for each in dialog.items] == ["Hai", "Một", "Ba"]
        dialog.agenda.setCurrentRow(0)
        dialog.down_button.click()
        window.settle()
        assert [each.content for each in dialog.items] == ["Một", "Hai", "Ba"]
        dialog.off_button.click()
        window.settle()
        assert [each.content for each in dialog.items] == ["Một", "Ba"]
        dialog._go_back(redo=False)
        window.settle()
        assert [each.content for each in dialog.items] == ["Một", "Hai", "Ba"]


def test_a_meeting_goes_into_the_week_with_its_agenda_and_comes_back_in_one_step(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Một"), item("Hai")) as window:
        dialog = _opened(window)
        _planned(window, dialog, "27/11")
        meeting = _meetings(window)[0]
        programme_way.set_agenda(window.session, meeting, window.items())
        dialog.reload()
        dialog.week_button.click()
        form = window.dialog(IntoWeekForm)
        form.start.setText("14h")
        form.plan_button.click()
        window.settle()
        week = Week.of(date(2026, 11, 27))
        (activity,) = weeks.sheet(window.session, window.body, week).activities
        assert activity.session is Session.AFTERNOON and "1. Một\n2. Hai" in activity.content
        assert [chain.item.content for chain in programme_way.chains_of_activity(window.session, activity.id)] == [
            "Một",
            "Hai",
        ]
        assert not dialog.week_button.isEnabled()
        weeks.remove(window.session, window.body, week, [activity])
        dialog.reload()
        assert dialog.week_button.isEnabled()
        weeks.undo(window.session)
        dialog.reload()
        assert not dialog.week_button.isEnabled()
        dialog._go_back(redo=False)
        window.settle()
        assert weeks.sheet(window.session, window.body, week).activities == ()
        assert _meetings(window)[0].activity is None


def test_a_day_that_is_not_understood_is_framed_and_nothing_is_stored(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path) as window:
        dialog = _opened(window)
        assert dialog.empty.isVisible()
        dialog.new_button.click()
        form = window.dialog(MeetingForm)
        form.day.setText("hôm nào đó")
        form.save_button.click()
        window.settle()
        assert form.day.property("invalid") and _meetings(window) == ()
        form.day.setText("")
        form.time.setText("quý I")
        form.save_button.click()
        window.settle()
        first_quarter = Period.quarter(2026, 1)
        (kept,) = programme_way.meetings(window.session, first_quarter.first_day, first_quarter.last_day)
        assert (kept.day, kept.earliest) == (None, date(2026, 1, 1))


def test_an_activity_of_the_week_shows_what_it_carries_out_and_leads_there(qtbot: QtBot, tmp_path: Path) -> None:
    with programme_window(qtbot, tmp_path, item("Tổng kết năm"), period=YEAR) as window:
        above = window.only(YEAR)
        programmes.carry_out(window.session, above, window.body, NOVEMBER, when=above.when)
        below = window.only()
        day = window.session.today()
        programme_way.plan_in_week(window.session, below, window.body, day, Session.MORNING)
        (activity,) = weeks.sheet(window.session, window.body, Week.of(day)).activities
        window.frame.go("week", (day, activity.id, window.body))
        window.settle()
        assert window.frame.registry.fire("week.edit")
        window.settle()
        steps = window.frame.findChild(StepsList, "carries_out")
        assert isinstance(steps, StepsList) and steps.isVisible()
        assert [step.text for step in steps.steps] == ["Tháng 11/2026 · Tổng kết năm", "↑ Năm 2026 · Tổng kết năm"]
        steps.list.setCurrentRow(1)
        steps.list.setFocus()
        window.press(Qt.Key.Key_Return)
        assert window.frame.current is window.screen and window.screen.current_item() == above
