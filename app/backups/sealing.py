"""A file that only the holder of the backup key can read, and of which nothing can be cut away.

AES-256-GCM in pieces of 1 MiB, each numbered and the last one marked, under a key derived from
`BACKUP_KEY` and a random salt (HKDF, RFC 5869), so that memory stays small for any size.
"""

import os
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

MAGIC = b"imece-backup-1\n"
PIECE = 1 << 20
SALT, TAG = 16, 16
LAST, MORE = b"last", b"more"


class NotOurs(Exception):
    """No backup, another key, or a file that was cut or changed."""


def seal(source: IO[bytes], target: IO[bytes], key: str) -> None:
    """Write the source, sealed."""
    salt = os.urandom(SALT)
    cipher = _cipher(key, salt)
    target.write(MAGIC + salt)
    number, piece = 0, source.read(PIECE)
    while True:
        following = source.read(PIECE)
        target.write(cipher.encrypt(_nonce(number), piece, MORE if following else LAST))
        if not following:
            return
        number, piece = number + 1, following


def opened(source: IO[bytes], key: str) -> Iterator[bytes]:
    """The pieces again. Raises NotOurs, at the latest with the last piece."""
    if source.read(len(MAGIC)) != MAGIC:
        raise NotOurs("this is no backup of a shop")
    cipher = _cipher(key, source.read(SALT))
    number, piece = 0, source.read(PIECE + TAG)
    while True:
        following = source.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(number), piece, MORE if following else LAST)
        except (InvalidTag, ValueError) as error:
            raise NotOurs("BACKUP_KEY is another one, or the file was cut or changed") from error
        if not following:
            return
        number, piece = number + 1, following


def _cipher(key: str, salt: bytes) -> AESGCM:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=b"imece backup")
    return AESGCM(derived.derive(key.encode()))


def _nonce(number: int) -> bytes:
    return number.to_bytes(12, "big")
