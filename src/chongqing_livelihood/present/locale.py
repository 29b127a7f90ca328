"""The words that code writes into the book, said in the language of the build.

Prose is translated by the catalogues of its pages; what no page holds (grades, heads of tables,
units) is looked up here. A module calls `_` when it writes, never when it is imported; `mark`
notes the words of a constant for the extraction alone. Outside a build everything is English.
"""

from __future__ import annotations

import hashlib
from gettext import NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.util.typing import ExtensionMetadata

DOMAIN: Final = "chongqing-livelihood"
"""Name of the catalogue; a translation stands in ``<locale>/<language>/LC_MESSAGES/``."""

FOLDER: Final = Path(__file__).with_name("locales")
"""The template, and translations that travel with the package; those of the book come first."""

DATA_LANGUAGE: Final = "en"
"""In this language the tables describe what they count, whatever the book speaks."""


class _Build:
    """What the build that runs in this process speaks."""

    words = NullTranslations()
    language = DATA_LANGUAGE


def _(message: str) -> str:
    """Return a message in the language of the build."""
    return _Build.words.gettext(message) if message else ""


def choose(one: str, many: str, number: int) -> str:
    """Return the words that fit a number of things."""
    return _Build.words.ngettext(one, many, number)


def plural(one: str, many: str, number: int) -> str:
    """Return the message that fits a number of things, with ``{number}`` filled in.

    >>> plural("{number} claim", "{number} claims", 1200)
    '1,200 claims'
    """
    return choose(one, many, number).format(number=f"{number:,}")


def mark(message: str) -> str:
    """Return a message as it is; the extraction finds it, and `_` says it later."""
    return message


def pair(one: str, many: str) -> tuple[str, str]:
    """Return a message of two forms as it is, for `plural` to say later."""
    return one, many


def data_classes() -> list[str]:
    """Return the classes of a node that quotes the data: in a translated book, their language."""
    return [] if _Build.language == DATA_LANGUAGE else [f"language-{DATA_LANGUAGE}"]


def quote_data(html: str) -> str:
    """Return HTML that quotes the data, its language marked where the book speaks another one.

    >>> quote_data("beds")
    'beds'
    """
    if not html or _Build.language == DATA_LANGUAGE:
        return html
    return f'<span lang="{DATA_LANGUAGE}">{html}</span>'


def speak(html: str) -> str:
    """Return HTML that speaks the language of the book within a quotation of the data."""
    if _Build.language == DATA_LANGUAGE:
        return html
    return f'<span lang="{_Build.language}">{html}</span>'


def _folders(config: Config, srcdir: Path) -> list[Path]:
    return [*(Path(srcdir, folder) for folder in config.locale_dirs), FOLDER]


def load_words(app: Sphinx) -> str:
    """Load the catalogue of the language, and return a digest of it."""
    from sphinx.locale import get_translator, translators
    from sphinx.util.i18n import CatalogInfo

    language = app.config.language
    translators.pop(("general", DOMAIN), None)  # that of an earlier build in this process
    digest = hashlib.sha256()
    for folder in _folders(app.config, Path(app.srcdir)):
        catalogue = CatalogInfo(str(folder / language / "LC_MESSAGES"), DOMAIN, "utf-8")
        if Path(catalogue.po_path).is_file() and catalogue.is_outdated():
            catalogue.write_mo(language)
        if Path(catalogue.mo_path).is_file():
            digest.update(Path(catalogue.mo_path).read_bytes())
            app.add_message_catalog(DOMAIN, str(folder))
    _Build.words = get_translator(DOMAIN)
    _Build.language = language
    return digest.hexdigest()


def setup(app: Sphinx) -> ExtensionMetadata:
    """Speak the language of the build; every page is read again when the words change."""
    digest: Any = load_words(app)
    app.add_config_value("words_digest", digest, "env", str)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
