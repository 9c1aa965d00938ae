"""Certificates of ranges, and a checker that has nothing of the prover's."""
