"""Every model says what is personal in it, and nobody has a field for who they are."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from people import erasing
from people.models import User
from people.personal_data import Kind, OnErase, declaration_of, declared

OURS = [model for label in settings.OUR_APPS for model in apps.get_app_config(label).get_models()]
IDENTITY = re.compile(
    r"gender|geslacht|sex|origin|herkomst|afkomst|ethni|race|religi|geloof|levensbeschouw|nationalit|birth|geboorte"
    r"|handicap|disab|status|class|klasse|orientation|geaardheid|migrat|skin|axis|axes|assen",
    re.IGNORECASE,
)


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_model_declares_its_personal_data(model):
    assert declaration_of(model) is not None, f"{model._meta.label} needs @personal_data or @no_personal_data"


def personal():
    return [(model, declaration_of(model)) for model in OURS if declaration_of(model) and declaration_of(model).subject]


@pytest.mark.parametrize(("model", "declared"), personal(), ids=lambda value: getattr(value, "__name__", ""))
def test_declaration_names_fields_that_exist_and_a_path_that_leads_to_a_person(model, declared):
    for name in declared.fields:
        model._meta.get_field(name)
    reached = model
    for step in [] if declared.subject == "self" else declared.subject.split("__"):
        reached = reached._meta.get_field(step).related_model
    assert reached is User
    assert declared.on_erase in OnErase


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_model_without_declared_person_points_at_none(model):
    declared = declaration_of(model)
    if declared is None or declared.subject is not None:
        return
    assert declared.reason
    to_people = [
        field.name
        for field in model._meta.get_fields(include_parents=False)
        if isinstance(field, models.ForeignKey | models.ManyToManyField) and field.related_model is User
    ]
    assert to_people == []


def test_person_has_exactly_these_fields_and_none_about_identity():
    names = {field.name for field in User._meta.get_fields() if field.concrete}
    assert names == {
        "id",
        "public_id",
        "email",
        "first_name",
        "last_name",
        "language",
        "password",
        "last_login",
        "date_joined",
        "is_active",
        "is_staff",
        "is_superuser",
        "groups",
        "user_permissions",
    }
    assert [name for name in names if IDENTITY.search(name)] == []
    with pytest.raises(FieldDoesNotExist):
        User._meta.get_field("username")


def test_every_model_that_points_at_a_person_is_declared_also_those_of_packages():
    undeclared = [
        f"{model._meta.label}.{found.name}"
        for model in apps.get_models()
        if declaration_of(model) is None
        for found in model._meta.get_fields(include_parents=False)
        if isinstance(found, models.ForeignKey | models.ManyToManyField) and found.related_model is User
    ]
    assert undeclared == []


def test_every_declaration_can_be_carried_out():
    """A tombstone says what stays, what is kept is nobody's words and lets go of its person, a time counts from a date."""
    wrong = []
    for model, made in declared().items():
        label = model._meta.label
        if (made.on_erase is OnErase.TOMBSTONE) != (model in erasing._tombstones):
            wrong.append(f"{label}: a tombstone is declared and registered, or neither")
        if made.on_erase is OnErase.KEEP and Kind.OWN_WORDS in made.fields.values():
            wrong.append(f"{label}: own words do not stay as they are")
        if made.on_erase is not OnErase.DELETE and not model._meta.get_field(made.subject).null:
            wrong.append(f"{label}: {made.subject} cannot be let go of")
        if (made.keep_days is None) != (made.keep_from == ""):
            wrong.append(f"{label}: keep_days needs keep_from")
    assert wrong == []
