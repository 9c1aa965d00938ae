"""Only writes: verdicts, statements, findings and tables, for the terminal and for pages."""
