"""Side by side with what one would use instead, in one run, as ratios: `python -m benchmarks`."""
