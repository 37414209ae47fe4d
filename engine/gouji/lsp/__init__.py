"""The language server for rule files: what an editor asks about a text that is being typed, and the answers."""
