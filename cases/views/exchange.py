"""Cases as files, in the editor: take one along, bring one, copy one. What is brought becomes a draft, or nothing."""

import json
from dataclasses import asdict
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cases.exchange.as_markdown import to_markdown
from cases.exchange.as_word import to_word
from cases.exchange.copying import TAKEN, copy_case
from cases.exchange.from_word import MOST_BYTES, NotADocument, Outline, Piece, outline_of
from cases.exchange.importing import MOST_CHARACTERS, Understood, Unreadable, make_draft, understand
from cases.exchange.mapping import CHOICES, chapters_of, to_file
from cases.exchange.told import told_of
from cases.models import CasePage
from cases.rules import TELLS_A_STORY, can_bring_cases
from cases.views.stage import SeeOther

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LANGUAGES = [("nl", gettext_lazy("Nederlands")), ("fr", gettext_lazy("Frans")), ("en", gettext_lazy("Engels"))]


class BringForm(forms.Form):
    """A file."""

    file = forms.FileField(
        label=gettext_lazy("Bestand"),
        help_text=gettext_lazy("Markdown (.md) of Word (.docx), hoogstens 5 MB."),
        error_messages={"required": gettext_lazy("Kies een bestand."), "empty": gettext_lazy("Dit bestand is leeg.")},
    )

    def clean_file(self) -> Any:
        """By its size and name; its content is read later."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Dit bestand is groter dan 5 MB."))
        if not file.name.lower().endswith((".md", ".markdown", ".docx")):
            raise forms.ValidationError(_("Dit bestand is geen .md en geen .docx."))
        return file


class HeadingsForm(forms.Form):
    """What each heading of a document is, and the fields that a document without a table of them lacks."""

    title = forms.CharField(label=gettext_lazy("Titel"), max_length=255)
    summary = forms.CharField(
        label=gettext_lazy("Samenvatting"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    language = forms.ChoiceField(label=gettext_lazy("Taal"), choices=LANGUAGES)
    outline = forms.CharField(widget=forms.HiddenInput, max_length=MOST_CHARACTERS)

    def __init__(self, outline: Outline, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        self.chapters = chapters_of(outline)
        if outline.front:
            for name in ("title", "summary", "language"):
                del self.fields[name]
        for number, chapter in enumerate(self.chapters):
            self.fields[f"kop-{number}"] = forms.ChoiceField(
                label=chapter.title or _("(zonder titel)"),
                choices=CHOICES,
                initial=chapter.proposed,
                help_text=chapter.start,
            )

    @property
    def roles(self) -> list[str]:
        """What was chosen, heading after heading."""
        return [self.cleaned_data[f"kop-{number}"] for number in range(len(self.chapters))]


class CopyForm(forms.Form):
    """A title, and what to take along."""

    title = forms.CharField(label=gettext_lazy("Titel van de kopie"), max_length=255)
    take = forms.MultipleChoiceField(
        label=gettext_lazy("Wat neem je mee?"),
        choices=TAKEN.items,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Nooit: wie de casus nalas, en wat lezers erbij schreven."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def bring(request: HttpRequest) -> HttpResponse:
    """Send a file. Markdown is shown as it was understood; of a Word document its headings are asked first."""
    _check(request)
    form = BringForm(request.POST or None, request.FILES or None, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        return _page(request, "bring", {"form": form}, status=422 if form.errors else 200)
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        if file.name.lower().endswith(".docx"):
            return _headings(request, outline_of(content))
        return _shown(request, content.decode("utf-8-sig"), file.name)
    except UnicodeDecodeError as error:
        reason = _("Dit is geen tekst in UTF-8 (teken %(place)d).") % {"place": error.start}
    except (NotADocument, Unreadable) as error:
        reason = str(error)
    form.add_error("file", reason)
    return _page(request, "bring", {"form": form}, status=422)


@require_POST
@cache_control(private=True, no_store=True)
def map_headings(request: HttpRequest) -> HttpResponse:
    """Say what each heading of a document is; then it is shown as it was understood."""
    _check(request)
    outline = _outline_from(request.POST.get("outline", ""))
    if outline is None:
        messages.error(request, _("Begin opnieuw: kies je bestand nog eens."))
        return SeeOther(reverse("case_files:bring"))
    form = HeadingsForm(outline, request.POST)
    if not form.is_valid():
        return _page(request, "headings", {"form": form}, status=422)
    data = form.cleaned_data
    fields = {} if outline.front else _fields(data)
    mapped = to_file(outline, form.chapters, form.roles, fields)
    try:
        return _shown(request, mapped.markdown, data.get("title") or _("document"), mapped.dropped)
    except Unreadable as error:
        form.add_error(None, str(error))
        return _page(request, "headings", {"form": form}, status=422)


@require_POST
@cache_control(private=True, no_store=True)
def make(request: HttpRequest) -> HttpResponse:
    """Make the draft that was shown, and go on to it. What cannot be read any more makes nothing."""
    _check(request)
    try:
        understood = understand(request.POST.get("text", ""))
    except Unreadable as error:
        messages.error(request, str(error))
        return SeeOther(reverse("case_files:bring"))
    page = make_draft(by=request.user, parsed=understood.parsed)  # type: ignore[arg-type]  # _check
    messages.success(
        request, _("Het ontwerp '%(title)s' staat er. Lees het na voor je het laat nalezen.") % {"title": page.title}
    )
    return SeeOther(reverse("wagtailadmin_pages:edit", args=[page.pk]))


@require_safe
@cache_control(private=True, no_store=True)
def take(request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """The case as it stands in the editor, as a file. First the list of what such a file does not hold, where
    there is any; `?bestand` gives the file."""
    case = _own_case(request, pk)
    if form not in {"md", "docx"}:
        raise Http404
    told = told_of(case)
    if "bestand" not in request.GET and told.dropped:
        return _page(request, "take", {"case": case, "form": form, "dropped": told.dropped})
    content = to_markdown(told).encode("utf-8") if form == "md" else to_word(told)
    answer = HttpResponse(content, content_type="text/markdown; charset=utf-8" if form == "md" else WORD)
    answer["Content-Disposition"] = f'attachment; filename="{told.slug}.{form}"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(private=True, no_store=True)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose what a copy takes along, and make it."""
    _check(request)
    case = _own_case(request, pk)
    initial = {"title": _("Kopie van %(title)s") % {"title": case.title}, "take": list(TAKEN)}
    form = CopyForm(request.POST or None, initial=initial, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        context = {"form": form, "case": case, "owes_consent": case.owes_consent or case.provenance in TELLS_A_STORY}
        return _page(request, "copy", context, status=422 if form.errors else 200)
    page = copy_case(by=request.user, case=case, title=form.cleaned_data["title"], take=form.cleaned_data["take"])  # type: ignore[arg-type]  # _check
    messages.success(request, _("De kopie staat er, als ontwerp."))
    return SeeOther(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def _check(request: HttpRequest) -> None:
    if not can_bring_cases(request.user):
        raise PermissionDenied


def _own_case(request: HttpRequest, pk: int) -> CasePage:
    """The latest draft of a case that this person may edit; one that they may not is as absent as none."""
    page = get_object_or_404(CasePage, pk=pk)
    if not page.permissions_for_user(request.user).can_edit():
        raise Http404
    latest: CasePage = page.get_latest_revision_as_object()
    return latest


def _headings(request: HttpRequest, outline: Outline) -> HttpResponse:
    told = json.dumps(asdict(outline), ensure_ascii=False, default=str)
    initial = {"title": outline.title, "language": "nl", "outline": told}
    return _page(request, "headings", {"form": HeadingsForm(outline, initial=initial)})


def _outline_from(told: str) -> Outline | None:
    """What the page before this one sent along; None for anything else."""
    try:
        found = json.loads(told)
        pieces = [
            Piece(int(piece["level"]), str(piece["title"]), [str(row) for row in piece["lines"]])
            for piece in found["pieces"]
        ]
        return Outline(str(found["title"]), dict(found["front"]), pieces, [str(each) for each in found["dropped"]])
    except (ValueError, KeyError, TypeError):
        return None


def _fields(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "taal": data["language"],
        "slug": slugify(data["title"]).replace("_", "-") or "casus",
        "titel": data["title"],
        "samenvatting": data["summary"],
        "herkomst": "samengesteld",
        "leestijd_min": 15,
    }


def _shown(request: HttpRequest, text: str, name: str, dropped: list[str] | None = None) -> HttpResponse:
    understood: Understood = understand(text, name)
    parsed = understood.parsed
    context = {
        "parsed": parsed,
        "text": text,
        "counts": [
            (_("fasen"), len(parsed.streams["stages"])),
            (_("stemmen"), len(parsed.streams["voices"])),
            (_("rijen in 'wie weet wat'"), len(parsed.streams["knowledge"])),
            (_("vragen"), len(parsed.streams["questions"])),
            (_("stukken van de gids"), len(parsed.streams["guide"])),
            (_("begrippen"), len(parsed.concepts)),
        ],
        "dropped": [*(dropped or ()), *understood.dropped],
    }
    return _page(request, "shown", context)


def _page(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    return render(request, f"cases/exchange/{name}.html", context, status=status)
