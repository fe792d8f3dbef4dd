"""Pages shown, printed and saved: whatever the paper is."""
