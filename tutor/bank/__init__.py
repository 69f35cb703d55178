"""Question packs: our own YAML format, its reader and its checks."""

from tutor.bank.read import bundled_packs, check_pack, read_pack

__all__ = ["bundled_packs", "check_pack", "read_pack"]
