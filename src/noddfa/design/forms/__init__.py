"""Fields and forms of every screen: GOV.UK's patterns, both languages, nothing typed ever lost.

    class ConcernForm(NoddfaForm):
        seen = TextAreaField(label=_("What did you see?"), max_length=4000)
        when = WhenField(label=_("When was it?"), not_future=True)

    form = typed(ConcernForm, request)
    if form.is_valid(): ...

docs/design.md has the whole of it with examples.
"""

from noddfa.design.forms.base import Kept, NoddfaForm, asks_only_to_redraw, is_switch, keep, typed
from noddfa.design.forms.choices import CheckField, ChooseField, ChooseManyField
from noddfa.design.forms.dates import DateField, PartialDate, PartialDateField, When, WhenField
from noddfa.design.forms.files import UploadField
from noddfa.design.forms.hidden import FormIdField
from noddfa.design.forms.picklist import PickGroup, PickItem, PickListField
from noddfa.design.forms.renderer import NoddfaRenderer
from noddfa.design.forms.rows import RowsField
from noddfa.design.forms.text import EmailField, NumberField, TextAreaField, TextField

__all__ = [
    "CheckField",
    "ChooseField",
    "ChooseManyField",
    "DateField",
    "EmailField",
    "FormIdField",
    "Kept",
    "NoddfaForm",
    "NoddfaRenderer",
    "NumberField",
    "PartialDate",
    "PartialDateField",
    "PickGroup",
    "PickItem",
    "PickListField",
    "RowsField",
    "TextAreaField",
    "TextField",
    "UploadField",
    "When",
    "WhenField",
    "asks_only_to_redraw",
    "is_switch",
    "keep",
    "typed",
]
