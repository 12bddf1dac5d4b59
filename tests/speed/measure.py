"""Measuring programs (计量): seconds on the wall, seconds of computing, peak memory."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

MIB_IN_KIB = 1024


@dataclass(frozen=True, slots=True)
class Run:
    """What one run of `jiefang` cost; memory is that of its largest process."""

    wall: float
    computing: float
    memory_mib: int
    status: int


def jiefang(*words: str, folder: Path) -> Run:
    """Run the program in a folder; what it prints is thrown away."""
    started, before = time.perf_counter(), os.times()
    process = subprocess.Popen(
        [sys.executable, "-m", "jiefang", *words],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    after = os.times()
    computing = after.children_user + after.children_system
    computing -= before.children_user + before.children_system
    wall = time.perf_counter() - started
    return Run(wall, computing, usage.ru_maxrss // MIB_IN_KIB, process.returncode)
