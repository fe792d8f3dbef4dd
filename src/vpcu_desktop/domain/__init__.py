"""The office's own language and rules: plain Python values, no Qt, no SQL, no files, no clock."""
