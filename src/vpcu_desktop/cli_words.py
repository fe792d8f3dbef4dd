"""What the command line says of a call it does not understand, and of the operating system's refusals."""

import errno
import re

from .i18n import _


class CannotDo(Exception):
    """A sentence for the user, and exit status 1."""


class WrongCall(Exception):
    """A sentence about the call, and exit status 2."""


def call_sentence(message: str) -> str:
    """argparse's English complaint in the language in force; as it is where it is none of the usual ones."""
    usual = (
        (r"the following arguments are required: (.+)", _("Missing: {what}")),
        (r"unrecognized arguments: (.+)", _("Not understood: {what}")),
        (r"argument (?:name|command): invalid choice: '?(.*?)'? \(choose from .*\)", _("There is no command {what}.")),
        (r"argument (.+): expected one argument", _("{what} needs a value.")),
    )
    for pattern, sentence in usual:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is not None:
            return sentence.format(what=match[1])
    return message


def os_sentence(error: OSError) -> str:
    """What the system refused, with the file's name. It carries nothing of a store's content."""
    path = error.filename
    sentence = {
        errno.ENOENT: _("No such file or folder: {path}"),
        errno.ENOTDIR: _("This is a file, not a folder: {path}"),
        errno.EISDIR: _("This is a folder, not a file: {path}"),
        errno.EEXIST: _("This exists already: {path}"),
        errno.EACCES: _("No permission to read or write: {path}"),
        errno.EPERM: _("No permission to read or write: {path}"),
        errno.EROFS: _("Nothing can be written there: {path}"),
    }.get(error.errno or 0)
    if sentence is not None and path is not None:
        return sentence.format(path=path)
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _("The disk is full.")
    if isinstance(error, BrokenPipeError):
        return _("The reader of the output went away before its end.")
    return _("Could not be done: {trouble}").format(trouble=error.strerror or type(error).__name__)
