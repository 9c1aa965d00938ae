"""The executable, machine-checked reference of *A Mathematical Framework for Transformer Circuits*."""
