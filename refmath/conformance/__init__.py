"""What an implementation is held against: strategies that draw models, tokens and matrices."""
