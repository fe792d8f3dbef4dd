"""Every byte that a store's database file and its -wal hold, decrypted page by page, free pages and slack included."""

from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

PAGE = 4096
IV, MAC = 16, 64  # reserved at the end of each page (https://www.zetetic.net/sqlcipher/design/)
SALT = 16  # at the start of page 1, in clear
WAL_HEADER, FRAME_HEADER = 32, 24


def _plain(page: bytes, key: bytes, start: int) -> bytes:
    end = len(page) - IV - MAC
    decryptor = Cipher(algorithms.AES(key), modes.CBC(page[end : end + IV])).decryptor()
    return decryptor.update(page[start:end]) + decryptor.finalize()


def decrypted_bytes(database: Path, key: bytes) -> bytes:
    """All of it in a row; text that SQLite stores in one piece stands in one piece, unless it overflows its page."""
    content = database.read_bytes()
    plain = [
        _plain(content[at : at + PAGE], key, SALT if at == 0 else 0)
        for at in range(0, len(content) - PAGE + 1, PAGE)
        if any(content[at : at + PAGE])
    ]
    wal = database.with_name(f"{database.name}-wal")
    frames = wal.read_bytes()[WAL_HEADER:] if wal.exists() else b""
    for at in range(FRAME_HEADER, len(frames) - PAGE + 1, FRAME_HEADER + PAGE):
        first = int.from_bytes(frames[at - FRAME_HEADER : at - FRAME_HEADER + 4], "big") == 1
        plain.append(_plain(frames[at : at + PAGE], key, SALT if first else 0))
    return b"\n".join(plain)
