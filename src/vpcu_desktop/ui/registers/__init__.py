"""The document registers on screen: lists, the search, a document with all that belongs to it."""
