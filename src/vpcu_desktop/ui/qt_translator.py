"""Qt's own stock words (context menus, buttons, dialogs) from our catalog: Qt ships no Vietnamese ones."""

from PySide6.QtCore import QObject, QTranslator

from ..i18n import _


def _words() -> dict[str, str]:
    """By Qt's source text. Qt's `&` marks a letter; our words do without."""
    return {
        "&Undo": _("Undo"),
        "&Redo": _("Redo"),
        "Cu&t": _("Cut"),
        "&Copy": _("Copy"),
        "&Paste": _("Paste"),
        "Delete": _("Delete"),
        "Select All": _("Select all"),
        "Copy &Link Location": _("Copy"),
        "Insert Unicode control character": _("Insert an invisible character"),
        "OK": _("Done"),
        "&OK": _("Done"),
        "Cancel": _("Cancel"),
        "&Cancel": _("Cancel"),
        "Close": _("Close"),
        "&Close": _("Close"),
        "&Yes": _("Yes"),
        "&No": _("No"),
        "Apply": _("Apply"),
        "Save": _("Save"),
        "&Save": _("Save"),
        "Save As": _("Save as"),
        "Open": _("Open"),
        "&Open": _("Open"),
        "Discard": _("Discard"),
        "Don't Save": _("Do not save"),
        "Reset": _("Reset"),
        "Help": _("Help"),
        "Find Directory": _("Choose a folder"),
        "Directory:": _("Folder:"),
        "&Choose": _("Choose"),
        "File &name:": _("File name:"),
        "Files of type:": _("Kind of file:"),
        "Look in:": _("Look in:"),
        "Back": _("Back"),
        "Forward": _("Forward"),
        "Parent Directory": _("Folder above"),
        "Create New Folder": _("New folder"),
        "List View": _("As a list"),
        "Detail View": _("With details"),
        "&New Folder": _("New folder"),
        "&Rename": _("Rename"),
        "&Delete": _("Delete"),
        "Show &hidden files": _("Show hidden files"),
        "Recent Places": _("Recent places"),
        "Name": _("Name"),
        "Size": _("Size"),
        "Kind": _("Kind"),
        "Type": _("Kind"),
        "Date Modified": _("Changed on"),
        "All Files (*)": _("All files (*)"),
        "Folder": _("Folder"),
        "Drive": _("Drive"),
        "My Computer": _("This computer"),
        "Computer": _("This computer"),
        "%1 already exists.\nDo you want to replace it?": _("%1 already exists.\nReplace it?"),
        "%1\nFile not found.\nPlease verify the correct file name was given.": _("%1\nis not there. Check its name."),
        "%1\nDirectory not found.\nPlease verify the correct directory name was given.": _(
            "%1\nis not there. Check its name."
        ),
        "Print": _("Print"),
        "&Print": _("Print"),
        "Properties": _("Properties"),
        "P&roperties": _("Properties"),
        "Printer": _("Printer"),
        "&Name:": _("Name:"),
        "Location:": _("Place:"),
        "Preview": _("Preview"),
        "Output &file:": _("File:"),
        "Print range": _("Pages"),
        "Print all": _("All pages"),
        "Pages from": _("Pages from"),
        "Pages": _("Pages"),
        "to": _("to"),
        "Current Page": _("This page"),
        "Selection": _("Selection"),
        "Copies": _("Copies"),
        "Copies:": _("Copies:"),
        "Collate": _("Collate"),
        "Reverse": _("Reverse order"),
        "Options": _("Options"),
        "Color Mode": _("Colour"),
        "Color": _("Colour"),
        "Grayscale": _("Grey"),
        "Duplex Printing": _("Both sides"),
        "None": _("None"),
        "Long side": _("Along the long side"),
        "Short side": _("Along the short side"),
        "&Options >>": _("Options >>"),
        "&Options <<": _("Options <<"),
        "Print to File (PDF)": _("Print to a PDF file"),
        "Clear": _("Clear"),
    }


class StockTranslator(QTranslator):
    """Answers for the words above in the language in force; everything else stays as Qt says it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[str, str] | None = None

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:
        if self._known is None:
            self._known = _words()
        # An empty text would be taken for a translation: "Ctrl+N" lost its "Ctrl".
        return self._known.get(sourceText)  # type: ignore[return-value]
