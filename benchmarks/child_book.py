"""Child process: prints a book of so many lines and tells the highest memory of the process, in MB (10⁶ bytes)."""

import sys
from pathlib import Path

from benchmarks.book_rows import cover, form, rows
from vpcu_desktop.output.register_book import book_pdf


def peak() -> float:
    """The highest resident memory so far. Not `ru_maxrss` where it can be helped: a child inherits its parent's."""
    status = Path("/proc/self/status")
    if status.exists():
        lines = dict(line.split(":", 1) for line in status.read_text(encoding="ascii").splitlines() if ":" in line)
        return int(lines["VmHWM"].split()[0]) * 1024 / 1e6
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    printed = book_pdf(form(), cover(), rows(int(sys.argv[1])))
    print(len(printed.pdf) / 1e6, peak())
