"""Model fields that are sealed in the database and plain on the instance.

    case = models.ForeignKey(Case, on_delete=models.PROTECT)
    reasons = SealedTextField(owner="case")                  # the key of the case named in case_id
    data_key = models.ForeignKey(DataKey, on_delete=models.PROTECT)
    address = SealedTextField(owner="self:data_key_id")      # the key in a column of the row itself

A value is opened when it is first read, never when the row is fetched. Historical copies (django-simple-history)
hold the same column, so they seal by themselves. Only ``save()`` and ``bulk_create()`` write such a field; an
``update()``, ``bulk_update()`` or a filter on its content raises TypeError, since none of them knows the key. A filter
may ask whether it is empty: ``exclude(reasons="")``.
"""

import json
from typing import TYPE_CHECKING, Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute
from django.forms import CharField, Field, JSONField, Textarea

from wscb.keys.owners import plain_key_for
from wscb.keys.sealing import open_with, seal_with

if TYPE_CHECKING:
    _BinaryField = models.BinaryField[Any, Any]
else:
    _BinaryField = models.BinaryField


_EMPTY: tuple[Any, ...] = (None, "", b"", {}, [])


class Sealed(bytes):
    """Bytes as they stand in the database: sealed, or empty where there is no value."""


class SealedAttribute(DeferredAttribute):
    """Opens the sealed bytes of an instance when the attribute is first read."""

    def __get__(self, instance: models.Model | None, cls: type | None = None) -> Any:
        """Return the plain value. Raises SealBroken, KeyDestroyed, MasterKeyWrong."""
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed):
            value = cast("SealedField", self.field).open_for(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        """Keep plain or sealed value. Its presence lets ``__get__`` come before the instance's own dictionary."""
        instance.__dict__[self.field.attname] = value


class SealedField(_BinaryField):
    """What both kinds share. ``owner`` names the key: see the module, and ``wscb.keys.owners``."""

    descriptor_class = SealedAttribute
    empty_values = [None, ""]
    empty: Any = None

    def __init__(self, *args: Any, owner: str, **kwargs: Any) -> None:
        self.owner = owner
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Name the owner in migrations."""
        name, path, args, kwargs = super().deconstruct()
        kwargs["owner"] = self.owner
        return name, path, args, kwargs

    @property
    def context(self) -> str:
        """The place that a seal is bound to: model and field."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def to_bytes(self, value: Any) -> bytes:
        """Return a plain value as bytes, none for a value that is to be stored as empty."""
        raise NotImplementedError

    def from_bytes(self, plaintext: bytes) -> Any:
        """Return the plain value of opened bytes."""
        raise NotImplementedError

    def open_for(self, instance: models.Model, sealed: Sealed) -> Any:
        """Return the plain value of sealed bytes that belong to a row."""
        if not sealed:
            return self.get_default()
        return self.from_bytes(open_with(plain_key_for(self.owner, instance), sealed, context=self.context))

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:
        """Return what is written: a value nobody read stays as it was sealed, any other is sealed afresh."""
        value = model_instance.__dict__.get(self.attname, self.empty)
        if isinstance(value, Sealed) and not add:
            return value
        plaintext = self.to_bytes(getattr(model_instance, self.attname))
        if not plaintext:
            return Sealed()
        return Sealed(seal_with(plain_key_for(self.owner, model_instance), plaintext, context=self.context))

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Let sealed bytes through, and what is empty, for which a filter may ask; refuse any other plain value."""
        if value in _EMPTY:
            value = Sealed()
        if not isinstance(value, Sealed):
            raise TypeError(f"{self.context} is sealed: write it by save() or bulk_create(), and do not filter by it.")
        return super().get_db_prep_value(value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Sealed | None:
        """Mark what comes from the database as sealed, unopened."""
        return None if value is None else Sealed(value)

    def get_default(self) -> Any:
        """Return the declared default, or what an empty column reads as."""
        return super().get_default() if self.has_default() else self.empty

    def to_python(self, value: Any) -> Any:
        """Return the value as it is: plain values need no conversion."""
        return value

    def value_to_string(self, obj: models.Model) -> str:
        """Refuse serialisation: a dump would hold what is sealed in plain."""
        raise TypeError(f"{self.context} is sealed and is not serialised.")


class SealedTextField(SealedField):
    """Text of any length and script, sealed. Null and blank are stored as empty and read as ""."""

    empty = ""

    def to_bytes(self, value: Any) -> bytes:
        """Return UTF-8."""
        return b"" if value is None else str(value).encode()

    def from_bytes(self, plaintext: bytes) -> str:
        """Return text."""
        return plaintext.decode()

    def formfield(self, **kwargs: Any) -> Field | None:
        """Return a text area."""
        return models.Field.formfield(self, **{"form_class": CharField, "widget": Textarea, **kwargs})


class SealedJSONField(SealedField):
    """A JSON value, sealed. Dates and UUIDs become text; None is stored as empty and read as the default."""

    def to_bytes(self, value: Any) -> bytes:
        """Return compact JSON."""
        if value is None:
            return b""
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, plaintext: bytes) -> Any:
        """Return the JSON value."""
        return json.loads(plaintext)

    def formfield(self, **kwargs: Any) -> Field | None:
        """Return a JSON form field."""
        return models.Field.formfield(self, **{"form_class": JSONField, **kwargs})
