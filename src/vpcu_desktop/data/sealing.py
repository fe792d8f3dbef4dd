"""The cryptography of key slots: a passphrase opens a slot's key pair; the data key is sealed to its public half.

So a new data key can be given to every remaining clerk without their passphrases. A seal is signed with the office's
key, whose public half stands inside what the passphrase opens: a store slipped in by somebody else is noticed.
"""

import json
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .errors import SlotDamaged
from .kdf import KdfCost, derive
from .keys import KEY_BYTES, DataKey
from .slot_files import FORMAT, KEY_LISTS, ORDINARY, SECRET

SALT_BYTES = 16
NONCE_BYTES = 12


class WrongSecret(Exception):
    """The passphrase does not open this slot. Turned into a known error by `slots`."""


@dataclass(frozen=True, slots=True)
class OfficeKeys:
    """What a holder of an open vault can seal with: its key, and the signing key that both vaults have."""

    office_id: str
    data_key: DataKey = field(repr=False)
    signing_seed: bytes = field(repr=False)
    vault: str = ORDINARY


@dataclass(frozen=True, slots=True)
class OpenSlot:
    """What the passphrase opened."""

    private_key: bytes = field(repr=False)
    office_public: bytes


def fresh_signing_seed() -> bytes:
    """The seed of the office's Ed25519 signing key; it never leaves the store."""
    return secrets.token_bytes(KEY_BYTES)


def make_slot(
    keys: OfficeKeys, *, slot_id: str, clerk_id: str, name: str, role: str, kind: str, passphrase: str, cost: KdfCost
) -> dict[str, Any]:
    """A complete slot, ready to be written as JSON."""
    private = X25519PrivateKey.generate()
    slot: dict[str, Any] = {
        "format": FORMAT,
        "id": slot_id,
        "office": keys.office_id,
        "clerk_id": clerk_id,
        "name": name,
        "role": role,
        "kind": kind,
        "public_key": private.public_key().public_bytes_raw().hex(),
    }
    office_public = Ed25519PrivateKey.from_private_bytes(keys.signing_seed).public_key().public_bytes_raw()
    wrap_private(slot, OpenSlot(private.private_bytes_raw(), office_public), passphrase, cost)
    slot[KEY_LISTS[keys.vault]] = [seal(slot, keys)]
    return slot


def wrap_private(slot: dict[str, Any], opened: OpenSlot, passphrase: str, cost: KdfCost) -> None:
    """(Re)wraps the slot's private key under a passphrase with a fresh salt."""
    salt, nonce = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(NONCE_BYTES)
    slot["kdf"] = {"name": "argon2id", "salt": salt.hex(), **cost.to_json()}
    key = derive(passphrase, salt, cost)
    content = opened.private_key + opened.office_public
    slot["private_key"] = {"nonce": nonce.hex(), "sealed": AESGCM(key).encrypt(nonce, content, _wrap_label(slot)).hex()}


def open_private(slot: dict[str, Any], passphrase: str) -> OpenSlot:
    """Raises WrongSecret (also if the wrapped key was altered: the two cannot be told apart), SlotDamaged."""
    try:
        if slot["kdf"]["name"] != "argon2id":
            raise SlotDamaged(files=(slot["id"],))
        cost = KdfCost.from_json(slot["kdf"])
        salt = bytes.fromhex(slot["kdf"]["salt"])
        nonce = bytes.fromhex(slot["private_key"]["nonce"])
        sealed = bytes.fromhex(slot["private_key"]["sealed"])
        if len(salt) != SALT_BYTES or len(nonce) != NONCE_BYTES or len(sealed) != 2 * KEY_BYTES + 16:
            raise SlotDamaged(files=(slot["id"],))
        label = _wrap_label(slot)
    except (KeyError, TypeError, ValueError):
        raise SlotDamaged(files=(slot["id"],)) from None
    try:
        content = AESGCM(derive(passphrase, salt, cost)).decrypt(nonce, sealed, label)
    except InvalidTag:
        raise WrongSecret from None
    return OpenSlot(content[:KEY_BYTES], content[KEY_BYTES:])


