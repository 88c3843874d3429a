"""What holds of every model of the product: privacy of each field, history or append-only, nobody deleted with another."""

from django.apps import apps
from django.db import models
from django.db.models import PROTECT

from wscb.keys.fields import SealedField
from wscb.trail.append_only import append_only_models

APPS = (
    "trail",
    "keys",
    "people",
    "documents",
    "outbox",
    "cases",
    "learning",
    "reviews",
    "web",
    "audits",
    "cdop",
    "publication",
)
KINDS = {"identifying", "narrative", "plain"}

# Identifying or narrative, and yet not sealed. Each with the reason.
READABLE = {
    "cases.Subject.given_name": "search needs it; it stands here alone, outside history (design rule 8)",
    "cases.Subject.family_name": "search needs it",
    "cases.Subject.date_of_birth": "search needs it",
    "cases.Subject.died_on": "a date without the name says little; rules compare it",
    "cases.Subject.nhs_number_hash": "a keyed hash for exact search",
    "cases.SubjectAlias.name": "search needs it",
    "reviews.Review.incident_on": "a date without the name says little; rules compare it",
    "reviews.ChronologyEntry.happened_on": "a date without what happened says little; the chronology is sorted by it",
    "reviews.ChronologyEntry.happened_at": "a time without what happened says little; the chronology is sorted by it",
    "people.User.email": "a professional address, by which the person signs in",
    "people.User.name": "the professional name, shown to colleagues",
    "people.OpenSession.key": "what Django's own table of sessions holds as readably; it goes with the session",
    "people.OpenSession.address": "shown to its owner, who could not know a stranger's session without it; goes with the session",
    "people.User.password": "a hash by Django's own hasher",
    "people.Interest.nature": "belongs to no case whose key could seal it; no child is named",
    "people.ActingAppointment.reason": "belongs to the Board, not to a case; no child is named",
    "outbox.Message.address": "a professional address",
}

# Rows that change and keep no history. Each with the reason.
WITHOUT_HISTORY = {
    "keys.DataKey": "an old wrapping kept there would undo a destruction",
    "cases.Draft": "not yet part of the record; thrown away once its act is done",
    "cases.Search": "not part of the record; the trail holds that a search was made",
    "cases.CaseUserObjectPermission": "django-guardian's rows; the grant beside each has a history",
    "cases.CaseGroupObjectPermission": "django-guardian demands the table; nothing is granted to groups",
    "people.EmailedLink": "a hash and its moments, not part of the record; swept after a week, the trail keeps that it was sent",
    "people.OpenSession": "not part of the record; goes with the session, the trail keeps its beginning and end",
    "reviews.SurveyLink": "not part of the record; goes once it is used, and a history would tell when",
    "reviews.SurveyCount": "counts alone; a history would tell each answer with its moment",
    "web.UsedToken": "never changes, and goes once no page can send its token again",
    "web.HeldSubmission": "not part of the record; swept once sent again",
}


def product_models() -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in APPS and not model.__name__.startswith("Historical")
    ]


def foreign_tables(model: type[models.Model]) -> bool:
    return model.__name__.startswith("Case") and model.__name__.endswith("ObjectPermission")


def test_every_field_says_whom_it_could_hurt() -> None:
    wrong = []
    for model in product_models():
        if foreign_tables(model):
            continue
        declared = dict(getattr(model, "privacy", {}))
        fields = {field.name for field in (*model._meta.fields, *model._meta.many_to_many)}
        wrong += [f"{model._meta.label}.{name} is not classified" for name in fields - set(declared)]
        wrong += [f"{model._meta.label}.{name} is classified and does not exist" for name in set(declared) - fields]
        wrong += [f"{model._meta.label}.{name}: {kind}" for name, kind in declared.items() if kind not in KINDS]
    # Trail and tokens hold codes and ids alone, and say so by having no such field.
    assert [one for one in wrong if not one.startswith(("trail.", "web."))] == []


def test_what_could_hurt_is_sealed_or_says_why_not() -> None:
    readable = {
        f"{model._meta.label}.{name}"
        for model in product_models()
        for name, kind in getattr(model, "privacy", {}).items()
        if kind != "plain" and not isinstance(model._meta.get_field(name), SealedField)
    }
    assert readable - set(READABLE) == set()
    assert set(READABLE) - readable <= {"people.User.password"}


def test_every_row_that_changes_has_a_history() -> None:
    kept = {model._meta.label for model in append_only_models()}
    without = {
        model._meta.label
        for model in product_models()
        if model._meta.label not in kept and not hasattr(model, "history")
    }
    assert without - set(WITHOUT_HISTORY) == set()
    assert set(WITHOUT_HISTORY) - without == set()


def test_a_row_that_never_changes_keeps_no_history_of_changes() -> None:
    assert [model._meta.label for model in append_only_models() if hasattr(model, "history")] == []


def test_nothing_is_deleted_with_something_else() -> None:
    loose = [
        f"{model._meta.label}.{field.name}"
        for model in product_models()
        if not foreign_tables(model)
        for field in model._meta.fields
        if field.remote_field and field.remote_field.on_delete is not PROTECT
    ]
    assert loose == []


def test_names_of_children_stay_out_of_history() -> None:
    from wscb.cases.models import Subject, SubjectAlias

    kept = {field.name for field in Subject.history.model._meta.fields}
    kept |= {field.name for field in SubjectAlias.history.model._meta.fields}
    assert kept & {"given_name", "family_name", "date_of_birth", "name", "nhs_number_hash"} == set()
