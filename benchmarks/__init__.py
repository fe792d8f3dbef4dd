"""Figures of the program against a stated baseline in the same run."""
