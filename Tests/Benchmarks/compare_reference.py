#!/usr/bin/env python3
"""Compares the engine's replay of the reference job with the C programs that define the job.

    compare_reference.py REFERENCE-JOB FOLDER [--studies N] [--seeds R] [--cc CC]

FOLDER holds job.h, plain.c and roofline.c. First, the same arrivals through both: `roofline trace` draws
them, sizes are rounded to whole bytes, and `plain exact` and reference-job replay them. Means, the
largest backlogs and busy times must agree to 1e-9, quantiles to half a bucket of the histogram, 0.4 %.
`roofline replay` prints fewer digits and is held against those. Second, each program's own arrivals, for
R seeds of one year: the mean sizes, the shares of the modalities and the waits must agree within 4
standard errors. Exits with 1 when anything does not.
"""

import argparse
import math
import os
import re
import statistics
import struct
import subprocess
import sys
import tempfile

VENDORS = 4


def run(*command):
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def build(cc, folder, work):
    # The figures with all their digits, and busy time to the end rather than to the last full hour.
    plain = open(os.path.join(folder, "plain.c"), encoding="utf-8").read()
    head, exact = plain.split('!strcmp(mode, "exact")')
    exact = re.sub(r"%\.\d+f", "%.17g", exact, count=6)
    exact, ends = re.subn(r"hEnd = floor\(a\[n - 1\] / 3600\) \* 3600", "hEnd = 1e18", exact)
    assert ends == 1, "plain.c has changed"
    source = os.path.join(work, "plain.c")
    with open(source, "w", encoding="utf-8") as out:
        out.write(head + '!strcmp(mode, "exact")' + exact)
    run(cc, "-O3", "-I", folder, source, "-lm", "-o", os.path.join(work, "plain"))
    run(cc, "-O3", "-march=native", "-ffp-contract=off", "-fno-math-errno", "-fno-trapping-math",
        f"-DV={VENDORS}", os.path.join(folder, "roofline.c"), "-lm", "-o",
        os.path.join(work, "roofline"))


def figures(text):
    """(vendor, stage) to the figures by name."""
    found = {}
    for line in text.splitlines():
        words = line.split()
        if words[:1] == ["vendor"]:
            found[int(words[1]), int(words[3])] = dict(zip(words[4::2], map(float, words[5::2])))
    assert len(found) == VENDORS * 3, text
    return found


def difference(one, other, name, floor):
    return max(abs(one[k][name] - other[k][name]) / max(abs(other[k][name]), floor) for k in other)


def same_arrivals(job, work, studies):
    trace = os.path.join(work, "trace.bin")
    run(os.path.join(work, "roofline"), "trace", str(studies), trace)
    values = list(struct.unpack(f"{3 * studies}d", open(trace, "rb").read()))
    for place in range(1, len(values), 3):
        values[place] = max(1, round(values[place] * 1e6)) / 1e6
    assert values[-3] < 365 * 86400, "the figures are those of one year"
    with open(trace, "wb") as out:
        out.write(struct.pack(f"{3 * studies}d", *values))
    own = figures(run(job, "--trace", trace, "--figures", "--vendors", str(VENDORS)))
    exact = figures(run(os.path.join(work, "plain"), "exact", trace))
    streamed = figures(run(os.path.join(work, "roofline"), "replay", trace))
    print(f"the same {studies} arrivals, {VENDORS} offers with 3 queues each; largest difference:")
    wrong = 0
    # A quantile below the first bucket's 8 µs is 0; a difference of half of it is none.
    for name, limit, floor in [("mean", 1e-9, 0), ("maxWork", 1e-9, 0), ("busy", 1e-9, 0),
                               ("p95", 4e-3, 1e-3), ("p99", 4e-3, 1e-3)]:
        found = difference(own, exact, name, floor or 1e-300)
        wrong += found > limit
        print(f"  {name:8} {found:.2g} of the exact one (at most {limit:g})")
    # Printed with 9, 4, 4 and 3 decimals.
    for name, digits in [("mean", 9), ("p95", 4), ("p99", 4), ("maxWork", 3)]:
        found = max(abs(own[k][name] - streamed[k][name]) for k in own)
        wrong += found > 0.6 * 10 ** -digits
        print(f"  {name:8} {found:.2g} s from the streaming program's, which prints {digits} decimals")
    return wrong


