from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IntervisionConfig(AppConfig):
    name = "intervision"
    verbose_name = _("Intervisie")

    def ready(self) -> None:
        """Give method files to this room, and what people kept of a session to their own work book."""
        from intervision import casepad, kept, retention
        from intervision.actions.closing import LEDGER_WORD, erase_again
        from intervision.cast_content import PracticeLoader
        from intervision.content import MethodLoader
        from pages.content import register_loader
        from people.erasing import register_ended

        register_loader("methode", MethodLoader(), order=60)
        register_loader("methode-omlijsting", MethodLoader(wrapper=True), order=60)
        register_loader("lens", MethodLoader(lens=True), order=60)
        register_loader("oefening", PracticeLoader(), order=61)
        casepad.register()
        kept.register()
        retention.register()
        register_ended(LEDGER_WORD, erase_again)
