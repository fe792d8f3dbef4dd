"""Key material that does not show itself in a log, a repr or a traceback, and the keys derived from it."""

import hashlib
import hmac
import secrets

KEY_BYTES = 32


class DataKey(bytes):
    """The 256-bit key of a store's database. Behaves as bytes, prints as nothing."""

    def __new__(cls, value: bytes) -> "DataKey":
        if len(value) != KEY_BYTES:
            raise ValueError("a data key has 32 bytes")
        return super().__new__(cls, value)

    @classmethod
    def fresh(cls) -> "DataKey":
        return cls(secrets.token_bytes(KEY_BYTES))

    def __repr__(self) -> str:
        return "DataKey(…)"

    __str__ = __repr__

    def __format__(self, spec: str) -> str:
        return repr(self)

    def derive(self, purpose: str) -> bytes:
        """A key of its own for each purpose; one says nothing about another."""
        return hmac.new(self, f"vpcu-desktop/1/{purpose}".encode(), hashlib.sha256).digest()

    @property
    def key_id(self) -> str:
        """A public name of this key: slots carry it, so a stale key is told apart from a damaged database."""
        return self.derive("key id")[:8].hex()
