"""Pictures of numbers, underneath them matplotlib: crisp, and readable on light and dark ground."""
