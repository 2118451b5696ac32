from tests.protect.conftest import browse
from django.urls import reverse
def test_it_works(it):
    for name in ("protect:case","protect:chronology","protect:protocol","protect:circle"):
        answer = browse(it.lead).get(reverse(name, args=[it.case.pk]))
        assert answer.status_code == 200, name
    for name in ("protect:cases","protect:find","protect:glass","protect:my_actions"):
        answer = browse(it.manager).get(reverse(name))
        assert answer.status_code == 200, name
    a = browse(it.lead).post(reverse("protect:sealed", args=[it.case.pk]))
    assert a.status_code == 200
