"""Other people's implementations, each through an adapter: what `make matrix` holds to the cases.

A file a library; what a file imports is there in that library's environment alone.
"""
