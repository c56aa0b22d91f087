"""Award rounds: catalogues, council, nominations, decisions, certificates."""

from awards.models.catalogue import (
    AwardCoefficient,
    AwardForm,
    BaseSalary,
    NomineeKind,
    RoundingRule,
)
from awards.models.certificates import CertificateLayout, CertificateText
from awards.models.nominations import Nomination, NominationFile
from awards.models.rounds import AwardPaper, AwardRound, CouncilMember, Decision

__all__ = [
    "AwardCoefficient",
    "AwardForm",
    "AwardPaper",
    "AwardRound",
    "BaseSalary",
    "CertificateLayout",
    "CertificateText",
    "CouncilMember",
    "Decision",
    "Nomination",
    "NominationFile",
    "NomineeKind",
    "RoundingRule",
]
