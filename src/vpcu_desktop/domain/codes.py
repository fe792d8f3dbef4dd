"""Số, ký hiệu: the one door to reading, writing and comparing them."""

from .code_parts import Code, CodeFlag, Style, format_code, match_key
from .code_reading import COMMON_TYPES, read_code
from .typed_lines import TypedLine, read_typed

__all__ = [
    "COMMON_TYPES",
    "Code",
    "CodeFlag",
    "Style",
    "TypedLine",
    "format_code",
    "match_key",
    "read_code",
    "read_typed",
]
