"""The transformer in numbers: weights, attention, the layered computation, the sum over paths."""
