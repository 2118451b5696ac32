"""The argument that every benchmark takes; not a benchmark itself."""

from __future__ import annotations

import argparse


def parser(doc: str | None) -> argparse.ArgumentParser:
    """A parser that explains itself by `doc`, with --quick: small work, no peer, nothing written."""
    made = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    made.add_argument(
        "--quick", action="store_true", help="only see that it runs: small work, no peer, nothing written"
    )
    return made
