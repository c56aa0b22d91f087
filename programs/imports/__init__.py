"""Results and cameras from workbooks."""

from programs.imports.cameras import plan_cameras, write_cameras
from programs.imports.results import plan_results, write_results

__all__ = ["plan_cameras", "plan_results", "write_cameras", "write_results"]
