"""GGUF models in a process of their own: encoder, chat, catalogue."""
