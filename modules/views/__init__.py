"""Pages and posts of this room. One file per noun."""

from modules.views.attest import attest, attest_check, attest_texts, make_attest, module_attest
from modules.views.module import begin
from modules.views.plan import settle
from modules.views.unit import answer, finish, keep, put_bookmark, reopen, unit_page

__all__ = [
    "answer",
    "attest",
    "attest_check",
    "attest_texts",
    "begin",
    "finish",
    "keep",
    "make_attest",
    "module_attest",
    "put_bookmark",
    "reopen",
    "settle",
    "unit_page",
]
