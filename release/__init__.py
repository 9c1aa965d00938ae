"""What is done with the package before it is handed out: set up, built, tried, run everywhere."""
