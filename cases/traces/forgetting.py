"""What was taken out of a draft leaves everything that was kept of it: older versions, the page's row, the editor's books.

A published case is different as long as readers see it: its row and its live version keep the words until the next
publication. Then every older version goes, whatever stood in it, also what a writer took out by hand.
"""

import json
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import COMMENTS_RELATION_NAME, Comment, CommentReply, Page, PageLogEntry, Revision, TaskState

from cases.models import Trace
from cases.traces.passages import FIELDS, STREAMS, Change, changed_blocks, replace
from deidentification.reading import find
from people.leftovers import empty_write_ahead_log, merge_word_lists

if TYPE_CHECKING:
    from cases.models import CasePage


def forget_words(case: "CasePage", change: Change) -> None:
    """Put what `change` puts in the place of words, everywhere behind the draft. Leaves no copy in an SQLite file."""
    transaction.on_commit(leave_nothing_behind)
    row: CasePage = type(case).objects.get(pk=case.pk)  # a draft tells what was live when it was kept
    kept = row.revisions.exclude(pk=row.live_revision_id) if row.live else row.revisions.all()
    for revision in kept.order_by("pk").iterator(chunk_size=20):
        content, name = _changed(revision.content, change), change(revision.object_str)[:300]
        if (content, name) != (revision.content, revision.object_str):
            Revision.objects.filter(pk=revision.pk).update(content=content, object_str=name)
    if not row.live:
        _change_row(row, change)
    _each(Trace.objects.filter(case_id=case.pk), "reason", change)
    _each(Comment.objects.filter(page_id=case.pk), "text", change)
    _each(CommentReply.objects.filter(comment__page_id=case.pk), "text", change)
    _each(TaskState.objects.filter(workflow_state__object_id=str(case.pk)), "comment", change)
    _each(PageLogEntry.objects.filter(page_id=case.pk), "label", change)
    for entry in PageLogEntry.objects.filter(page_id=case.pk).exclude(data={}):
        PageLogEntry.objects.filter(pk=entry.pk).update(data=_everywhere(entry.data, change))


def leave_nothing_behind() -> None:
    """Nothing of what went in an SQLite file: not in the word lists of the editor's search, not in the log."""
    merge_word_lists()
    empty_write_ahead_log()


def _each(rows: "QuerySet[Any]", field: str, change: Change) -> None:
    for pk, text in rows.values_list("pk", field):
        if (changed := change(text)) != text:
            rows.model._base_manager.filter(pk=pk).update(**{field: changed})


def _changed(content: Mapping[str, Any], change: Change) -> dict[str, Any]:
    """A stored version with its texts changed; a stream lies in it as JSON of its own."""
    new = dict(content)
    for name in (*FIELDS, "draft_title"):
        if isinstance(new.get(name), str):
            new[name] = change(new[name])
    if new.get("slug"):
        new["slug"] = change.address(new["slug"])
        # The last part of the path is the address.
        new["url_path"] = f"{str(new.get('url_path', '')).rstrip('/').rpartition('/')[0]}/{new['slug']}/"
    for name in STREAMS:
        if isinstance(new.get(name), str):
            new[name] = json.dumps(changed_blocks(json.loads(new[name]), change))
    if new.get(COMMENTS_RELATION_NAME):
        new[COMMENTS_RELATION_NAME] = _everywhere(new[COMMENTS_RELATION_NAME], change)
    return new


def _everywhere(value: Any, change: Change) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: _everywhere(below, change) for name, below in value.items()}
    if isinstance(value, list):
        return [_everywhere(below, change) for below in value]
    return value


def _change_row(row: "CasePage", change: Change) -> None:
    """The row of a page that nobody reads still holds what it was made with."""
    replace(row, change)
    row.draft_title = change(row.draft_title)
    row.set_url_path(row.get_parent())
    # First the address: what was never read needs no way from its old address, which would hold the words.
    Page.objects.filter(pk=row.pk).update(slug=row.slug, url_path=row.url_path)
    row.save(clean=False)  # type: ignore[call-arg]  # a draft may be unfinished; stubs know the plain model


def purge_versions(case: "CasePage") -> int:
    """Delete the versions before the one that was published, with the titles and the address of before; how many.

    Steps of a workflow that looked at them look at the published version from then on.
    """
    case = type(case).objects.get(pk=case.pk)  # publishing works on a copy
    if case.live_revision_id is None:
        return 0  # planned for later
    older = case.revisions.filter(pk__lt=case.live_revision_id)
    numbers = list(older.values_list("pk", flat=True))
    TaskState.objects.filter(revision_id__in=numbers).update(revision_id=case.live_revision_id)
    PageLogEntry.objects.filter(revision_id__in=numbers).update(revision=None)
    older.delete()
    PageLogEntry.objects.filter(page_id=case.pk).exclude(label=case.title).update(label=case.title)
    for entry in PageLogEntry.objects.filter(page_id=case.pk, data__has_key="title"):
        PageLogEntry.objects.filter(pk=entry.pk).update(
            data={name: value for name, value in entry.data.items() if name != "title"}
        )
    transaction.on_commit(partial(_settle, case))
    return len(numbers)


def _settle(case: "CasePage") -> None:
    """The editor makes a way from an old address after the publication; then the file can be left clean."""
    _forget_addresses(case)
    leave_nothing_behind()


def _forget_addresses(case: "CasePage") -> None:
    """An older address goes on leading here, unless it names what no longer stands in the case."""
    stays = set(Trace.objects.filter(case_id=case.pk).values_list("quote", flat=True))
    for redirect in Redirect.objects.filter(redirect_page_id=case.pk):
        told = redirect.old_path.rstrip("/").rpartition("/")[2].replace("-", " ")
        if any(finding.of(told) not in stays for finding in find(told, language=case.locale.language_code)):
            redirect.delete()
