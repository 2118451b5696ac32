import pytest
from tests.support import builders
from noddfa.access.roles import Role
@pytest.mark.django_db
def test_a(client):
    a = builders.actor(Role.CASE_LEAD)
    builders.sign_in(client, a)
    r = client.get("/en/drafts/")
    assert r.status_code == 200, r
