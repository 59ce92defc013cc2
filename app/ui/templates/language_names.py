"""The languages of messages as a seller reads them."""

from __future__ import annotations


def language_name(language: str) -> str:
    """Name a language, in English and as its speakers do: German (Deutsch)."""
    # Imported here: the first picture needs no languages.
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (ValueError, UnknownLocaleError):
        return language
    english, own = locale.get_display_name("en"), locale.get_display_name()
    return english or language if not own or own == english else f"{english} ({own})"
