"""What Tutor can do, one method for each wish; wires the rooms."""
