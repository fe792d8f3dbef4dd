"""The repository: the office's records within one transaction of the store."""

from functools import cached_property

from .bulk import Bulk
from .desk import Desk
from .documents import Documents
from .finder import Finder
from .ledger import Ledger
from .printed_books import PrintedBooks
from .programmes import Programmes
from .statistics import Statistics


class Repository(Desk):
    """Given by `Store.read` and `Store.write`; of no use after their end. Built up from small parts:

    `records` (one record at a time) ← `publications` (versions) ← `weeks` ← `desk` (drafts, settings, trail).
    """

    @cached_property
    def documents(self) -> Documents:
        """Registered documents with their recipients, search text and parts."""
        return Documents(self._connection, self)

    @cached_property
    def ledger(self) -> Ledger:
        """The series' numbers and what became of each."""
        return Ledger(self._connection, self)

    @cached_property
    def bulk(self) -> Bulk:
        """Many documents at once."""
        return Bulk(self._connection, self)

    @cached_property
    def printed_books(self) -> PrintedBooks:
        """Register books: their lines as they print, and the pages that were printed."""
        return PrintedBooks(self._connection, self)

    @cached_property
    def programmes(self) -> Programmes:
        """Work programmes, their items and the items' way down."""
        return Programmes(self._connection, self)

    @cached_property
    def finder(self) -> Finder:
        """Lists of documents and the search over their words."""
        return Finder(self._connection)

    @cached_property
    def statistics(self) -> Statistics:
        """What reports count."""
        return Statistics(self._connection)
