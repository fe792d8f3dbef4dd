"""Paper and office files: PDF, Word, plain text."""
