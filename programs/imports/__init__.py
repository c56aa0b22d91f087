"""Results and cameras from workbooks."""

from programs.imports.cameras import apply_cameras, plan_cameras
from programs.imports.results import apply_results, plan_results

__all__ = ["apply_cameras", "apply_results", "plan_cameras", "plan_results"]
