from django.urls import reverse
from tests.support_room import stories
from tests.support_room.conftest import browse
def test_smoke(it):
    b = browse(it.worker)
    r=[it.record.pk]
    a=b.get(reverse("support:needs",args=r)); assert a.status_code==200
    a=b.get(reverse("support:edit",args=r)); assert a.status_code==200

    a=b.post(reverse("support:edit",args=r), stories.payload())
    if a.status_code!=302: print(a.context["problems"]); 
    assert a.status_code==302
    e=stories.record(it, stories.content(), happened=stories.NOW)
    for n in ("support:needs","support:edit","support:print","support:prepare_copy","support:own_copy","support:due"):
        a=b.get(reverse(n,args=[] if n.endswith("due") else r)); assert a.status_code==200, n
    for n,x in (("version",e.pk),("correct",e.pk),("need","accommodation"),("consent","health")):
        a=b.get(reverse("support:"+n,args=[*r,x])); assert a.status_code==200, n
    a=b.get(reverse("protect:case",args=r)); assert a.status_code==200
    a=b.get(reverse("protect:chronology",args=r)); assert a.status_code==200