def seal(slot: dict[str, Any], keys: OfficeKeys) -> dict[str, str]:
    """The data key, sealed to the slot's public key, bound to its label, signed by the office."""
    ephemeral = X25519PrivateKey.generate()
    recipient = bytes.fromhex(slot["public_key"])
    sender = ephemeral.public_key().public_bytes_raw()
    key = _agreed(ephemeral, recipient, sender, recipient)
    label = _seal_label(slot, keys.vault, keys.data_key.key_id)
    sealed = ChaCha20Poly1305(key).encrypt(
        b"\0" * NONCE_BYTES, bytes(keys.data_key), label
    )  # key used once: nonce may be fixed
    signature = Ed25519PrivateKey.from_private_bytes(keys.signing_seed).sign(label + sender + sealed)
    return {
        "key_id": keys.data_key.key_id,
        "ephemeral": sender.hex(),
        "sealed": sealed.hex(),
        "signature": signature.hex(),
    }


def unseal(slot: dict[str, Any], opened: OpenSlot, vault: str = ORDINARY) -> list[DataKey]:
    """A vault's keys in a slot, newest first (two only while a re-key is under way); none of the secret one's if the
    clerk is not cleared. Raises SlotDamaged.
    """
    try:
        private = X25519PrivateKey.from_private_bytes(opened.private_key)
        recipient = private.public_key().public_bytes_raw()
        found = []
        for entry in slot["data_keys"] if vault == ORDINARY else slot.get(KEY_LISTS[vault], ()):
            sender, sealed = bytes.fromhex(entry["ephemeral"]), bytes.fromhex(entry["sealed"])
            label = _seal_label(slot, vault, entry["key_id"])
            office = Ed25519PublicKey.from_public_bytes(opened.office_public)
            office.verify(bytes.fromhex(entry["signature"]), label + sender + sealed)
            key = _agreed(private, sender, sender, recipient)
            found.append(DataKey(ChaCha20Poly1305(key).decrypt(b"\0" * NONCE_BYTES, sealed, label)))
    except (KeyError, TypeError, ValueError, InvalidSignature, InvalidTag):
        raise SlotDamaged(files=(f"{slot['id']}.json",)) from None
    if not found and vault == ORDINARY:
        raise SlotDamaged(files=(f"{slot['id']}.json",))
    return found


def _agreed(private: X25519PrivateKey, other: bytes, sender: bytes, recipient: bytes) -> bytes:
    shared = private.exchange(X25519PublicKey.from_public_bytes(other))
    return HKDF(hashes.SHA256(), KEY_BYTES, sender + recipient, b"vpcu-desktop/1/slot").derive(shared)


def _wrap_label(slot: dict[str, Any]) -> bytes:
    kdf = slot["kdf"]
    costs = [kdf["name"], kdf["salt"], kdf["memory_kib"], kdf["iterations"], kdf["lanes"]]
    return _canonical(
        ["private", slot["id"], slot["office"], slot["kind"], slot["clerk_id"], slot["public_key"], *costs]
    )


def _seal_label(slot: dict[str, Any], vault: str, key_id: str) -> bytes:
    if vault == SECRET:
        # Without name and role: an administrator who is not cleared changes them, and the clerk stays cleared.
        return _canonical(["secret", *(slot[n] for n in ("id", "office", "kind", "clerk_id", "public_key")), key_id])
    names = ("id", "office", "kind", "clerk_id", "name", "role", "public_key")
    return _canonical(["data", *(slot[name] for name in names), key_id])


def _canonical(parts: list[Any]) -> bytes:
    return json.dumps([FORMAT, *parts], ensure_ascii=True, separators=(",", ":")).encode()
