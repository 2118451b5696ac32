"""The Welsh catalogues: what is found, what is kept, what is refused."""

from __future__ import annotations

import gettext
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from noddfa.design import welsh

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def catalogue() -> ModuleType:
    spec = importlib.util.spec_from_file_location("catalogue", ROOT / "scripts" / "catalogue.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with one invented room in it."""
    folder = tmp_path / "dychmygol"
    (folder / "templates" / "dychmygol").mkdir(parents=True)
    (folder / "apps.py").write_text("")
    (folder / "forms.py").write_text(
        "from django.utils.translation import gettext_lazy as _\n"
        "from django.utils.translation import ngettext, pgettext\n"
        'label = _("What did "\n    "you see?")\n'
        'rows = ngettext("%(n)d row", "%(n)d rows", 2) % {"n": 2}\n'
        'verb = pgettext("verb", "Record")\n'
    )
    (folder / "templates" / "dychmygol" / "page.html").write_text(
        "{% load i18n %}<p>It's a 'quoted' page\n      with odd indents</p>\n"
        '  {% translate "Save" %}{% if x %}\n {{ _("Shown") }}{% banner _("Done it") %}{% endif %}\n'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} <b>case</b>\n"
        "{% plural %}{{ n }} <b>cases</b>{% endblocktranslate %}"
    )
    (folder / "migrations").mkdir()
    (folder / "migrations" / "0001_initial.py").write_text('from x import _\nname = _("Not on a screen")\n')
    monkeypatch.setattr(welsh, "HOUSE", tmp_path)
    return folder


def po(room: Path) -> Path:
    return room / "locale" / "cy" / "LC_MESSAGES" / "django.po"


def test_texts_of_python_and_templates_are_found(catalogue: ModuleType, room: Path) -> None:
    found = {catalogue.key(message) for message in catalogue.units(catalogue.extracted("dychmygol"))}
    assert found == {
        ("", "What did you see?"),
        ("", "%(n)d row"),
        ("verb", "Record"),
        ("", "Save"),
        ("", "Shown"),
        ("", "Done it"),
        ("", "%(n)s <b>case</b>"),
    }


def test_update_keeps_translations_marks_new_texts_and_drops_dead_ones(
    catalogue: ModuleType, room: Path
) -> None:
    catalogue.update("dychmygol")
    text = po(room).read_text()
    assert text.count("# unchecked\n") == 7
    assert "forms.py" not in text
    checked = text.replace('# unchecked\nmsgid "Save"\nmsgstr ""', 'msgid "Save"\nmsgstr "Cadw"')
    assert checked != text
    po(room).write_text(checked)
    (room / "forms.py").write_text('from x import _\nlabel = _("Something new")\n')
    catalogue.update("dychmygol")
    after = po(room).read_text()
    assert 'msgid "Save"\nmsgstr "Cadw"' in after
    assert '# unchecked\nmsgid "Something new"\nmsgstr ""' in after
    assert "What did you see?" not in after
    assert catalogue.update("dychmygol")
    assert po(room).read_text() == after  # a second time changes nothing


def write(catalogue: ModuleType, room: Path, *units: str) -> None:
    po(room).parent.mkdir(parents=True, exist_ok=True)
    po(room).write_text(catalogue.HEADER + "\n\n".join(units) + "\n")


