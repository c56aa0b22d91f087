"""Papers that bear a number of their series, and what was frozen of them, stay."""

from django.utils.translation import gettext_lazy as _

from common.fixed import Guard, guard

#: what a paper that went out is read by; who scanned it and how many pages it has may follow
NUMBER = ("commune_id", "series_id", "kind", "code_number", "code_notation", "issued_on")
WORDS = ("organ_name", "subject", "signer", "recipients")

GONE_OUT = _("This paper has its number and went out; it stays as it is.")


def guard_papers() -> None:
    numbered = "{old}.series_id IS NOT NULL"
    frozen = "EXISTS (SELECT 1 FROM members_issueddocument d WHERE d.paper_id = {old}.id)"
    guard(
        Guard(
            name="members_paper_number_stays",
            table="members_paper",
            refused={"UPDATE": numbered, "DELETE": numbered},
            columns=NUMBER,
            message=GONE_OUT,
        ),
        Guard(
            name="members_paper_words_stay",
            table="members_paper",
            refused={"UPDATE": frozen},
            columns=WORDS,
            needs=("members_issueddocument.paper_id",),
            message=GONE_OUT,
        ),
        Guard(
            name="members_paperseries_runs_on",
            table="members_paperseries",
            refused={"UPDATE": "{new}.last_number < {old}.last_number"},
            needs=("members_paperseries.last_number",),
            message=_("Numbers of a series run on; none is given twice."),
        ),
        Guard(
            name="members_issueddocument_stays",
            table="members_issueddocument",
            refused={"UPDATE": "1 = 1", "DELETE": "1 = 1"},
            message=GONE_OUT,
        ),
        Guard(
            name="members_issuedpart_stays",
            table="members_issuedpart",
            refused={"UPDATE": "1 = 1", "DELETE": "1 = 1"},
            message=GONE_OUT,
        ),
    )
