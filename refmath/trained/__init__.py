"""Trained models: those that come with the package, and files of one's own."""
