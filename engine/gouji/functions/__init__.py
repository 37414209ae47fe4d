"""The functions of the language: one file each, holding signature and pure body together."""
