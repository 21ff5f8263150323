"""Collections: a plan (:mod:`jobs`), what is done for one job (:mod:`worker`) and for all of them (:mod:`runner`)."""

from __future__ import annotations

from publish.exporting.bringing import bring
from publish.exporting.jobs import Job, Output, plan, plan_press
from publish.exporting.runner import run
from publish.exporting.timestamp import RELEASED, modified
from publish.exporting.worker import Outcome

__all__ = ["RELEASED", "Job", "Outcome", "Output", "bring", "modified", "plan", "plan_press", "run"]
