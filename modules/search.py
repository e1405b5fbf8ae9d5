"""What search knows of a module: what its front page shows, and the titles of its units."""

from modules.enums import Length
from modules.models import ModulePage
from pages.passages import plain
from search.documents import SearchDoc


def search_doc(module: ModulePage) -> SearchDoc | None:
    """The document of a module; none for a page that nobody may see. The texts of units stay out of it: they show stages of cases."""
    if module.audience_id is None:
        return None
    goals = [goal.pk for goal in module.goals.all()]
    concepts = [concept.pk for concept in module.concepts.all()]
    units = "\n".join(unit["value"]["title"] for unit in module.units.raw_data)
    return SearchDoc(
        kind="module",
        key=str(module.pk),
        language=module.locale.language_code,
        title=module.title,
        summary=module.summary,
        body=f"{plain(module.for_whom)}\n{plain(module.before)}\n{units}",
        url=module.url or "",
        audience_id=module.audience_id,
        concepts=tuple(dict.fromkeys([*concepts, *goals])),
        facets={"duur": (Length.of(float(module.hours)).value,)},
        updated_at=module.last_published_at,
    )