@pytest.mark.parametrize(
    ("source", "unit", "fault"),
    [
        ('_("Save")', 'msgid "Save"\nmsgstr ""', "no Welsh for 'Save'"),
        ('_("Save")', '#, fuzzy\nmsgid "Save"\nmsgstr "Cadw"', "fuzzy"),
        ('_("Save")', 'msgid "Store"\nmsgstr "Storio"', "not in the catalogue"),
        ('_("Save")', 'msgid "Save"\nmsgstr "Cadw"\n\nmsgid "Old"\nmsgstr "Hen"', "no longer in the source"),
        ('_("%(n)s left")', 'msgid "%(n)s left"\nmsgstr "ar ôl"', "placeholders"),
        ('_("%s left")', 'msgid "%s left"\nmsgstr "%d ar ôl"', "placeholders"),
        ('_("{n} left")', 'msgid "{n} left"\nmsgstr "{m} ar ôl"', "placeholders"),
        ('_("<b>No</b>")', 'msgid "<b>No</b>"\nmsgstr "<b>Na"', "HTML tags differ"),
        (
            'ngettext("%(n)d a", "%(n)d b", 1)',
            'msgid "%(n)d a"\nmsgid_plural "%(n)d b"\nmsgstr[0] "x"\nmsgstr[1] "x"',
            "no Welsh for",
        ),
    ],
)
def test_what_check_refuses(catalogue: ModuleType, room: Path, source: str, unit: str, fault: str) -> None:
    (room / "forms.py").write_text(f"from x import _, ngettext\ntext = {source}\n")
    (room / "templates" / "dychmygol" / "page.html").unlink()
    write(catalogue, room, unit)
    faults = list(catalogue.faults("dychmygol"))
    assert any(fault in line for line in faults), faults
    assert catalogue.main(["check", "dychmygol"]) == 1


def test_a_wrong_plural_header_is_refused(catalogue: ModuleType, room: Path) -> None:
    write(catalogue, room, 'msgid "Save"\nmsgstr "Cadw"')
    po(room).write_text(po(room).read_text().replace("nplurals=6", "nplurals=4"))
    assert "the plural-forms header must be" in next(iter(catalogue.faults("dychmygol")))


def test_two_rooms_say_the_same_english_alike(
    catalogue: ModuleType, room: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = room.parent / "arall"
    for folder, welsh_of_done in ((room, "Gwnaed"), (other, "Wedi’i wneud")):
        folder.mkdir(exist_ok=True)
        (folder / "apps.py").write_text("")
        (folder / "forms.py").write_text(
            "from x import _, pgettext\n"
            'texts = _("Done"), _("Save"), pgettext("act", "Record"), pgettext("thing", "Record")\n'
        )
        write(
            catalogue,
            folder,
            f'msgid "Done"\nmsgstr "{welsh_of_done}"',
            'msgid "Save"\nmsgstr "Cadw"',
            'msgctxt "act"\nmsgid "Record"\nmsgstr "Cofnodi"',
            'msgctxt "thing"\nmsgid "Record"\nmsgstr "Cofnod"',
        )
    (room / "templates" / "dychmygol" / "page.html").unlink()
    assert catalogue.main(["check", "arall"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "one English text, different Welsh: 'Done' is 'Wedi’i wneud' in arall; 'Gwnaed' in dychmygol"
    ]
    po(other).write_text(po(other).read_text().replace("Wedi’i wneud", "Gwnaed"))
    assert catalogue.main(["check", "arall", "dychmygol"]) == 0


def test_compiled_welsh_has_six_forms(catalogue: ModuleType, room: Path) -> None:
    forms = "\n".join(f'msgstr[{n}] "ffurf {n}"' for n in range(6))
    write(catalogue, room, f'msgid "row"\nmsgid_plural "rows"\n{forms}')
    catalogue.compile_room("dychmygol")
    with po(room).with_suffix(".mo").open("rb") as file:
        read = gettext.GNUTranslations(file)
    assert [read.ngettext("row", "rows", n) for n in (0, 1, 2, 3, 6, 7)] == [f"ffurf {n}" for n in range(6)]


def test_a_room_that_is_not_there(catalogue: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    assert catalogue.main(["check", "nowhere"]) == 2
    assert "no such room: nowhere" in capsys.readouterr().err


def test_unchecked_welsh_is_counted_room_by_room(catalogue: ModuleType, room: Path) -> None:
    write(catalogue, room, '# unchecked\nmsgid "Save"\nmsgstr "Cadw"', 'msgid "Send"\nmsgstr "Anfon"')
    assert welsh.unchecked() == (welsh.RoomWelsh("dychmygol", units=2, unchecked=1),)


def test_our_own_welsh_is_whole(catalogue: ModuleType) -> None:
    assert [fault for room in ("design", "vendor") for fault in catalogue.faults(room)] == []
