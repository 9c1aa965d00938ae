"""Skip-trigrams read from circuits: strengths, the strongest, tables, bugs, matches in text."""
