"""The printed forms that an office uses: those that come with the program, and its own that correct or add to them."""

from datetime import date
from typing import TYPE_CHECKING

from ..domain.books import Book, OfficeForm
from ..domain.errors import BadForm
from ..domain.forms import Form, choose
from ..domain.numbering import Direction
from ..domain.roles import Action
from ..domain.schedule import new_id
from .changes import Changes, Kind
from .session import OfficeSession

if TYPE_CHECKING:
    from ..data.repository import Repository
    from ..output.letterhead import Letterhead

#: The forms of a register by its direction and whether it is a secret one: the usual one first.
BOOK_FORMS: dict[tuple[Direction, bool], tuple[str, ...]] = {
    (Direction.INCOMING, False): ("incoming", "incoming_party"),
    (Direction.OUTGOING, False): ("outgoing",),
    (Direction.INCOMING, True): ("secret_incoming",),
    (Direction.OUTGOING, True): ("secret_outgoing",),
}


def forms(session: OfficeSession) -> tuple[Form, ...]:
    """All forms; the office's own stand last, so that they are taken before a shipped one of the same time."""
    with session.store.read() as repo:
        return forms_in(repo)


def forms_in(repo: "Repository") -> tuple[Form, ...]:
    """The same within a transaction of the ordinary vault."""
    from ..output.form_files import read_form, shipped_forms

    own = [read_form(each.content.encode()) for each in repo.all(OfficeForm)]
    corrected = {(form.code, form.version) for form in own}
    return (*(form for form in shipped_forms() if (form.code, form.version) not in corrected), *own)


def forms_for(session: OfficeSession, book: Book) -> tuple[Form, ...]:
    """The forms that a book of this kind may be printed by on its first day; the one it has comes first."""
    known = [form for form in forms(session) if form.ready and form.valid_on(book.first_day)]
    usual = BOOK_FORMS[book.direction, book.secret]
    of_kind = [form for form in known if form.secret == book.secret and form.columns]
    return tuple(sorted(of_kind, key=lambda form: (form.code != book.form, form.code not in usual, form.code)))


def form_of(session: OfficeSession, book: Book) -> Form:
    """The form that a book is printed by: of its code, the one in force on its first day, so that an old book comes out
    in its old form. Raises BadForm if there is none.
    """
    return choose(forms(session), book.form, book.first_day)


def save_form(session: OfficeSession, content: str) -> Changes:
    """Takes in a form file's text as the office's own; one of the same code and version is replaced. Raises BadForm."""
    session.require(Action.MANAGE_BOOKS)
    from ..output.form_files import read_form

    form = read_form(content.encode())
    name = f"{form.code} {form.version}"
    with session.store.write(session.clerk.id, "save_form") as repo:
        before = next((each for each in repo.all(OfficeForm) if each.code == name), None)
        repo.save(OfficeForm(before.id if before else new_id(), name, content))
    return Changes.of("save_form", Kind.BOOKS)


def form_text(session: OfficeSession, form: Form) -> str:
    """The file of a form, to be changed outside and taken in again. Raises BadForm if it is not there any more."""
    from ..output.form_files import shipped_text

    own = next((each for each in office_forms(session) if each.code == f"{form.code} {form.version}"), None)
    text = own.content if own is not None else shipped_text(form.code, form.version)
    if text is None:
        raise BadForm(reason="none_valid", where=form.code)
    return text


def office_forms(session: OfficeSession) -> tuple[OfficeForm, ...]:
    """The office's own forms, as they were taken in."""
    with session.store.read() as repo:
        return repo.all(OfficeForm)


def remove_form(session: OfficeSession, form: OfficeForm) -> Changes:
    """The shipped form holds again."""
    session.require(Action.MANAGE_BOOKS)
    with session.store.write(session.clerk.id, "remove_form") as repo:
        repo.remove(form)
    return Changes.of("remove_form", Kind.BOOKS)


def letterhead(session: OfficeSession, day: date | None) -> "Letterhead":
    """The head of the office's papers; without a day the date is left to be written by hand."""
    from ..output.letterhead import Letterhead

    office = session.office
    return Letterhead(office.superior, office.name, office.place, day)
