"""Reading the environment, with errors that say what to do."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE = {"1", "true", "yes", "on"}
FALSE = {"", "0", "false", "no", "off"}


def env(name: str, default: str = "") -> str:
    """The variable, or the default where it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def env_required(name: str, hint: str) -> str:
    """The variable; without it a message that names the variable and the way out."""
    value = env(name)
    if not value:
        message = f"The environment has no {name}. {hint} Every variable is explained in .env.example."
        raise ImproperlyConfigured(message)
    return value


def env_bool(name: str, *, default: bool = False) -> bool:
    """The variable as yes or no; anything else is refused rather than guessed."""
    value = env(name).lower()
    if not value:
        return default
    if value in TRUE:
        return True
    if value in FALSE:
        return False
    message = f"{name} is {value!r}. Write 1 for yes or 0 for no."
    raise ImproperlyConfigured(message)


def env_list(name: str, default: str = "") -> list[str]:
    """The variable as a list, separated by commas."""
    return [part.strip() for part in env(name, default).split(",") if part.strip()]
