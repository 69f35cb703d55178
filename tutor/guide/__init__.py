"""Sheets -> Guide -> Markdown, HTML, JSON."""
