"""Measuring two things in turns, so that a noisy minute falls on both."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """Medians in milliseconds of ours and of the bare thing, and the most that ours may cost."""

    name: str
    ours: float
    bare: float
    most: float

    def __str__(self) -> str:
        value = self.ours / self.bare
        verdict = "ok" if value <= self.most else "TOO SLOW"
        return f"{self.name:<58} {self.ours:9.2f} ms / {self.bare:9.2f} ms = {value:5.2f}  (≤ {self.most})  {verdict}"


def ratio(
    name: str, ours: Callable[[], object], bare: Callable[[], object], *, most: float, rounds: int
) -> Ratio:
    """Run both once to warm up, then in turns, and compare their medians."""
    ours()
    bare()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds):
        for job, taken in zip((ours, bare), times, strict=True):
            start = time.perf_counter()
            job()
            taken.append((time.perf_counter() - start) * 1000)
    return Ratio(name, statistics.median(times[0]), statistics.median(times[1]), most)
