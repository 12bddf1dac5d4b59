"""Measuring programs (计量): seconds on the wall, seconds of computing, peak memory."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

MIB_IN_KIB = 1024

_WATCH = """
import resource, subprocess, sys
status = subprocess.call(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(used.ru_utime + used.ru_stime, used.ru_maxrss, status)
"""
"""A small process between: a child begins with the memory of the one that forks it."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of `jiefang` cost; memory is that of its largest process."""

    wall: float
    computing: float
    memory_mib: int
    status: int


def jiefang(*words: str, folder: Path) -> Run:
    """Run the program in a folder; what it prints is thrown away."""
    started = time.perf_counter()
    told = subprocess.run(
        [sys.executable, "-S", "-c", _WATCH, sys.executable, "-m", "jiefang", *words],
        cwd=folder,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    ).stdout
    wall = time.perf_counter() - started
    computing, memory_kib, status = told.split()
    return Run(wall, float(computing), int(memory_kib) // MIB_IN_KIB, int(status))
