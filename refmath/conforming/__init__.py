"""What other implementations are held against: cases, their right answers, and mistakes."""
