"""Writing and signing what a circle agrees on."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from intervision.exceptions import NotNow, OvertakenByOther
from intervision.models import Agreement, Signature
from intervision.rules import check_can_sign, check_can_write_agreement
from people.models import Circle, User
from reflection.models import new_data_key


@transaction.atomic
def write_agreement(*, circle: Circle, by: User, parts: Mapping[str, str], seen: int) -> Agreement:
    """Make the next version; from then on everybody is asked to sign anew. The same words make no new version.

    `seen` is the version that the writer had before them, 0 where there was none. Locks the circle. Raises
    NotYourPlace, or OvertakenByOther where another version came in between.
    """
    check_can_write_agreement(circle, by)
    latest = _latest(circle)
    version = latest.version if latest else 0
    if version != seen:
        raise OvertakenByOther(_("Iemand anders wijzigde de afspraken intussen. Neem over wat je nodig hebt."))
    if latest is not None and latest.parts() == dict(parts):
        return latest
    made = Agreement(circle=circle, version=version + 1, written_by=by, written_at=timezone.now())
    made.seal_parts(parts, new_data_key())
    made.save()
    return made


@transaction.atomic
def sign(*, circle: Circle, by: User, seen: int) -> None:
    """Sign the version that holds; a second time changes nothing.

    Locks the circle. Raises NotYourPlace, NotNow where there is nothing to sign, OvertakenByOther where what was read
    is no longer what holds.
    """
    check_can_sign(circle, by)
    latest = _latest(circle)
    if latest is None:
        raise NotNow(_("Er zijn nog geen afspraken om te tekenen."))
    if latest.version != seen:
        raise OvertakenByOther(
            _("De afspraken zijn net veranderd. Lees ze opnieuw; je handtekening geldt voor wat hier nu staat.")
        )
    Signature.objects.get_or_create(agreement=latest, person=by, defaults={"signed_at": timezone.now()})


def _latest(circle: Circle) -> Agreement | None:
    """The version that holds, while nobody else can make another."""
    Circle.objects.select_for_update().get(pk=circle.pk)
    return Agreement.objects.filter(circle=circle).select_related("data_key").first()
