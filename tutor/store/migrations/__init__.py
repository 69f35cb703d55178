"""The steps that bring a database of any earlier Tutor to this one's tables; steps are only ever added."""
