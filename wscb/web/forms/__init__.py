"""Forms in GOV.UK style: the base form and the fields. Templates: `templates/components/`."""

from wscb.web.forms.base import Form
from wscb.web.forms.dates import DateField
from wscb.web.forms.fields import (
    CheckboxesField,
    ConfirmField,
    EmailField,
    FileField,
    LineField,
    NoticeField,
    NumberField,
    PasskeyField,
    PasswordField,
    RadiosField,
    SelectField,
    TextField,
    YesNoField,
)

__all__ = [
    "CheckboxesField",
    "ConfirmField",
    "DateField",
    "EmailField",
    "FileField",
    "Form",
    "LineField",
    "NoticeField",
    "NumberField",
    "PasskeyField",
    "PasswordField",
    "RadiosField",
    "SelectField",
    "TextField",
    "YesNoField",
]
