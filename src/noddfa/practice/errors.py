"""The one exception of the practice tree: it names the file, the line and the field.

Practice files are edited by people (boards, translators), so what is wrong is said in both
languages and in words that tell the editor where to look.
"""

from __future__ import annotations

from typing import Final, Literal

Lang = Literal["en", "cy"]
LANGS: Final[tuple[Lang, Lang]] = ("en", "cy")

# code -> (English, Welsh); {…} are filled from the details given when the error is raised
PROBLEMS: Final[dict[str, tuple[str, str]]] = {
    "missing_file": ("the file is not there", "nid yw’r ffeil yno"),
    "not_utf8": ("the file is not UTF-8 text", "nid yw’r ffeil yn destun UTF-8"),
    "not_toml": ("not valid TOML: {reason}", "nid yw’n TOML dilys: {reason}"),
    "columns": (
        "the first line must name these columns: {expected}; got {got}",
        "rhaid i’r llinell gyntaf enwi’r colofnau hyn: {expected}; cafwyd {got}",
    ),
    "row_length": (
        "the row has {got} cells; the first line names {expected}",
        "mae gan y rhes {got} o gelloedd; mae’r llinell gyntaf yn enwi {expected}",
    ),
    "empty": ("must not be empty", "ni chaiff fod yn wag"),
    "not_text": ("must be text in quotation marks", "rhaid iddo fod yn destun mewn dyfynodau"),
    "not_list": (
        "must be a list of texts, none empty",
        "rhaid iddo fod yn rhestr o destunau, heb yr un yn wag",
    ),
    "not_one_of": (
        "must be one of {allowed}; got {got!r}",
        "rhaid iddo fod yn un o {allowed}; cafwyd {got!r}",
    ),
    "duplicate": (
        "{got!r} is already used on line {first}",
        "mae {got!r} eisoes wedi’i ddefnyddio ar linell {first}",
    ),
    "form": ("must look like {form}; got {got!r}", "rhaid iddo edrych fel {form}; cafwyd {got!r}"),
    "not_number": (
        "must be a whole number, 0 or more; got {got!r}",
        "rhaid iddo fod yn rhif cyfan, 0 neu fwy; cafwyd {got!r}",
    ),
    "not_day": (
        "must be a date such as 2026-04-21; got {got!r}",
        "rhaid iddo fod yn ddyddiad fel 2026-04-21; cafwyd {got!r}",
    ),
    "unknown": ("{got!r} is not to be found in {where}", "nid yw {got!r} i’w gael yn {where}"),
    "condition": (
        "cannot be read as a condition: {got!r}; write 'question = answer', 'question in a,b' or 'question given'",
        "ni ellir ei ddarllen fel amod: {got!r}; ysgrifennwch 'cwestiwn = ateb', 'cwestiwn in a,b' neu "
        "'cwestiwn given'",
    ),
    "later": (
        "depends on {got!r}, which is not asked before it",
        "mae’n dibynnu ar {got!r}, nad yw’n cael ei ofyn o’i flaen",
    ),
    "how_many": ("must be {expected}; got {got}", "rhaid iddo fod yn {expected}; cafwyd {got}"),
    "both_languages": (
        "the English and Welsh texts must hold the same parts in the same order; English has {en}, Welsh has {cy}",
        "rhaid i’r testunau Saesneg a Chymraeg gynnwys yr un rhannau yn yr un drefn; "
        "mae gan y Saesneg {en}, mae gan y Gymraeg {cy}",
    ),
    "link": (
        "links to {got!r}, which is no part of this module",
        "mae’n cysylltu â {got!r}, nad yw’n rhan o’r modiwl hwn",
    ),
    "block": (
        "not understood here: {got!r}; expected {expected}",
        "heb ei ddeall yma: {got!r}; disgwyliwyd {expected}",
    ),
    "unclosed": (
        "the block that begins here is never closed with ':::'",
        "nid yw’r bloc sy’n dechrau yma byth yn cael ei gau â ':::'",
    ),
}


class PracticeError(ValueError):
    """A practice file cannot be used as it stands.

    `file` is relative to the practice folder, `line` counts from 1 (0: the file as a whole),
    `field` is the column or key ('' when no single one is at fault), `problem` a key of PROBLEMS.
    `str()` gives the English text, `text("cy")` the Welsh.
    """

    def __init__(self, file: str, line: int, field: str, problem: str, **details: object) -> None:
        self.file = file
        self.line = line
        self.field = field
        self.problem = problem
        self.details = details
        super().__init__(self.text("en"))

    def text(self, lang: Lang) -> str:
        """The whole message in one language: file, line, field, what is wrong."""
        english, welsh = PROBLEMS[self.problem]
        where = [self.file]
        if self.line:
            where.append(f"line {self.line}" if lang == "en" else f"llinell {self.line}")
        if self.field:
            where.append(f"field {self.field}" if lang == "en" else f"maes {self.field}")
        what = (english if lang == "en" else welsh).format(**self.details)
        return f"{', '.join(where)}: {what}"
