"""What is imported with torch alone is no module of examples."""

collect_ignore = ["stranger.py"]
