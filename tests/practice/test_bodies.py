"""Councils, bodies and helplines."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from noddfa.practice import PracticeError, areas, helplines, lists, organisations
from tests.practice.damage import damaged

pytestmark = pytest.mark.instrument


def test_twenty_two_councils_in_six_regions_four_forces_seven_health_boards() -> None:
    councils = areas.councils()
    assert len(councils) == 22
    assert len({each.board for each in councils}) == 6
    assert len({each.police for each in councils}) == 4
    assert len({each.health_board for each in councils}) == 7


def test_a_council_is_known_by_its_code() -> None:
    powys = areas.council("W06000023")
    assert (powys.place_en, powys.name_cy, powys.board) == ("Powys", "Cyngor Sir Powys", "mid-and-west-wales")
    with pytest.raises(KeyError):
        areas.council("W06000007")


def test_what_was_seen_of_a_pairing_is_kept_apart_from_what_was_not() -> None:
    assert areas.council("W06000023").board_status == "seen"
    assert areas.council("W06000001").board_status == "to_verify"
    assert areas.council("W06000013").health_board_status == "seen"


def test_councils_stand_in_the_order_of_each_alphabet() -> None:
    welsh = [each.place_cy for each in areas.councils("cy")]
    assert welsh.index("Caerdydd") < welsh.index("Castell-nedd Port Talbot") < welsh.index("Ceredigion")
    assert welsh[-1] == "Ynys Môn"
    english = [each.place_en for each in areas.councils("en")]
    assert english[0] == "Blaenau Gwent"
    assert sorted(welsh, key=str.lower) != welsh or welsh[0] == "Abertawe"


def test_every_area_points_to_bodies_that_exist() -> None:
    known = {body.id for body in organisations.load()}
    for council in areas.councils():
        assert {council.code, council.police, council.health_board} <= known
        assert f"board-{council.board}" in known


def test_seventy_one_bodies_each_with_a_stable_id() -> None:
    bodies = organisations.load()
    assert len(bodies) == 71
    assert len({body.id for body in bodies}) == 71
    assert organisations.organisation("british-transport-police").name_cy == "Heddlu Trafnidiaeth Prydain"
    assert Counter(body.kind for body in bodies)["local_authority"] == 22


def test_council_names_agree_in_both_files() -> None:
    for council in areas.councils():
        body = organisations.organisation(council.code)
        assert (body.name_en, body.name_cy) == (council.name_en, council.name_cy)
        assert body.regions == (council.board,)


def test_health_boards_do_not_refer_to_the_mechanism_and_councils_do() -> None:
    assert not any(body.first_responder for body in organisations.of_kind("health_board", "en"))
    assert all(body.first_responder for body in organisations.of_kind("local_authority", "en"))
    assert organisations.organisation("new-pathways").first_responder


def test_bodies_of_a_kind_are_ordered_in_the_language_asked_for() -> None:
    welsh = [body.name_cy for body in organisations.of_kind("police_force", "cy")]
    assert welsh[0] == "Heddlu De Cymru"
    english = [body.name_en for body in organisations.of_kind("police_force", "en")]
    assert english[0] == "British Transport Police"


def test_every_kind_of_body_is_in_use() -> None:
    """But for schools, which a place adds itself: there are far too many for a national list."""
    assert {item.code for item in lists.load("organisation_kinds")} - {"school"} == {
        body.kind for body in organisations.load()
    }


def test_helplines_are_whole_and_the_emergency_number_is_first() -> None:
    lines = helplines.load()
    assert len(lines) == 13
    assert lines[0].number == "999"
    assert helplines.helpline("live-fear-free").dial == "08088010800"
    assert all(re.fullmatch(r"\d{3,11}", line.dial) for line in lines)


def test_a_number_that_was_not_seen_says_so() -> None:
    bawso = helplines.helpline("bawso")
    assert bawso.status == "to_verify"
    assert bawso.note_en and bawso.note_cy
    assert {line.id for line in helplines.load() if line.status == "to_verify"} == {"bawso", "ictg"}


@pytest.mark.parametrize(
    ("name", "load", "old", "new", "field"),
    [
        ("areas.csv", areas.load, "W06000001", "W6000001", "code"),
        ("areas.csv", areas.load, ",gwent,", ",gwynt,", "board"),
        ("areas.csv", areas.load, "Caerdydd,cardiff", ",cardiff", "place_cy"),
        ("organisations.csv", organisations.load, "bawso,first_responder", "Bawso!,first_responder", "id"),
        ("organisations.csv", organisations.load, "nhs_trust", "nhs", "kind"),
        ("organisations.csv", organisations.load, ";west-glamorgan", ";westward", "regions"),
        ("helplines.csv", helplines.load, "0808 80 10 800", "0808-80-10-800", "number"),
        ("helplines.csv", helplines.load, "Yr oriau agor i’w gwirio", "", "note_cy"),
    ],
)
def test_a_damaged_row_is_named(
    tmp_path: Path, name: str, load: object, old: str, new: str, field: str
) -> None:
    assert callable(load)
    with pytest.raises(PracticeError) as wrong:
        load(damaged(tmp_path, name, old, new))
    assert (wrong.value.file, wrong.value.field) == (name, field)
    assert wrong.value.line > 1
