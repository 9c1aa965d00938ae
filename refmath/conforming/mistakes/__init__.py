"""Mistakes, each with the wrong answer that it gives: by what they are made in, a file each."""
