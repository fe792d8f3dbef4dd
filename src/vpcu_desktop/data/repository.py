"""The repository: the office's records within one transaction of the store."""

from .desk import Desk


class Repository(Desk):
    """Given by `Store.read` and `Store.write`; of no use after their end. Built up from small parts:

    `records` (one record at a time) ← `publications` (versions) ← `weeks` ← `desk` (drafts, settings, trail).
    """
