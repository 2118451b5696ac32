"""What other rooms may read here."""

from noddfa.publish.releases.reading import open_releases

__all__ = ["open_releases"]
