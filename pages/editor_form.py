"""The editor's form of every page of ours."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

SCHEDULE = ("go_live_at", "expire_at")


class PageForm(WagtailAdminPageForm):  # type: ignore[misc]
    """Plans no publication for somebody who may not publish, and says in which tab a field needs another look."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.may_publish:
            for name in SCHEDULE:
                self.fields.pop(name, None)

    @property
    def may_publish(self) -> bool:
        """Whether this person publishes here. A form that was made for nobody is asked by our own code."""
        if self.for_user is None:
            return True
        if self.instance.pk:
            return bool(self.instance.permissions_for_user(self.for_user).can_publish())
        return bool(self.parent_page and self.parent_page.permissions_for_user(self.for_user).can_publish_subpage())

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Wagtail puts a class of its own before ours, which offers to plan whatever the fields are: ours answers."""
        super().__init_subclass__(**kwargs)
        cls.show_schedule_publishing_toggle = property(lambda form: SCHEDULE[0] in form.fields)

    def full_clean(self) -> None:
        """The tabs behind the first are closed: an error there is named at the top of the page, with its tab."""
        super().full_clean()
        if not self.is_bound or not self._errors:
            return
        for heading, names in self._closed_tabs():
            labels = [str(self.fields[name].label) for name in names if name in self._errors and name in self.fields]
            if labels:
                told = _("In het tabblad '%(tab)s' vraagt nog iets aandacht: %(fields)s.")
                self.add_error(None, told % {"tab": heading, "fields": ", ".join(labels)})

    def _closed_tabs(self) -> Iterator[tuple[str, list[str]]]:
        for tab in getattr(self.instance.get_edit_handler(), "children", ())[1:]:
            yield str(tab.heading), list(tab.get_form_options().get("fields", ()))
