"""Results and cameras from workbooks."""

from programs.imports.cameras import apply_cameras, plan_cameras
from programs.imports.results import plan_results, write_results

__all__ = ["apply_cameras", "write_results", "plan_cameras", "plan_results"]
