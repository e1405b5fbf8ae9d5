"""What a field is called in the copy that somebody reads. Files for machines keep the names of the fields."""

import re
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

WHERE, WHEN = _("Waarbij"), _("Wanneer")
LABELS: dict[str, Words] = {
    "cases.Correction.marked_at": _("Voorgesteld op"),
    "cases.Correction.words": _("Hoeveel woorden"),
    "cases.Trace.decided_at": _("Beslist op"),
    "cases.Trace.decision": _("Beslissing"),
    "cases.Trace.reason": _("Waarom het blijft staan"),
    "cases.TraceSearch.agreed_at": _("Akkoord op"),
    "id": _("Kenmerk"),
    # What was written. `content` and `text` are what a sealed row holds once it is opened.
    "text": _("Tekst"),
    "content": _("Wat er staat"),
    "sealed": _("Tekst"),
    "explanation": _("Je uitleg"),
    "passed": _("Fasen die je uitlas"),
    "wording": _("De zin waarmee je toestemde"),
    "reason": _("Reden"),
    "revoked_reason": _("Reden van het intrekken"),
    "title": _("Titel"),
    "prompts": _("Soort vragen"),
    "sentences": _("Merktekens van de zinnen waar het aan hangt"),
    # Where.
    "about": WHERE,
    "part": _("Welk deel"),
    "key": _("Welk formulier"),
    "row": _("Welke tekst"),
    "kind": _("Soort"),
    "phase": _("Fase"),
    "module_key": _("Module"),
    "unit_id": _("Eenheid"),
    "block_id": _("Onderdeel"),
    "last_block": _("Waar je stopte"),
    "audience": _("Voor wie"),
    "people": _("Hoeveel mensen"),
    "role": _("Rol"),
    "action": _("Wat je deed"),
    "state": _("Stand"),
    "type": _("Soort"),
    "hours": _("Uren"),
    # When.
    "at": WHEN,
    "signed_at": _("Getekend op"),
    "timestamp": WHEN,
    "since": _("Sinds"),
    "until": _("Tot en met"),
    "written_at": _("Geschreven op"),
    "created_at": _("Gemaakt op"),
    "edited_at": _("Aangepast op"),
    "updated_at": _("Laatst aangepast op"),
    "deleted_at": _("Verwijderd op"),
    "released_at": _("Gedeeld sinds"),
    "revoked_at": _("Ingetrokken op"),
    "frozen_at": _("Vastgezet op"),
    "attached_at": _("Bij het attest gezet op"),
    "reported_at": _("Gemeld op"),
    "asked_at": _("Gevraagd op"),
    "ready_at": _("Klaar op"),
    "taken_at": _("Opgehaald op"),
    "due_at": _("Op te pakken op"),
    "due_on": _("Tegen"),
    "mailed_at": _("Gemaild op"),
    "saved_at": _("Bewaard op"),
    "added_at": _("Toegevoegd op"),
    "thing": _("Welk stuk"),
    "is_paused": _("Rust"),
    "answered_at": _("Beantwoord op"),
    "stopped_at": _("Gestopt op"),
    "started_at": _("Begonnen op"),
    "opened_at": _("Geopend op"),
    "done_at": _("Klaar op"),
    "finished_at": _("Klaar op"),
    "issued_at": _("Gemaakt op"),
    "joined_at": _("Erbij sinds"),
    "left_at": _("Weg sinds"),
    "granted_at": _("Gekregen op"),
    "ends_at": _("Loopt tot"),
    "last_login": _("Laatst aangemeld"),
    "date_joined": _("Account sinds"),
    "last_seen_at": _("Laatst gezien op"),
    "last_used_at": _("Laatst gebruikt op"),
    "first_published_at": _("Eerst gepubliceerd op"),
    "handled_at": _("Beantwoord op"),
    "recorded_at": _("Genoteerd op"),
    "given_on": _("Gegeven op"),
    "made_at": _("Gemaakt op"),
    "submitted_at": _("Ingediend op"),
    "changed_at": _("Laatst aangepast op"),
    "shred_at": _("Wordt versnipperd op"),
    "stand": _("Waar het staat"),
    "move": _("Wat er beslist is"),
    "answer": _("Wat je antwoordde"),
    "remind_on": _("Mail op"),
    "decided_at": _("Beslist op"),
    "kept_at": _("Bewaard op"),
    # Who.
    "email": _("E-mailadres"),
    "verified": _("Bevestigd"),
    "is_unused": _("Omdat het account niet gebruikt werd"),
    "first_name": _("Voornaam"),
    "last_name": _("Familienaam"),
    "language": _("Taal"),
    "preferred_language": _("Taal van de redactie"),
    "current_time_zone": _("Tijdzone"),
    "comment_notifications": _("Bericht bij opmerkingen"),
    # By model, where the same name says something else.
    "people.ErasureRequest.due_at": _("Te wissen op"),
    "shelf.SavedSearch.asked_at": _("Laatst gezocht op"),
    "intervision.Seat.kind": _("Welke plaats"),
    "intervision.AfterCare.due_at": _("Gevraagd vanaf"),
    "intervision.AfterCare.asked_at": _("Je vroeg of iemand contact opnam op"),
}
"""By the name of a field, or by model and field where that says more."""

INNER: dict[str, Words] = {
    "text": _("Tekst"),
    "tekst": _("Tekst"),
    "sha256": _("Controlegetal"),
    "answers": _("Antwoorden"),
    "axes": _("Assen"),
    "title": _("Titel"),
    "address": _("Adres van de vraag"),
    "about": _("Waarvoor"),
    "why": _("Waarom"),
    "found": _("Wat ze vond"),
    "passage": _("De passage"),
    "quote": _("De zin"),
    "citaat": _("De zin"),
    "then": _("Dan"),
    "dan": _("Dan"),
    "als": _("Als"),
    "due_on": _("Tegen"),
    "tegen": _("Tegen"),
    "weet_niet": _("Weet ik niet"),
    "gebeurde": _("Wat er gebeurde"),
    "wie": _("Wie erbij was"),
    "voel": _("Wat je voelde en aannam"),
    "vraag": _("Je vraag"),
    "niet": _("Waar het niet over gaat"),
    "deel": _("Wat je klaarlegt"),
}
"""What stands inside a sealed text. Anything else there goes by the name of the field that it stands in: the names of
blocks and forms say nothing to a person."""

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d.*)?")


def label_of(model: type[Model], name: str) -> Words | None:
    """What this field is called; None where nobody gave it words, which a test refuses for what is declared."""
    return LABELS.get(f"{model._meta.label}.{name}") or LABELS.get(name)


def told(value: Any) -> str:
    """A value as a person reads it: days in words, yes and no."""
    if value is True:
        return str(_("ja"))
    if isinstance(value, list):
        return ", ".join(told(each) for each in value)
    text = str(value).encode("utf-8", "replace").decode()
    if not _MOMENT.fullmatch(text):
        return text
    try:
        if len(text) == 10:
            return date_format(date.fromisoformat(text), "j F Y")
        return date_format(timezone.localtime(datetime.fromisoformat(text)), "j F Y, H:i")
    except ValueError:
        return text
