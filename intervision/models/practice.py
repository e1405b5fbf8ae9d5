"""The invented cases that a first-time facilitator practises with."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from people.personal_data import no_personal_data


@no_personal_data("an invented case with invented colleagues, written by editors")
class PracticeCase(models.Model):
    """What is told, and what invented colleagues say and write. `play` is read by `cast.Play` only."""

    slug = models.SlugField(unique=True)
    title = models.CharField(_("titel"), max_length=120)
    summary = models.TextField(_("kort"))
    play = models.JSONField()

    class Meta:
        verbose_name = _("oefencasus")
        verbose_name_plural = _("oefencasussen")
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title
