"""The findings of the paper, looked up in a model: measures, conditions, verdicts."""
