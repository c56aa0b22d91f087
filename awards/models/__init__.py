"""Award rounds: catalogues, council, nominations, decisions, certificates."""

from awards.models.catalogue import (
    AwardAuthority,
    AwardCoefficient,
    AwardForm,
    BaseSalary,
    Law,
    NomineeKind,
    RoundingRule,
)
from awards.models.certificates import CertificateLayout, CertificateText
from awards.models.nominations import Nomination, NominationFile
from awards.models.rounds import AwardPaper, AwardRound, CouncilMember, Decision

__all__ = [
    "AwardAuthority",
    "AwardCoefficient",
    "AwardForm",
    "AwardPaper",
    "AwardRound",
    "BaseSalary",
    "CertificateLayout",
    "CertificateText",
    "CouncilMember",
    "Decision",
    "Law",
    "Nomination",
    "NominationFile",
    "NomineeKind",
    "RoundingRule",
]
