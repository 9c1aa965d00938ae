"""Route A, the definition: the layered computation, and how far off it may be."""
