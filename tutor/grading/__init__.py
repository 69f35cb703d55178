"""Question + Answer -> Grade: rules first, then models."""
