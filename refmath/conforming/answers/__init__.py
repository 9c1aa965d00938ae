"""What is answered: asked for, and told what is wrong with it."""
