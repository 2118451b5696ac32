"""What other rooms may do with concerns. Thin: the commands stand in concern/."""

from noddfa.recognise.concern.about import About
from noddfa.recognise.concern.commands import record_concern, say_more
from noddfa.recognise.concern.kind import Concern
from noddfa.recognise.concern.specs import Signs
from noddfa.recognise.families import NEW_CONCERN

__all__ = ["NEW_CONCERN", "About", "Concern", "Signs", "record_concern", "say_more"]
