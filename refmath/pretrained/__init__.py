"""Trained models: those that come with the package, its file format, and foreign weights."""
