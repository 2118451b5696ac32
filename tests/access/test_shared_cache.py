"""What all server processes count together: in the database, under names that tell nothing, for as long as it holds.

That two processes count as one is tried on a real installation: tests/web/test_sign_in_for_real.py.
"""

from __future__ import annotations

import base64
import pickle
from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client

from noddfa.access.models import CacheEntry, User
from noddfa.access.roles import Role
from tests.support import builders

pytestmark = pytest.mark.django_db

LOGIN = "/en/account/login/"
SECOND_STEP = "/en/account/2fa/authenticate/"


def test_a_value_is_held_until_it_is_over() -> None:
    cache.set("a", [1700000000.123456, 2.5], timeout=60)
    assert cache.get("a") == [1700000000.123456, 2.5]
    cache.set("a", [3], timeout=60)
    assert cache.get("a") == [3]
    cache.set("a", [4], timeout=0)
    assert cache.get("a", "none") == "none"
    cache.set("a", [5], timeout=None)
    assert cache.get("a") == [5]
    assert cache.delete("a") and not cache.delete("a")
    assert cache.get("a") is None


def test_one_alone_can_put_something_where_nothing_is() -> None:
    assert cache.add("lock", True, timeout=60)
    assert not cache.add("lock", False, timeout=60)
    assert cache.get("lock") is True
    cache.delete("lock")
    assert cache.add("lock", True, timeout=0), "and again when it is free, or over"
    assert cache.add("lock", True, timeout=60)


def test_what_is_over_goes_with_the_next_that_is_added() -> None:
    for number in range(3):
        cache.set(f"over {number}", number, timeout=0)
    cache.set("stands", 1, timeout=60)
    cache.add("another", 1, timeout=60)
    assert CacheEntry.objects.count() == 2
    assert cache.get("stands") == 1


def test_what_a_stranger_writes_into_the_table_is_read_and_never_run() -> None:
    """Django's own cache in a table would unpickle it."""
    dangerous = base64.b64encode(pickle.dumps(Dangerous())).decode()
    cache.set("a", 1, timeout=60)
    CacheEntry.objects.update(value=dangerous)
    assert cache.get("a") == dangerous


class Dangerous:
    """Fails the test when it is unpickled."""

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return pytest.fail, ("what lay in the table was run",)


# ---- what is counted ----


@pytest.fixture
def users() -> list[User]:
    """Two colleagues with authenticator apps, who sit behind one address."""
    council, found = builders.organisation(), []
    for _each in range(2):
        found.append(builders.user(password=builders.PASSWORD))
        builders.membership(found[-1], council, Role.CASE_LEAD)
    return found


def with_password(user: User) -> Client:
    client = Client(REMOTE_ADDR="192.0.2.177")
    client.post(LOGIN, {"login": user.email, "password": builders.PASSWORD})
    return client


def is_in(client: Client) -> bool:
    return client.get("/en/drafts/").status_code == 200


def test_wrong_codes_keep_no_colleague_of_the_same_address_out(users: list[User]) -> None:
    """A whole council comes from one address."""
    mistaken, colleague = users
    secrets = [builders.authenticator_app(user) for user in users]
    client = with_password(mistaken)
    for _try in range(20):
        client.post(SECOND_STEP, {"code": "000000"})
    client.post(SECOND_STEP, {"code": builders.code_of(secrets[0])})
    assert not is_in(client)
    client = with_password(colleague)
    client.post(SECOND_STEP, {"code": builders.code_of(secrets[1])})
    assert is_in(client)


def test_neither_who_tried_nor_from_where_can_be_read_in_the_table(
    users: list[User], raw_store: Callable[[], bytes]
) -> None:
    """Nor guessed: an index key that is not in the database goes into every name."""
    address = "neb-yma@dychmygol.example"
    builders.authenticator_app(users[0])
    with_password(users[0]).post(SECOND_STEP, {"code": "000000"})
    Client(REMOTE_ADDR="192.0.2.178").post("/en/account/password/reset/", {"email": address})
    rows = list(CacheEntry.objects.values_list("name", "value"))
    assert len(rows) >= 4
    assert all(
        isinstance(value, list) and all(isinstance(at, float) for at in value) for _name, value in rows
    )
    raw = raw_store()
    assert rows[0][0].encode() in raw, "the search itself works"
    for told in ("192.0.2.178", f"mfa-auth-user-{users[0].pk}", sha256(address.encode()).hexdigest()):
        assert told.encode() not in raw
    assert settings.NODDFA_KEY_RING().blind("cache", "x") != settings.NODDFA_KEY_RING().blind("session", "x")


def test_counting_on_keeps_its_time_and_is_lengthened_apart() -> None:
    cache.set("tries", 1, timeout=60)
    until = CacheEntry.objects.get().expires
    assert [cache.incr("tries"), cache.incr("tries", 2)] == [2, 4]
    assert CacheEntry.objects.get().expires == until
    assert cache.touch("tries", timeout=600)
    assert CacheEntry.objects.get().expires > until
    assert not cache.touch("nothing", timeout=600)
    cache.set("over", 1, timeout=0)
    for name in ("nothing", "over"):
        with pytest.raises(ValueError):
            cache.incr(name)
