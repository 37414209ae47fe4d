"""The rule author's bench: cases, coverage, mutants, and rules explained, traced and begun."""
