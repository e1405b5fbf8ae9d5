"""Practices for the demo. Their texts are content (content/nl/praktijken); here is only what content cannot say."""

from people.models import Team
from people.models.audience import of_group
from practices.models import PracticePage

OWN_TO_TEAM = "stille-start-van-team-noord"


def load() -> None:
    """Keep one practice inside Team Noord, so that the demo shows what an audience does. Idempotent."""
    team = Team.objects.filter(name="Team Noord").first()
    if team is None:
        return
    for page in PracticePage.objects.filter(slug=OWN_TO_TEAM):
        audience = of_group(team)
        if page.audience_id != audience.pk:
            page.audience = audience
            page.save_revision().publish()
