"""What happens away from the screen: in practice, in a group, before Friday."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from modules.blocks.titled import TitledBlock


class PracticeTaskBlock(TitledBlock):
    """Something to do at work, with a date and an if-then plan of one's own."""

    text = blocks.TextBlock(label=_("Opdracht"), help_text=_("Markdown."))

    class Meta:
        icon = "calendar-check"
        label = _("Praktijkopdracht")
        template = "blocks/modules/practice_task.html"
        preview_value = {"title": "Tien minuten langer", "text": "Plan één eerste gesprek tien minuten langer."}


class GroupMomentBlock(TitledBlock):
    """A moment with colleagues: what to prepare and how it goes."""

    text = blocks.TextBlock(label=_("Hoe het gaat"), help_text=_("Markdown."))

    class Meta:
        icon = "group"
        label = _("Groepsmoment")
        template = "blocks/modules/group_moment.html"
        preview_value = {"title": "Samen kijken", "text": "Iemand bewaakt de stilte. Wie brengt iets mee?"}


class DoStepBlock(TitledBlock):
    """The small act at the end of a unit, with a date of one's own."""

    text = blocks.TextBlock(label=_("Doe-stap"), help_text=_("Markdown."))

    class Meta:
        icon = "arrow-right"
        label = _("Doe-stap")
        template = "blocks/modules/do_step.html"
        preview_value = {"title": "Klein is goed", "text": "Kies één gesprek deze week. Stel één open vraag minder."}
