"""A look over free text for what the portal must never hold: asked about, not blocked."""

import re

from django.utils.translation import gettext as _

_CITIZEN_ID = re.compile(r"(?<!\d)(?:\d{12}|\d{9})(?!\d)")
#: "đối tượng Nguyễn Văn A", "nghi phạm ...", "người tố giác ...": a role followed by a name
_NAMED = re.compile(
    r"(?:đối tượng|nghi phạm|nghi can|bị can|bị cáo|người tố giác|người báo tin|cơ sở bí mật)"
    r"\s+(?:tên\s+|là\s+)?((?:[A-ZĐÀ-Ỹ][a-zđà-ỹ]+\s+){1,4}[A-ZĐÀ-Ỹ][a-zđà-ỹ]*)"
)


def indiscretions(text: str) -> list[str]:
    """Return what in a text looks like a citizen ID, or names a suspect or a source.

    Design section 7; Law 117/2025/QH15. A guess, so the writer is asked.
    """
    found = []
    if number := _CITIZEN_ID.search(text):
        found.append(_("“%(text)s” looks like a citizen ID.") % {"text": number.group()})
    if named := _NAMED.search(text):
        found.append(
            _("“%(text)s” seems to name a suspect or an informant.")
            % {"text": named.group().strip()}
        )
    return found
