"""Keys within keys: how content is sealed, opened, found again without being read, and destroyed.

Every person and every case has a data key of its own; data keys are kept wrapped by a master key that lives
outside the database. Destroying a wrapped key destroys what it sealed. AES-256-GCM throughout (NIST SP 800-38D,
96-bit random nonces); blind indexes are HMAC-SHA-256.

Decides: formats of sealed bytes and of the key file. Not here: what is sealed and where it is stored
(people, chronicle), who may open it (access). No Django.
"""

from noddfa.envelope.keys import (
    DataKey,
    KeyFileProblem,
    KeyRing,
    KeyUnknown,
    SealBroken,
)

__all__ = ["DataKey", "KeyFileProblem", "KeyRing", "KeyUnknown", "SealBroken"]
