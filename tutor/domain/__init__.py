"""The words of Tutor: frozen values, ids, errors and the small protocols that rooms meet by."""
