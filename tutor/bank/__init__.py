"""Question packs: our own YAML format, its reader and its checks."""
