"""The dossiers of the sample office: this year's list, some with papers in them, and last year's on the way out."""

from datetime import date, timedelta

from ..domain.books import Dossier
from ..domain.documents import Document, State
from ..domain.schedule import new_id
from . import dossiers, loans
from .session import OfficeSession

_OFFICE, _BUILDING, _CHECKING, _ARCHIVE = (
    "Công tác tổng hợp",
    "Công tác xây dựng Đảng",
    "Công tác kiểm tra, giám sát",
    "Văn thư, lưu trữ",
)
_HA, _MINH, _HOA = "Đặng Thu Hà", "Trần Văn Minh", "Lê Thị Hoa"
#: Heading, notation, title, how long it is kept, who makes it, and the types of papers that lie in it.
_LIST = (
    (_OFFICE, "01-TH", "Tập báo cáo định kỳ của Đảng ủy xã", "10 năm", _HA, ("BC",)),
    (_OFFICE, "02-TH", "Hồ sơ hội nghị Ban Chấp hành Đảng bộ xã", "Vĩnh viễn", _HA, ("NQ", "KL")),
    (_OFFICE, "03-TH", "Tập kế hoạch, chương trình công tác của Đảng ủy xã", "20 năm", _HA, ("KH", "CTr")),
    (_OFFICE, "04-TH", "Tập thông báo kết luận của Ban Thường vụ Đảng ủy", "20 năm", _HA, ("TB",)),
    (_BUILDING, "05-XDĐ", "Hồ sơ kết nạp đảng viên", "70 năm", _MINH, ("QĐ",)),
    (_BUILDING, "06-XDĐ", "Hồ sơ rà soát, bổ sung quy hoạch cán bộ", "Vĩnh viễn", _MINH, ()),
    (_CHECKING, "07-KT", "Hồ sơ kiểm tra, giám sát chuyên đề", "20 năm", _HOA, ()),
    (_ARCHIVE, "08-VT", "Sổ đăng ký văn bản đi, văn bản đến", "20 năm", _HA, ()),
)
_MOST = 9  # papers in one dossier
_CLOSED_AGO = (420, 400, 380, 372, 300, 250)  # days, of last year's dossiers


def make_dossiers(session: OfficeSession, today: date) -> None:
    """The lists of two years. The older one's dossiers are closed, some long enough ago to go to the archive."""
    with session.store.read() as repo:
        papers = [d for d in repo.all(Document) if d.state not in (State.VOID, State.DRAFT) and d.number]
    for heading, notation, title, kept, maker, types in _LIST:
        made = Dossier(new_id(), today.year, notation, f"{title} năm {today.year}", heading, kept, maker)
        dossiers.save(session, made)
        fitting = [d for d in papers if d.type_abbr in types][-_MOST:]
        if fitting:
            dossiers.add(session, made, fitting)
    for (heading, notation, title, kept, maker, _types), ago in zip(_LIST, _CLOSED_AGO, strict=False):
        year = today.year - 1
        made = Dossier(new_id(), year, notation, f"{title} năm {year}", heading, kept, maker)
        dossiers.save(session, made)
        dossiers.close(session, made, today - timedelta(days=ago))


def lend_copies(session: OfficeSession, today: date) -> None:
    """Some archive copies are with those who work with them; one came back."""
    with session.store.read() as repo:
        papers = [d for d in repo.all(Document) if d.state in (State.ISSUED, State.DISPATCHED) and d.number]
    for document, (user, ago) in zip(papers[-12::4], ((_MINH, 16), (_HOA, 6), (_HA, 2)), strict=False):
        day = max(document.registered, today - timedelta(days=ago))
        loans.lend(session, document, user, day=day, permitted_by="Chánh Văn phòng")
    loans.give_back(session, loans.loans(session)[0], today)
