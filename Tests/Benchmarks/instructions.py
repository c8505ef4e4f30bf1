#!/usr/bin/env python3
"""Counts the instructions that a study takes, and fails where they are many more than recorded.

    instructions.py REFERENCE-JOB [--record]

Time differs from machine to machine and from minute to minute; the number of instructions does not.
valgrind counts a short run and a longer one, and the difference over the studies between them is what a
study takes, without what reading files takes. Only the program's own code counts: the C library picks
its copying loops by the processor. A figure may be up to 10 % above the recorded one; --record writes
them anew.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

RECORDED = os.path.join(os.path.dirname(os.path.abspath(__file__)), "recorded.json")
SCENARIOS = os.path.join(os.path.dirname(RECORDED), "..", "..", "Scenarios")
COMMUNITY = ["--years", "1", "--scenario", os.path.join(SCENARIOS, "community-hospital.yaml")]
READING = COMMUNITY[:-1] + [os.path.join(SCENARIOS, "community-hospital-reading.yaml")]
HALF = ["--studies", "250000"]
# What is counted, by name: the options of the short run and of the longer one.
JOBS = {
    "reference job with half its studies, its second year": (
        HALF + ["--years", "1"], HALF + ["--years", "2"]),
    "community hospital, its second future": (
        COMMUNITY + ["--replications", "1"], COMMUNITY + ["--replications", "2"]),
    "community hospital with its readers, its second future": (
        READING + ["--replications", "1"], READING + ["--replications", "2"]),
}
TOLERANCE = 0.10


def own_cost(path, program):
    """The instructions in the program's own object, from a file of callgrind."""
    names, total, own, called = {}, 0, False, False
    with open(path, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if line.startswith("ob="):
                number, name = re.fullmatch(r"ob=\((\d+)\)(?: (.*))?", line.rstrip("\n")).groups()
                if name is not None:
                    names[number] = name
                own = names[number] == program
            elif line.startswith("cob="):
                # The object of a called function; it may be named here first.
                number, name = re.fullmatch(r"cob=\((\d+)\)(?: (.*))?", line.rstrip("\n")).groups()
                if name is not None:
                    names[number] = name
            elif line.startswith("calls="):
                called = True
            elif line[:1].isdigit() or line[:1] in "+-*":
                # The line after `calls=` is the cost of the called function.
                if own and not called:
                    total += int(line.split()[1])
                called = False
    return total


def count(program, options, work):
    handle, out = tempfile.mkstemp(dir=work)
    os.close(handle)
    text = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={out}", program, *options],
        check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return own_cost(out, program), int(re.search(r" studies (\d+) ", text)[1])


def figures(job, work):
    # valgrind cannot read what Swift writes for debuggers.
    program = os.path.join(os.path.realpath(work), "reference-job")
    subprocess.run(["strip", "--strip-debug", "-o", program, job], check=True)
    runs = [options for pair in JOBS.values() for options in pair]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        counts = iter(list(pool.map(lambda options: count(program, options, work), runs)))
    found = {}
    for name, less, more in zip(JOBS, counts, counts):
        found[name] = (more[0] - less[0]) / (more[1] - less[1])
    return found


def judge(name, figure, recorded):
    """Prints a figure; returns whether it is too great."""
    if name not in recorded:
        print(f"{name}: {figure:.1f} instructions a study; nothing is recorded, --record does it")
        return True
    change = figure / recorded[name] - 1
    print(f"{name}: {figure:.1f} instructions a study, recorded {recorded[name]:.1f}, {change:+.1%}")
    if change > TOLERANCE:
        print(f"  more than {TOLERANCE:.0%} above what is recorded")
    elif change < -TOLERANCE:
        print("  far below what is recorded: --record keeps the gain")
    return change > TOLERANCE


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job")
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        sys.exit("valgrind is not there: apt-get install valgrind")
    with tempfile.TemporaryDirectory() as work:
        found = figures(options.job, work)
    if options.record:
        with open(RECORDED, "w", encoding="utf-8") as file:
            json.dump({name: round(figure, 1) for name, figure in found.items()}, file, indent=2)
            file.write("\n")
    recorded = {}
    if os.path.exists(RECORDED):
        with open(RECORDED, encoding="utf-8") as file:
            recorded = json.load(file)
    return 1 if any([judge(name, figure, recorded) for name, figure in found.items()]) else 0


if __name__ == "__main__":
    sys.exit(main())
