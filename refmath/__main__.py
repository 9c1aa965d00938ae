"""`python -m refmath` is the command `refmath`."""

import signal
import sys


def command() -> int:
    """Run the command line as a process of its own, in which Ctrl-C is quiet at every moment."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        from refmath.cli import main

        return main()  # the caller has Ctrl-C ignored, or heeds it itself
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # there is nothing to clear up yet
    from refmath.cli import main

    try:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        return main()
    except KeyboardInterrupt:  # while it was being said, or cleared up
        return 130
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":  # a worker process imports this module too
    sys.exit(command())
