"""`python -m refmath` is the command `refmath`."""

import sys

from refmath.cli import main

if __name__ == "__main__":  # a worker process imports this module too
    sys.exit(main())
