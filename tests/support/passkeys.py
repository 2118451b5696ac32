"""A security key made of software, for tests without a browser: it registers itself and answers challenges."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from noddfa.access.models import User

HOST = "testserver"  # of Django's test client
UP_AND_VERIFIED = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV


@dataclass
class Passkey:
    """One key. `Passkey().register(user)`, then `.answer(challenge)` as a browser would post it."""

    identifier: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    private: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    holder: str = ""

    def register(self, user: User, name: str = "Allwedd Enghraifft") -> Authenticator:
        """Make it one of a user's keys."""
        self.holder = user_pk_to_url_str(user)
        return WebAuthn.add(user, name, json.loads(self.attestation(secrets.token_urlsafe(32)))).instance

    def attestation(self, challenge: str) -> str:
        """What it says when it is added."""
        public = ES256.from_cryptography_key(self.private.public_key())
        credential = AttestedCredentialData.create(bytes(16), self.identifier, public)
        flags = UP_AND_VERIFIED | AuthenticatorData.FLAG.AT
        told = AuthenticatorData.create(sha256(HOST.encode()).digest(), flags, 0, credential)
        response = {
            "clientDataJSON": websafe_encode(_client_data("webauthn.create", challenge)),
            "attestationObject": websafe_encode(AttestationObject.create("none", told, {})),
        }
        return self._said(response, clientExtensionResults={"credProps": {"rk": True}})

    def answer(self, challenge: str) -> str:
        """What it says when it is asked who is there."""
        told = AuthenticatorData.create(sha256(HOST.encode()).digest(), UP_AND_VERIFIED, 1)
        client = _client_data("webauthn.get", challenge)
        signature = self.private.sign(told + client.hash, ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(told),
            "signature": websafe_encode(signature),
            "userHandle": websafe_encode(self.holder.encode()),
        }
        return self._said(response, clientExtensionResults={})

    def _said(self, response: dict[str, str], **more: Any) -> str:
        name = websafe_encode(self.identifier)
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response, **more})


def _client_data(what: str, challenge: str) -> CollectedClientData:
    return CollectedClientData.create(what, challenge, f"https://{HOST}")
