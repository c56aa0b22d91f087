"""The local programmes, their results, and the registers that belong to them."""

from programs.models.cameras import Camera, CameraCheck, CameraExtraction, CameraUpkeep
from programs.models.fire import (
    FireCriterion,
    FireDrill,
    FireEquipment,
    FireFinding,
    FireInspection,
    FireSafeZone,
    ZoneHousehold,
)
from programs.models.people import TrustedActivity, TrustedPerson
from programs.models.programmes import (
    Program,
    ProgramAlias,
    ProgramKind,
    ProgramPaper,
    ProgramRating,
    ProgramSite,
    ProgramStatus,
    RatingScheme,
)
from programs.models.results import Highlight, Indicator, ResultSheet, ResultValue, Target

__all__ = [
    "Camera",
    "CameraCheck",
    "CameraExtraction",
    "CameraUpkeep",
    "FireCriterion",
    "FireDrill",
    "FireEquipment",
    "FireFinding",
    "FireInspection",
    "FireSafeZone",
    "Highlight",
    "Indicator",
    "Program",
    "ProgramAlias",
    "ProgramKind",
    "ProgramPaper",
    "ProgramRating",
    "ProgramSite",
    "ProgramStatus",
    "RatingScheme",
    "ResultSheet",
    "ResultValue",
    "Target",
    "TrustedActivity",
    "TrustedPerson",
    "ZoneHousehold",
]
