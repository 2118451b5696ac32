"""What other rooms may change here."""

from noddfa.publish.releases.commands import prepare, sign, withdraw

__all__ = ["prepare", "sign", "withdraw"]
