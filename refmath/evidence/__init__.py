"""The bridge: where statements meet numbers, theorems meet functions, and verdicts are computed."""
