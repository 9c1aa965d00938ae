"""Other people's models: each setting and each tensor is used, or refused by its name."""
