"""What heads are, how they compose, copy, behave, and what they add to the logits."""
