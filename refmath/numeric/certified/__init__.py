"""What holds of a skip-trigram in every context: terms, their extremes, certified ranges."""
