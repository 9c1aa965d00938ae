"""What the rest computes with: rounding, thin factors, array libraries; nothing of transformers."""