def own_arrivals(job, work, seeds):
    """The C program's year 1 has 500,000 × the mean of 1.05^(month/12) studies."""
    expected = 500_000 * sum(1.05 ** (month / 12) for month in range(12)) / 12
    ours, theirs, shares = [], [], []
    for seed in range(1, seeds + 1):
        text = run(job, "--years", "1", "--seed", str(seed), "--figures", "--vendors", str(VENDORS),
                   "--studies", str(round(expected)))
        rows = re.findall(r"^stream-(\d+) studies (\d+) megabytes (\S+)$", text, re.M)
        counts = [int(row[1]) for row in rows]
        sizes = [float(row[2]) for row in rows]
        ours.append((sum(counts), sum(sizes), figures(text)))
        shares.append([(count, size / count) for count, size in zip(counts, sizes)])
        text = run(os.path.join(work, "roofline"), "job", "1", "1", str(seed))
        count, size = re.search(r"^studies (\d+) terabytes (\S+)$", text, re.M).groups()
        theirs.append((int(count), float(size) * 1e6, figures(text)))

    wrong = 0
    worst = []

    def compare(name, one, other):
        error = math.sqrt((statistics.variance(one) + statistics.variance(other)) / seeds)
        z = (statistics.mean(one) - statistics.mean(other)) / error
        worst.append((abs(z), name))
        print(f"  {name:28} {statistics.mean(one):12.6g} {statistics.mean(other):12.6g} {z:+6.2f}")

    print(f"own arrivals of one year, {seeds} seeds each: ours, the C program's, standard errors between")
    compare("studies", [one[0] for one in ours], [one[0] for one in theirs])
    compare("MB a study", [one[1] / one[0] for one in ours], [one[1] / one[0] for one in theirs])
    for vendor in range(VENDORS):
        for stage in range(3):
            for name in ["mean", "p99", "busy"]:
                compare(f"vendor {vendor} stage {stage} {name}",
                        [one[2][vendor, stage][name] for one in ours],
                        [one[2][vendor, stage][name] for one in theirs])
    # The C program prints no figures by modality; the job's definition has them.
    header = open(os.path.join(work, "job.h"), encoding="utf-8").read()
    def constants(name):
        return [float(x) for x in re.search(name + r"\s*\[NMOD\]\s*=\s*\{([^}]*)\}", header)[1].split(",")]
    for place, (share, mean, sigma) in enumerate(zip(*map(constants, ["SHARE", "MEAN_MB", "SIGMA"]))):
        count = sum(one[place][0] for one in shares)
        size = sum(one[place][0] * one[place][1] for one in shares) / count
        wanted = expected * share * seeds
        spread = mean * math.sqrt(math.exp(sigma * sigma) - 1)
        for name, z in [("studies", (count - wanted) / math.sqrt(wanted)),
                        ("MB a study", (size - mean) / (spread / math.sqrt(count)))]:
            worst.append((abs(z), f"modality {place} {name}"))
            print(f"  modality {place} {name:17} {z:+6.2f} standard errors from its definition")
    worst.sort(reverse=True)
    wrong += sum(z > 4 for z, _ in worst)
    print(f"  of {len(worst)} comparisons the widest is {worst[0][0]:.2f} standard errors, {worst[0][1]}")
    return wrong


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("job")
    parser.add_argument("folder")
    parser.add_argument("--studies", type=int, default=450_000)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--cc", default="cc")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as work:
        build(options.cc, options.folder, work)
        with open(os.path.join(work, "job.h"), "w", encoding="utf-8") as out:
            out.write(open(os.path.join(options.folder, "job.h"), encoding="utf-8").read())
        wrong = same_arrivals(options.job, work, options.studies)
        wrong += own_arrivals(options.job, work, options.seeds)
    print("all within their bounds" if not wrong else f"{wrong} beyond their bounds")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
