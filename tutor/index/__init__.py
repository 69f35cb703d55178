"""FAISS over sheet vectors: a cache of the store."""
