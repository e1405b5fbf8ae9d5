"""A picture for the README in which two screens stand side by side."""

import base64
import os
from pathlib import Path

from tests.conftest import BASE

FOLDER = BASE / "docs" / "pictures"
PAGE = """<!doctype html><html><head><style>
  body { margin: 0; width: 1280px; height: 860px; position: relative; overflow: hidden;
         background: linear-gradient(155deg, #f4ecdc, #d9e6e4); }
  img { position: absolute; display: block; box-shadow: 0 24px 60px rgb(40 30 60 / .22); }
  .desktop { left: 40px; top: 56px; width: 1030px; border-radius: 14px; }
  .phone { right: 28px; bottom: 40px; width: 236px; border-radius: 30px; border: 7px solid #262338; }
</style></head><body>
<img class="desktop" src="data:image/png;base64,%s"><img class="phone" src="data:image/png;base64,%s">
</body></html>"""


def wanted(name: str) -> bool:
    """Whether this picture is to be made: when it is missing, or when asked for with PICTURES=1."""
    return os.environ.get("PICTURES") == "1" or not path_of(name).exists()


def path_of(name: str) -> Path:
    return FOLDER / f"{name}.png"


def side_by_side(name: str, desktop, phone) -> None:
    """A desktop with a phone in front of it, as a picture of 1280 wide."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    screens = [base64.b64encode(page.screenshot(animations="disabled")).decode() for page in (desktop, phone)]
    browser = desktop.context.browser
    sheet = browser.new_page(viewport={"width": 1280, "height": 860})
    sheet.set_content(PAGE % tuple(screens), wait_until="load")
    sheet.screenshot(path=path_of(name))
    sheet.close()
