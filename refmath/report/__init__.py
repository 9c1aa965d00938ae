"""Verdicts made readable: in the terminal, as a JSON record, as Markdown pages."""
