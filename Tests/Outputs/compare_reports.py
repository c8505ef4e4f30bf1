#!/usr/bin/env python3
"""Compares the committed reports with new ones.

    compare_reports.py NEW COMMITTED [FOLDER…]

Both folders hold a folder for each scenario; those that are named were not made anew and are left out. Text must be the same to the byte. A workbook may differ
in how it is packed, as the compression library of another machine does, but not in what it holds.
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WORKBOOKS = os.path.join(HERE, "..", "Workbook", "compare_workbooks.py")


def files(folder):
    """What a run has written, by its path; the hidden list of it names these very files."""
    return {
        os.path.relpath(os.path.join(place, name), folder)
        for place, _, names in os.walk(folder)
        for name in names
        if not name.startswith(".")
    }


def difference(new, old):
    """What differs between two files, in words; None is nothing."""
    a, b = open(new, "rb").read(), open(old, "rb").read()
    if a == b:
        return None
    if new.endswith(".xlsx"):
        ran = subprocess.run(
            [sys.executable, WORKBOOKS, new, old], capture_output=True, text=True
        )
        if ran.returncode == 0:
            return None
        lines = (ran.stdout + ran.stderr).strip().split("\n")
        return "\n    ".join(line[:200] for line in lines[:10])
    for number, (left, right) in enumerate(zip(a.split(b"\n"), b.split(b"\n")), 1):
        if left != right:
            return f"line {number}\n    now  {left[:160]!r}\n    kept {right[:160]!r}"
    return "one is longer than the other"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    new, old, *skipped = sys.argv[1:]
    made = files(new)
    kept = {name for name in files(old) if name.split(os.sep)[0] not in skipped}
    problems = [f"{name}: not in {old}" for name in sorted(made - kept)]
    problems += [f"{name}: no scenario makes it any more" for name in sorted(kept - made)]
    for name in sorted(made & kept):
        words = difference(os.path.join(new, name), os.path.join(old, name))
        if words:
            problems.append(f"{name}: {words}")
    for problem in problems:
        print(problem)
    if problems or not made:
        sys.exit(f"{old} is stale: run make reports")
    print(f"{len(made)} files of {old} are as the scenarios make them")


if __name__ == "__main__":
    main()
