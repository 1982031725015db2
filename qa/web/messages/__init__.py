"""Every sentence the page says, but for those of its style, in the language of who reads it.

``messages.COPY`` is what is said in the language that `language.speaking` chose where it is read,
so it is never to be read while a module is imported.
"""

from typing import TYPE_CHECKING

from qa.web.messages.language import catalog
from qa.web.messages.language import spoken as spoken

if TYPE_CHECKING:
    from qa.web.messages.english import *
else:

    def __getattr__(name: str) -> object:
        return getattr(catalog(), name)
