#!/usr/bin/env python3
"""Times the replay of the shipped scenarios, and of one that holds everything for thirty years.

    shipped.py REFERENCE-JOB [--runs N]

Prints nanoseconds a study, on two threads and all offers together, and the greatest memory. Times are of
this machine and this minute: compare them with others of the same run only. Exits with 1 where the long
plan takes more than 200 MB.
"""

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

SCENARIOS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "Scenarios")
LARGEST_MB = 200
# The largest shipped hospital with everybody who reads there, for thirty years.
EVERYTHING = """pacsplan: 1
based-on: academic-medical-center.yaml
name: Everything for thirty years
years: 30
reading:
  turnaround:
    emergency: { median: 25 min, p95: 70 min }
    inpatient: { median: 3 h, p95: 14 h }
    outpatient: { median: 9 h, p95: 40 h }
  readers: [{ at: site, share: 100 % }]
  priors: { per-study: 2.0 }
  clinical-views: { per-study: 2.9, within: 14 days }
"""


def measure(job, scenario, runs, years):
    """Nanoseconds a study and MB of one scenario: the median of some runs, and the greatest."""
    command = [job, "--scenario", scenario, "--years", str(years), "--threads", "2",
               "--replications", "2"]
    times, memory = [], 0
    for _ in range(runs):
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        text = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"{scenario}: it failed\n{text}")
        times.append(float(re.search(r"ns/study ([0-9.]+)", text)[1]))
        memory = max(memory, usage.ru_maxrss * 1024 / 1e6)
        studies = int(re.search(r"studies (\d+)", text)[1])
    return statistics.median(times), memory, studies


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    names = sorted(n for n in os.listdir(SCENARIOS) if n.endswith(".yaml"))
    print(f"{'':44}{'ns a study':>12}{'peak MB':>10}{'studies':>14}")
    with tempfile.TemporaryDirectory() as work:
        folder = shutil.copytree(SCENARIOS, os.path.join(work, "scenarios"))
        with open(os.path.join(folder, "everything.yaml"), "w", encoding="utf-8") as file:
            file.write(EVERYTHING)
        peaks = {}
        for name in names + ["everything.yaml"]:
            years, runs = (30, 1) if name == "everything.yaml" else (10, options.runs)
            time, peaks[name], studies = measure(
                options.job, os.path.join(folder, name), runs, years)
            print(f"{name:44}{time:12.1f}{peaks[name]:10.1f}{studies:14,}", flush=True)
    if peaks["everything.yaml"] > LARGEST_MB:
        print(f"more than {LARGEST_MB} MB")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
