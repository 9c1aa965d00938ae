"""A kernel that isn't ours: statements written for Rocq (Coq) with MathComp, and checked there."""
