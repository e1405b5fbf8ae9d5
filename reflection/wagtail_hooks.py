"""The step of publishing: an author first sees which sentences with notes go away, and then decides."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from wagtail import hooks

from reflection.hanging import sentences_losing_notes
from reflection.passages import fingerprint

SHOWN = "hanging-notes-shown"


@hooks.register("before_publish_page")
def show_what_loses_its_place(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Lead back to the editor once, with the sentences; the same publication again goes through.

    What was edited is already kept as a draft by then. The session remembers a hash of what was shown.
    """
    lost = sentences_losing_notes(page)
    if not lost:
        return None
    shown = request.session.get(SHOWN, {})
    mark = fingerprint(lost)
    if shown.get(str(page.pk)) == mark:
        request.session[SHOWN] = {key: value for key, value in shown.items() if key != str(page.pk)}
        return None
    request.session[SHOWN] = {**shown, str(page.pk): mark}
    messages.warning(
        request,
        format_html(
            "<p>{}</p><ul>{}</ul><p>{}</p>",
            _("Nog niet gepubliceerd; je werk is bewaard als ontwerp. Aan deze zinnen hangen notities van lezers:"),
            format_html_join("", "<li>“{}”</li>", ((sentence,) for sentence in lost)),
            _("De notities blijven van wie ze schreef, maar dan zonder plaats. Wil je dat? Publiceer dan opnieuw."),
        ),
    )
    return redirect("wagtailadmin_pages:edit", page.pk)
