"""The first-run wizard: a new office, its first clerk, where it is kept, its recovery key."""
