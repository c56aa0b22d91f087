"""Figures of a report, one module a part. Each returns frozen dataclasses."""

from reports.figures.base import Frame, Grid, make_frame
from reports.figures.collect import Figures, collect

__all__ = ["Figures", "Frame", "Grid", "collect", "make_frame"]
