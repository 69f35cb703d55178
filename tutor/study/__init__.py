"""What to ask next: FSRS cards, the day's plan, sittings."""
