"""What this workstation remembers, off by default: a slot whose random passphrase lies in the system's keyring.

The store keeps a slot as for any clerk, so removing it, or the clerk, makes the keyring's half worthless.
"""

import contextlib
import json
import secrets
from pathlib import Path
from typing import Any, Protocol

from ..domain.errors import KnownError
from ..domain.office import Clerk
from .errors import NoSecureKeyring
from .kdf import KdfCost
from .repository import Repository
from .slot_files import WORKSTATION, read_office, slot_path
from .slots import Keyholder, Unwrapped, add_slot, unwrap_both

SERVICE = "vpcu-desktop"

#: Backends that keep secrets encrypted and bound to the user's login. Anything else, above all a file, is refused.
SECURE_BACKENDS = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    }
)

#: The passphrase is 256 random bits: stretching it would only cost the clerk time.
_COST = KdfCost(memory_kib=8 * 1024, iterations=1, lanes=1)


class ReadableStore(Keyholder, Protocol):
    @property
    def office_id(self) -> str: ...

    def read(self) -> contextlib.AbstractContextManager[Repository]: ...


def available() -> bool:
    """Whether this workstation has a secure keyring."""
    try:
        _secure_backend()
    except NoSecureKeyring:
        return False
    return True


def backend_name() -> str:
    """The keyring that is or would be used, for people who look into troubles: module and class."""
    import keyring

    return _name(keyring.get_keyring())


def remember(store: ReadableStore, clerk_id: str, *, secret: Keyholder | None = None) -> None:
    """Lets this workstation open the store for this clerk, with the `secret` vault if that is given.

    Raises NoSecureKeyring, and then nothing was kept.
    """
    backend = _secure_backend()
    with store.read() as repository:
        clerk = repository.get(Clerk, clerk_id)
    if clerk is None:
        raise KeyError(clerk_id)
    forget(store.folder)
    passphrase = secrets.token_urlsafe(32)
    slot = add_slot(store, clerk, passphrase, kind=WORKSTATION, kdf=_COST, secret=secret)
    try:
        with _told(backend):
            backend.set_password(SERVICE, store.office_id, json.dumps({"slot": slot.id, "secret": passphrase}))
    except BaseException:
        slot_path(store.folder, slot.id).unlink(missing_ok=True)
        raise


def remembers(folder: Path) -> bool:
    """Whether this workstation remembers something for the store."""
    return _remembered(folder) is not None


def recall(folder: Path) -> Unwrapped | None:
    """The remembered clerk's id and keys; None if nothing usable is remembered. No keyring is no error here."""
    found = _remembered(folder)
    if found is None:
        return None
    try:
        return unwrap_both(folder, found["slot"], found["secret"])
    except KnownError:
        return None  # the slot was removed, or belongs to an older copy of the store


def forget(folder: Path) -> None:
    """Removes both halves, as far as they exist."""
    found = _remembered(folder)
    if found is not None:
        slot_path(folder, found["slot"]).unlink(missing_ok=True)
        with contextlib.suppress(Exception):
            _secure_backend().delete_password(SERVICE, read_office(folder).office_id)


def _remembered(folder: Path) -> dict[str, str] | None:
    office = read_office(folder)
    try:
        backend = _secure_backend()
        with _told(backend):
            text = backend.get_password(SERVICE, office.office_id)
        value = json.loads(text) if text else None
    except (NoSecureKeyring, ValueError):
        return None
    if not isinstance(value, dict) or not {"slot", "secret"} <= value.keys():
        return None
    return {"slot": Path(str(value["slot"])).name, "secret": str(value["secret"])}


def _secure_backend() -> Any:
    """The keyring in force, or the first secure one in a chain of several."""
    import keyring

    chosen = keyring.get_keyring()
    for backend in (chosen, *getattr(chosen, "backends", ())):
        if _name(backend) in SECURE_BACKENDS:
            return backend
    raise NoSecureKeyring(backend=_name(chosen))


@contextlib.contextmanager
def _told(backend: Any) -> Any:
    """A locked or unreachable keyring is none."""
    from keyring.errors import KeyringError

    try:
        yield
    except (KeyringError, OSError, RuntimeError):
        raise NoSecureKeyring(backend=_name(backend)) from None


def _name(backend: object) -> str:
    return f"{type(backend).__module__}.{type(backend).__qualname__}"
