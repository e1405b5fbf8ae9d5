""" "Wij probeerden dit": telling it, and what the editors do with it."""

from http import HTTPStatus
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST

from discussion.exceptions import Refused
from people.models import User
from practices.models import PracticePage
from practices.tried import actions
from practices.tried.exceptions import NotTheEditors, TriedRefused
from practices.tried.forms import TEXTS, TriedForm
from reflection.desk import Desk
from reflection.drafts import Place
from reflection.views.same_reader import from_same_reader

STORED = "practices.tried"
"""In the session: the opened pages whose words were placed. The page of a new report is empty again after that."""
MOST_STORED = 10


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
@from_same_reader
@login_required
def tell(request: HttpRequest, slug: str) -> HttpResponse:
    """Three questions; what misses, or may tell who somebody is, answers 422 and keeps everything."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    page = _page(request, slug)
    done = (UUID(each) for each in request.session.get(STORED, ()))
    desk = Desk(request, Place(actions.about(page), "nieuw"), reverse("practices:tried", args=[slug]), done=done)
    language = get_language() or "nl"
    if request.method != "POST":
        return _form(request, page, TriedForm(draft=desk.data, language=language), desk)
    form = TriedForm(request.POST, language=language)
    if not form.is_valid():
        desk.keep_sent()
        return _form(request, page, form, desk, status=422)
    try:
        post = actions.tell(
            by=user,
            page=page,
            submission=form.cleaned_data["operation"],
            settled=desk.settled,
            **{name: form.cleaned_data[name] for name in TEXTS},
        )
    except Refused as refused:
        form.add_error(None, str(refused))
        desk.keep_sent()
        return _form(request, page, form, desk, status=409)
    desk.clear_rescued()
    request.session[STORED] = [str(form.cleaned_data["operation"]), *request.session.get(STORED, ())][:MOST_STORED]
    messages.success(request, _("Dank je. Je verslag staat onder de praktijk, zonder je naam."))
    return HttpResponseRedirect(f"{page.get_url()}#bericht-{post.pk}")


@require_POST
@login_required
def move_up(request: HttpRequest, slug: str) -> HttpResponse:
    """Put the practice a step higher, because others tried it. For who is no editor this address does not exist."""
    user: User = request.user  # type: ignore[assignment]  # login_required
    page = _page(request, slug)
    try:
        actions.move_up(by=user, page=page)
        messages.success(request, _("De praktijk staat nu op de trap ‘uitgeprobeerd’."))
    except NotTheEditors:
        raise Http404 from None
    except TriedRefused as refused:
        messages.info(request, str(refused))
    return HttpResponseRedirect(f"{page.get_url()}#geprobeerd", status=HTTPStatus.SEE_OTHER)


def _page(request: HttpRequest, slug: str) -> PracticePage:
    """As this person may see it; else it is as absent as none."""
    visible = PracticePage.objects.visible_to(request.user).select_related("audience", "locale")
    found: PracticePage | None = visible.filter(slug=slug, locale__language_code=get_language()).first()
    if found is None:
        raise Http404
    return found


def _form(request: HttpRequest, page: PracticePage, form: TriedForm, desk: Desk, status: int = 200) -> HttpResponse:
    context = {
        "page_title": page.title,
        "page_url": page.get_url(),
        "is_public": page.audience_id and page.audience.kind == "public",
        "form": form,
        "desk": desk,
        "breadcrumbs": [
            (_("Praktijken"), f"/{get_language()}/praktijken/"),
            (page.title, page.get_url()),
            (_("Wij probeerden dit"), None),
        ],
    }
    return render(request, "practices/tried.html", context, status=status)
