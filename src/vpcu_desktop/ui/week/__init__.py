"""The weekly schedule on screen: board, agenda, entry line, inspector, and the way from draft to paper."""
