"""Weighing an axis of the kruispuntfiguur: its family is opened first, where it is folded."""

from playwright.sync_api import Page


def weigh(page: Page, axis: str, word: str) -> None:
    family = page.locator("details.kruispunt-family", has=page.get_by_text(axis, exact=True))
    if family.get_attribute("open") is None:
        family.locator("summary").click()
    page.get_by_role("group", name=axis, exact=True).locator("label", has_text=word).click()
