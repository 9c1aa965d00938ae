"""`python -m refmath` is the command `refmath`."""

import signal
import sys
from types import FrameType

_interrupts: list[int] = []


def _interrupted(number: int, frame: FrameType | None) -> None:
    _interrupts.append(number)
    signal.default_int_handler(number, frame)


def command() -> int:
    """Run the command line as a process of its own, in which Ctrl-C is quiet at every moment."""
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:
        from refmath.cli import main

        return main()  # the caller has Ctrl-C ignored, or heeds it itself
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # there is nothing to clear up yet
    from refmath.cli import main

    try:
        signal.signal(signal.SIGINT, _interrupted)
        return main()
    except KeyboardInterrupt:  # while it was being said, or cleared up
        return 130
    except ImportError:  # what a library makes of Ctrl-C while it is imported
        if not _interrupts:
            raise
        return 130
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL)


if __name__ == "__main__":  # a worker process imports this module too
    sys.exit(command())
