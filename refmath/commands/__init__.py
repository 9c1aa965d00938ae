"""Commands that need more than a few lines, a file each; `add` gives one to the command line."""
