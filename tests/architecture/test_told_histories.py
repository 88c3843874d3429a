"""Every history is told in words, field by field, or says why it is not."""

from tests.architecture.test_models import product_models
from wscb.cases.changes import _NAMED
from wscb.cases.telling import every_told, not_told
from wscb.keys.fields import SealedField


def with_history() -> set[str]:
    return {model._meta.label for model in product_models() if hasattr(model, "history")}


def test_every_history_is_told_or_says_why_not() -> None:
    told = {one.model._meta.label for one in every_told() if not one.once}
    assert with_history() - told - set(not_told()) == set()
    assert told & set(not_told()) == set()
    assert (told | set(not_told())) - with_history() == set()
    assert [label for label, reason in not_told().items() if not reason] == []


def test_every_field_of_a_told_history_is_called_something_or_left_out() -> None:
    wrong = []
    for one in every_told():
        fields = {field.name for field in one.model._meta.fields}
        known = set(one.fields) | one.left_out
        wrong += [f"{one.model._meta.label}.{name} is not told" for name in fields - known]
        wrong += [f"{one.model._meta.label}.{name} is told and does not exist" for name in known - fields]
        wrong += [f"{one.model._meta.label}.{name} is told and left out" for name in set(one.fields) & one.left_out]
        wrong += [f"{one.model._meta.label}.{name} has no label" for name, label in one.fields.items() if not label]
    assert wrong == []


def test_every_told_field_is_classified_and_sealed_ones_are_not_plain() -> None:
    for one in every_told():
        for name in one.fields:
            sealed = isinstance(one.model._meta.get_field(name), SealedField)
            assert one.privacy(name) in {"plain", "identifying", "narrative"}
            assert not (sealed and one.is_plain(name)), f"{one.model._meta.label}.{name}"


def test_what_says_which_row_it_is_could_hurt_nobody() -> None:
    wrong = [
        f"{one.model._meta.label}.{name}"
        for one in every_told()
        for name in one.called
        if not one.is_plain(name) or name not in one.fields
    ]
    assert wrong == []


def test_every_thing_that_a_told_field_names_can_be_called() -> None:
    wrong = []
    for one in every_told():
        for name in one.fields:
            field = one.model._meta.get_field(name)
            if field.is_relation and field.related_model not in _NAMED and name not in one.values:
                wrong.append(f"{one.model._meta.label}.{name}")
    assert wrong == []
