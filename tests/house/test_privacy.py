"""Every field of every model is classed once; forgetting one fails here."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

import favn
from favn.config.trials import authz_readers, canary_search
from favn.kit.border import links, owned_models
from favn.kit.encryption import EncryptedTextField
from favn.kit.figures import catalogue
from favn.kit.records import OwnedManager
from favn.kit.store import privacy, statistical_models
from favn.people.accounts.models import Account, Lookup
from favn.people.accounts.roles import Area

OURS = [m for m in apps.get_models() if m.__module__.startswith("favn.")]
NOTE = ("history.note", "reason")
CLASSES = ("ordinary", "identifying", "sensitive")


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_field_is_classed_once(model):
    named = [field for kind in CLASSES for field in getattr(model.Privacy, kind, ())]
    assert sorted(named) == sorted(field.name for field in model._meta.local_fields)


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_model_says_how_long_it_is_kept(model):
    assert model.Privacy.kept


ENDS_OTHERWISE = {
    "accounts.Account",
    "accounts.LookedAt", "accounts.Lookup", "accounts.LookupReview", "accounts.Opening",
    "associations.Fee", "associations.FeeLetter", "associations.FeeYear", "associations.Payment",
    "associations.PaymentFile", "centre.Call", "centre.Checked", "centre.DayPage", "centre.Duty",
    "centre.HealthCheck", "centre.Hours", "centre.Idea", "centre.Interest", "centre.Note",
    "centre.OneRole", "centre.Participation", "centre.Regular", "centre.Seat", "centre.Trade",
    "centre.Visit", "centre.Volunteer", "gatherings.FollowUp", "gatherings.Invitation",
    "gatherings.SignUp", "gatherings.SignUpTry", "kit.History", "pathways.Application",
    "pathways.Try",
    "persons.Card", "persons.Erasure", "persons.OwnPageCode", "persons.OwnPageTry",
    "persons.Person", "persons.RetentionRun", "publishing.Story", "publishing.StoryWords",
}  # fmt: skip
"""A clock of their own (`config.clocks`), or a sweep that `favn retention` or `favn gatherings`
runs; each has its test."""


def test_whoever_promises_a_time_has_a_clock():
    promising = {
        model._meta.label
        for model in OURS
        if re.search(r"\d|one hour", str(model.Privacy.kept)) and not privacy(model, "ends")
    }
    assert promising == ENDS_OTHERWISE


@pytest.mark.parametrize("model", statistical_models().values(), ids=lambda m: m._meta.label)
def test_the_store_gets_no_free_text_and_no_day(model):
    paths = set(model.Privacy.statistical.values())
    assert not paths & {"on", "entered_at", "reason", "note", "code"}
    assert all(
        key == "person" or not path.startswith("card")
        for key, path in model.Privacy.statistical.items()
    )


def test_every_owned_model_starts_its_queries_at_the_border():
    open_managers = [
        m._meta.label
        for m in owned_models()
        if not isinstance(m._default_manager, OwnedManager)
        or type(m._base_manager) is not type(m._default_manager)
    ]
    assert open_managers == []


def test_links_between_owned_tables_are_guarded():
    assert sum(1 for model in owned_models() for _ in links(model)) > 5


def test_every_special_number_names_the_area_of_those_who_see_it_exactly():
    special = [figure for figure in catalogue().values() if figure.is_special]
    assert len(special) > 5
    assert {figure.id: figure.area for figure in special if figure.area not in set(Area)} == {}


# Words about persons


def near_persons() -> list[type[models.Model]]:
    """Every model with a way to a person: named in its Privacy, by number, or over another row."""
    near = {m for m in OURS if isinstance(getattr(m.Privacy, "person", None), str)}
    near |= {m for m in OURS if any(f.name == "person_id" for f in m._meta.local_fields)}
    near |= {Lookup}
    while True:
        more = {
            m
            for m in OURS
            if m not in near and any(f.related_model in near for f in m._meta.local_fields)
        }
        if not more:
            return sorted(near, key=lambda m: m._meta.label)
        near |= more


def open_words() -> set[str]:
    """Their fields of free text that the database can read."""
    return {
        f"{model._meta.label}.{field.name}"
        for model in near_persons()
        for field in model._meta.local_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField)
        and not isinstance(field, EncryptedTextField)
        and not field.choices
    }


MAY_BE_READ = {
    "accounts.Lookup.actor_label": "the member of staff who looked",
    "accounts.Lookup.page": "the name of a page of Favn",
    "accounts.Lookup.role": "the role of the member of staff who looked",
    "pathways.Application.consent_wording": "the house's own words, as they stood on the page",
    "centre.Interest.consent_wording": "the house's own words, as they stood on the page",
    "centre.Interest.language": "the language the page was read in",
    "centre.Interest.wishes": "slugs of the house's roles",
    "centre.ShiftLetter.once": "why it was written, and keys",
    "centre.Volunteer.wishes": "slugs of the house's roles",
    "centre.VolunteerLink.made_by": "the member of staff who gave it",
    "centre.VolunteerLink.sent_to": "never filled: a letter reads the address when it leaves",
    "centre.VolunteerLink.token_hash": "a fingerprint; the token stands in letters alone",
    "pathways.Application.goals": "keys of the list of goals",
    "pathways.Application.language": "the language the page was read in",
    "pathways.Application.languages": "keys of the list of languages",
    "pathways.Application.times": "keys of the list of times",
    "pathways.FollowUp.by": "the member of staff who followed up",
    "pathways.Letter.once": "why it was written, and keys",
    "pathways.Link.token_hash": "a fingerprint; the token stands in letters alone",
    "pathways.Link.made_by": "the member of staff who gave it",
    "pathways.Link.sent_to": "never filled: a letter reads the address when it leaves",
    "pathways.OutcomeLink.token_hash": "a fingerprint; the token stands in letters alone",
    "pathways.OutcomeLink.made_by": "never filled: the house asks by itself",
    "pathways.OutcomeLink.sent_to": "never filled: a letter reads the address when it leaves",
    "pathways.Pair.reasons": "names of criteria, points and keys of lists",
    "pathways.Participant.goals": "keys of the list of goals",
    "pathways.Participant.languages": "keys of the list of languages",
    "pathways.Participant.times": "keys of the list of times",
    "pathways.PlanPair.broken": "names of rules",
    "pathways.PlanPair.reasons": "names of criteria, points and keys of lists",
    "pathways.Ruling.by": "the member of staff who decided",
    "persons.Card.code": "thrown by chance; a new one when the person is erased",
    "persons.Consent.by_label": "the member of staff who wrote it down",
    "persons.Consent.wording": "the house's own words, the same for everybody",
    "persons.Erasure.by_label": "the member of staff who erased",
    "persons.Erasure.tally": "names of tables and numbers",
    "persons.Merge.by_label": "the member of staff who merged",
    "persons.Merge.moved": "names of tables and keys",
    "persons.OwnPageCode.given_by_role": "the role of the member of staff who gave it",
    "persons.OwnPageCode.code_hash": "a fingerprint; the code is said once and kept nowhere",
    "persons.Person.more_languages": "keys of the list of languages",
    "referrals.HandOver.agreed": "names of the fields that were agreed on",
    "referrals.HandOver.sender": "the organisation that sends",
}
"""Text near a person that needs no lock, and why. A new field is locked, or stands here."""


def test_words_about_persons_are_locked_or_stand_in_the_list():
    assert open_words() == MAY_BE_READ.keys()


def test_the_words_of_every_profession_are_near_a_person():
    labels = {model._meta.label for model in near_persons()}
    assert labels >= {"centre.Note", "centre.Case", "centre.Task", "accounts.LookupReview"}


def test_closed_fields_are_locked_or_chosen_from_a_list():
    """What staff of another profession may not read, the database cannot read either."""
    for model in OURS:
        for name in getattr(model.Privacy, "closed", ()):
            field = model._meta.get_field(name)
            assert isinstance(field, EncryptedTextField) or field.choices, (model, name)


@pytest.mark.parametrize("model", [m for m in OURS if privacy(m, "closed")])
def test_closed_words_name_the_accounts_whose_they_are(model):
    for way in privacy(model, "writers"):
        end = model
        for step in way.split("__"):
            end = end._meta.get_field(step).related_model
        assert end is Account


# Everybody else's words


STAFF = re.compile(r"(^|_)(by|by_label|actor_label)$")
"""Who of the staff did it, by the name of their account."""
OPEN_TO_THE_DATABASE = {
    "accounts.Account.email": "staff sign in with it",
    "accounts.Account.name": "a member of staff, as colleagues see them",
    "accounts.Account.password": "a hash",
    "accounts.Invitation.name": "a colleague who is invited, as colleagues see them",
    "accounts.Invitation.sent_to": "what a colleague will sign in with; compared",
    "accounts.NewAddress.sent_to": "what a member of staff will sign in with; compared",
    "accounts.NewAddress.stood": "a keyed hash",
    "accounts.ScreenPin.sealed": "a hash, sealed with the house's keys",
    "associations.AskLink.sent_to": "an association's own address, compared with the entry's",
    "associations.Advice.holder": "a colleague, by the name of their account",
    "associations.Contact.holder": "a colleague, by the name of their account",
    "associations.Entry.email": "an association's own address, searched and compared",
    "associations.Entry.phone": "an association's own number, searched and compared",
    "associations.FormTry.bucket": "a keyed hash that lives an hour",
    "associations.NetworkLink.sent_to": "an association's own address",
    "associations.Payment.mark": "the provider's own id of a payment; one may stand once",
    "associations.SeatLink.sent_to": "an association's own address",
    "centre.Tablet.code_hash": "a fingerprint",
    "centre.Tablet.pin_hash": "a fingerprint",
    "centre.Tablet.token_hash": "a fingerprint",
    "centre.Interest.language": "a key of the list of languages",
    "centre.Interest.wishes": "slugs of the house's roles",
    "centre.Volunteer.wishes": "slugs of the house's roles",
    "centre.VolunteerLink.sent_to": "never filled: a letter reads the address when it leaves",
    "gatherings.SignUpTry.bucket": "a keyed hash that lives an hour",
    "kit.History.reason": "why a plan, a meeting or an association was changed",
    "pathways.Application.goals": "keys of the list of goals",
    "pathways.Application.language": "a key of the list of languages",
    "pathways.Application.languages": "keys of the list of languages",
    "pathways.Application.times": "keys of the list of times",
    "pathways.Link.sent_to": "never filled: a letter reads the address when it leaves",
    "pathways.OutcomeLink.sent_to": "never filled: a letter reads the address when it leaves",
    "pathways.Pair.reasons": "keys of the criteria, with points",
    "pathways.Participant.goals": "keys of the list of goals",
    "pathways.Participant.languages": "keys of the list of languages",
    "pathways.Participant.times": "keys of the list of times",
    "pathways.Plan.left": "keys of participants and rules",
    "pathways.Plan.said": "keys of the rules that emptied lists",
    "pathways.PlanPair.reasons": "keys of the criteria, with points",
    "pathways.Try.bucket": "a keyed hash that lives an hour",
    "persons.Card.code": "thrown by chance; a new one when the person is erased",
    "persons.OwnPageCode.code_hash": "a fingerprint",
    "persons.Person.more_languages": "keys of the list of languages",
    "policy.AnswerLink.sent_to": "an office's own address",
    "policy.Count.note": "what one organisation tells another about a number",
    "policy.Count.withdrawn_reason": "what one organisation tells another about a number",
    "policy.CountAnswer.question": "what one organisation asks another about a number",
    "policy.CountSending.note": "what one organisation tells another about a number",
    "policy.OfficeReminder.sent_to": "an office's own address",
    "policy.StatusDraft.text": "an office's status on its way to everybody",
    "policy.StatusQuestion.question": "what an office is asked about a plan",
    "publishing.Chapter.author": "a chapter says on its page, and in print, who wrote it",
    "publishing.ClaimAnswer.answer": "printed beside the number",
    "publishing.ClaimAnswer.quote": "printed beside the number",
    "publishing.ConsentLink.sent_to": "never filled: the link is given by hand",
    "publishing.FrozenEdition.chapters": "what was printed",
    "publishing.FrozenEdition.claims": "what was printed",
    "surveys.Answer.chosen": "keys of the choices; they are counted in the database",
}
"""Text called identifying or sensitive that needs no seal, and why; a new one is sealed or here."""


def test_text_about_people_is_sealed_or_stands_in_the_list():
    readable = {name for name, is_sealed in canary_search.fields_of_words().items()
                if not is_sealed and not STAFF.search(name.rpartition(".")[2])}  # fmt: skip
    assert readable == OPEN_TO_THE_DATABASE.keys()


def _told_again_in_the_clear(function, sealed):
    calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
    said = [(ast.unparse(c.func), k.arg, ast.unparse(k.value)) for c in calls for k in c.keywords]
    reasons = {words for called, name, words in said if (called, name) == NOTE}
    return {words for called, name, words in said if (called, name) in sealed and words in reasons}


def test_no_action_tells_history_in_the_clear_what_it_seals():
    sealed = {(m.__name__, f.name) for m in OURS for f in m._meta.local_fields
              if isinstance(f, EncryptedTextField)}  # fmt: skip
    found = {
        f"{path.stem}.{node.name}": words
        for path in Path(favn.__file__).parent.glob("**/actions/*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and (words := _told_again_in_the_clear(node, sealed))
    }
    assert found == {}


def test_every_table_with_sealed_words_says_who_reads_them():
    assert authz_readers.unnamed() == []
