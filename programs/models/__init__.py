"""The local programmes, their results, and the registers that belong to them."""

from programs.models.cameras import Camera, CameraCheck, CameraExtraction, CameraUpkeep
from programs.models.fire import (
    FireDrill,
    FireEquipment,
    FireInspection,
    FireSafeZone,
    ZoneHousehold,
)
from programs.models.people import TrustedPerson
from programs.models.programmes import (
    Program,
    ProgramAlias,
    ProgramKind,
    ProgramRating,
    ProgramSite,
    ProgramStatus,
    RatingScheme,
)
from programs.models.results import Highlight, Indicator, ResultSheet, ResultValue

__all__ = [
    "Camera",
    "CameraCheck",
    "CameraExtraction",
    "CameraUpkeep",
    "FireDrill",
    "FireEquipment",
    "FireInspection",
    "FireSafeZone",
    "Highlight",
    "Indicator",
    "Program",
    "ProgramAlias",
    "ProgramKind",
    "ProgramRating",
    "ProgramSite",
    "ProgramStatus",
    "RatingScheme",
    "ResultSheet",
    "ResultValue",
    "TrustedPerson",
    "ZoneHousehold",
]
