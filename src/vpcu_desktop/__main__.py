"""`python -m vpcu_desktop` and `vpcu-desktop`: the window when called bare, else a command."""

import sys
from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the program; returns the exit status."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if not words or words[0] == "open":
        from .app import run_window

        return run_window(words[1:])
    from .cli import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
