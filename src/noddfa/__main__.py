"""`python -m noddfa`, the same as `noddfa`."""

import sys

from noddfa.cli import main

if __name__ == "__main__":
    sys.exit(main())
