"""PINs: kept as salted hashes, and slow to guess."""

import hashlib
import hmac
import os
from datetime import datetime, timedelta

FREE_TRIES = 5
_FIRST_WAIT_S = 30
_LONGEST_WAIT_S = 15 * 60
_SALT_BYTES = 16
# 16 MB and about 50 ms for each guess; a classroom laptop has to bear it, too.
_SCRYPT_N, _SCRYPT_R, _SCRYPT_P = 2**14, 8, 1


def hashed(pin: str) -> tuple[bytes, bytes]:
    """Make a salt and a hash to keep in the PIN's place."""
    salt = os.urandom(_SALT_BYTES)
    return salt, _hash(pin, salt)


def is_right(pin: str, salt: bytes, kept: bytes) -> bool:
    """Compare a PIN with what was kept."""
    return hmac.compare_digest(_hash(pin, salt), kept)


def wait_s(wrong_tries: int, last_try_at: datetime | None, now: datetime) -> int:
    """Tell how many seconds (0: none) to wait before the next try: from the fifth wrong one in a row on, ever longer.

    A clock that was set back makes nobody wait longer than the wait itself.
    """
    if wrong_tries < FREE_TRIES or last_try_at is None:
        return 0
    doublings = min(wrong_tries - FREE_TRIES, 10)
    whole = timedelta(seconds=min(_FIRST_WAIT_S * 2**doublings, _LONGEST_WAIT_S))
    left = min(whole, last_try_at + whole - now)
    return max(0, -int(-left.total_seconds() // 1))  # rounded up


def _hash(pin: str, salt: bytes) -> bytes:
    return hashlib.scrypt(pin.encode(), salt=salt, n=_SCRYPT_N, r=_SCRYPT_R, p=_SCRYPT_P, maxmem=64 * 2**20)
