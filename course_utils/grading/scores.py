"""Scores, pure: from points, dates and the late rule to totals. Nothing is read or written here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

DAY = timedelta(days=1)


@dataclass(frozen=True)
class LateRule:
    """What lateness costs: a share of what was earned for each day begun.

    Attributes:
        per_day: share for each day begun after the due date.
        most: the largest share.
        grace_minutes: so much later is not late; beyond it, counting begins at the due date.
    """

    per_day: float = 0.0
    most: float = 1.0
    grace_minutes: float = 0.0

    def share(self, late: timedelta) -> float:
        """The share of the points that is lost.

        Args:
            late: time from the due date, extension included, to the submission.
        """
        if late <= timedelta(minutes=self.grace_minutes):
            return 0.0
        return min(self.most, self.per_day * math.ceil(late / DAY))


@dataclass(frozen=True)
class Mark:
    """One exercise or written answer of one student.

    Attributes:
        exercise: its name.
        points: earned, by the referee or by hand.
        maximum: to be earned.
        bonus: whether it stays out of the denominator.
        waits: whether a person has to look.
    """

    exercise: str
    points: float
    maximum: float
    bonus: bool = False
    waits: bool = False


@dataclass(frozen=True)
class Dates:
    """When something was due and when it came; both with a time zone, or both without.

    Attributes:
        due: None when it has no date.
        submitted: None when nobody knows; then it counts as on time.
        extension: more time for this student.
    """

    due: datetime | None = None
    submitted: datetime | None = None
    extension: timedelta = timedelta()

    @property
    def late(self) -> timedelta:
        """How late it came; not negative."""
        if self.due is None or self.submitted is None:
            return timedelta()
        return max(timedelta(), self.submitted - self.due - self.extension)


@dataclass(frozen=True)
class Total:
    """What one student has in one assignment.

    Attributes:
        earned: points, bonus included, before lateness.
        bonus: the part of them that is bonus.
        late: how late it came.
        lost: points that lateness costs.
        points: earned minus lost: what counts.
        out_of: points to be had without bonus.
        waits: names of what waits for a person.
    """

    earned: float
    bonus: float
    late: timedelta
    lost: float
    points: float
    out_of: float
    waits: tuple[str, ...] = ()

    @property
    def percent(self) -> float:
        """Share of `out_of` in percent; above 100 with bonus."""
        return round(100 * self.points / self.out_of, 1) if self.out_of else 0.0


def total(marks: Sequence[Mark], dates: Dates = Dates(), rule: LateRule = LateRule()) -> Total:
    """Add up one student's assignment.

    Args:
        marks: everything that there is to earn.
        dates: when.
        rule: what lateness costs.
    """
    earned = round(math.fsum(mark.points for mark in marks), 2)
    bonus = round(math.fsum(mark.points for mark in marks if mark.bonus), 2)
    out_of = round(math.fsum(mark.maximum for mark in marks if not mark.bonus), 2)
    lost = round(earned * rule.share(dates.late), 2)
    waits = tuple(mark.exercise for mark in marks if mark.waits)
    return Total(earned, bonus, dates.late, lost, round(earned - lost, 2), out_of, waits)
