#!/usr/bin/env python3
"""Puts every price at which an order turns back into the vendor's file, and looks for leaks in vendors' pages.

    turns.py PACSPLAN SCENARIO [--offers N] [--lines N] [--thin N] [--negotiated DIR] [--work DIR] [--threads N]

A break-even is a pair of neighbouring prices found without a replay. Here each is typed into a copy of the profile
and the plan is played afresh: the vendor must be cheaper than its cheapest rival at one of them and not at the other, by
what the program said. Where no price turns the order, the claim that even nothing at all would not (or, for the
cheapest, that ten times as much would not) is tried the same way. Many copies are further vendors of one scenario. The
present system is not copied but changed, a run each: others pay for it until they go live, so that its
price moves them, too.

Then no page may hold anything of another vendor, and what is planted there must be found.

--offers and --lines are how many vendors, and how many break-evens of each, are tried; --thin plays one study in so
many, which proves the same of other figures. --negotiated is what `pacsplan negotiate` wrote.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from decimal import Decimal

import yaml

import leaks

NEAR = 1e-9
# Vendors of a scenario at most.
MOST = 20


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def write(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def written(value):
    """A decimal as a file has it; three zeros after a point might be thousands."""
    return leaks.plain(value)


def change(text, found, value):
    """A profile's text with another value of what a break-even changes."""
    value = Decimal(value)
    if found["changes"] == "offer_discount":
        text = re.sub(r"^discount:.*\n", "", text, flags=re.M)
        return re.sub(r"^(vendor:.*\n)", rf"\g<1>discount: {written(value * 100)} %\n", text, count=1, flags=re.M)
    start = text.index("\nprices:")
    block = re.compile(rf"^( *)- id: {re.escape(found['line'])}\n(?:\1 .*\n|\s*\n|\1 *#.*\n)*", re.M)
    match = block.search(text, start)
    if not match:
        sys.exit(f"no line {found['line']}")
    old = match.group(0)
    if found["changes"] == "proportion":
        new, count = re.subn(r"\bprice: ([0-9.]+)", lambda m: f"price: {written(Decimal(m[1]) * value)}", old)
    elif re.search(r"^\s+meter: percent\b", old, re.M):
        new, count = re.subn(r"^(\s+rate: )[0-9.]+ ?%", rf"\g<1>{written(value * 100)} %", old, flags=re.M)
    else:
        new, count = re.subn(r"^(\s+price: )[0-9.]+", rf"\g<1>{written(value)}", old, flags=re.M)
    if not count or found["changes"] == "price" and count != 1:
        sys.exit(f"no single price of {found['line']}")
    return text[: match.start()] + new + text[match.end() :]


def entry(vendor, profile):
    """A vendor of a scenario with another profile, all else as it is."""
    if isinstance(vendor, str):
        return f"  - {profile}"

    def flow(value):
        if isinstance(value, dict):
            return "{ " + ", ".join(f"{key}: {flow(one)}" for key, one in value.items()) + " }"
        if isinstance(value, list):
            return "[" + ", ".join(flow(one) for one in value) + "]"
        return {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)

    return "  - " + flow({**vendor, "profile": profile})


class Trial:
    """One value of one break-even, and what is claimed of it."""

    def __init__(self, vendor, found, value, gap, kind):
        self.vendor, self.found, self.value, self.gap, self.kind = vendor, found, value, gap, kind


class Check:
    """One scenario, what was found for it, and what has been played."""

    def __init__(self, options, folder):
        self.options = options
        self.folder = folder
        self.name = os.path.basename(options.scenario)
        self.source = os.path.join(folder, "files")
        shutil.copytree(os.path.dirname(os.path.abspath(options.scenario)), self.source, dirs_exist_ok=True)
        self.path = os.path.join(self.source, self.name)
        if options.thin > 1:
            thinner = lambda m: f"{m[1]}{max(1, int(m[2]) // options.thin)}"  # noqa: E731
            write(self.path, re.sub(r"(studies-per-year:\s*(?:\{?\s*value:\s*)?)(\d+)", thinner, read(self.path)))
        self.text = read(self.path)
        self.plan = yaml.safe_load(self.text)
        self.vendors = self.plan["vendors"]
        self.files = [v if isinstance(v, str) else v["profile"] for v in self.vendors]
        self.texts = [read(os.path.join(self.source, file)) for file in self.files]
        self.profiles = {p["vendor"]: p for p in map(yaml.safe_load, self.texts)}
        self.ids = list(self.profiles)
        self.present = (self.plan.get("legacy") or {}).get("system")
        self.results = None

    def negotiate(self):
        out = self.options.negotiated
        if not out:
            out = os.path.join(self.folder, "negotiated")
            self.call("negotiate", self.path, out)
        self.found = json.loads(read(os.path.join(out, "internal.json")))
        self.pages = {one: read(os.path.join(out, "vendors", f"{one}.md")) for one in self.ids}

    def call(self, command, path, out):
        words = [self.options.pacsplan, command, path, "--out", out, "--quiet"]
        if self.options.threads:
            words += ["--threads", str(self.options.threads)]
        words += ["--replications", "1"] if command == "run" else []
        ran = subprocess.run(words, capture_output=True, text=True)
        if ran.returncode:
            sys.exit(f"{command} failed with {ran.returncode}:\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")

    def costs(self, path, out):
        """What each vendor of a scenario costs, by id."""
        self.call("run", path, out)
        results = json.loads(read(os.path.join(out, "results.json")))
        self.results = self.results or results
        shutil.rmtree(out)
        return {v["id"]: v["cost"]["net_present_cost_base_major_units"] for v in results["vendors"]}

    def trials(self):
        """What is to be played."""
        for offer in self.found["offers"][: self.options.offers]:
            vendor = self.ids.index(offer["id"])
            # Those with turns first, where not all are tried.
            ordered = sorted(offer["break_evens"], key=lambda one: not one["turns"])
            for found in ordered[: self.options.lines]:
                for turn in found["turns"]:
                    yield Trial(vendor, found, turn["low"], turn["gap_low"], "low")
                    yield Trial(vendor, found, turn["high"], turn["gap_high"], "high")
                if not found["turns"]:
                    is_discount = found["changes"] == "offer_discount"
                    best = found["greatest"] if is_discount else "0"
                    yield Trial(vendor, found, best, found["gap_at_best"], "best")
                    if offer["gap"] < 0 and not is_discount:
                        yield Trial(vendor, found, found["greatest"], None, "greatest")

    def play(self, trials):
        """The gap of each trial, played afresh."""
        together = [one for one in trials if self.ids[one.vendor] != self.present]
        # A scenario has room for so many.
        room = MOST - len(self.ids)
        for first in range(0, len(together), room):
            self.play_together(together[first : first + room])
        for one in trials:
            if self.ids[one.vendor] == self.present:
                self.play_alone(one)

    def play_together(self, together):
        """Trials as further vendors of one scenario."""
        entries = []
        for number, one in enumerate(together):
            text = change(self.texts[one.vendor], one.found, one.value)
            text = re.sub(r"^vendor:.*", f"vendor: trial-{number}", text, count=1, flags=re.M)
            text = re.sub(r"^name:.*", f"name: Trial {number}", text, count=1, flags=re.M)
            file = os.path.join(os.path.dirname(self.files[one.vendor]), f"trial-{number}.yaml")
            write(os.path.join(self.source, file), text)
            entries.append(entry(self.vendors[one.vendor], file))
        head, tail = re.split(r"^vendors:.*\n", self.text, flags=re.M)
        own = re.match(r"(?:[ #].*\n?|\s*\n)*", tail).group(0)
        rest = tail[len(own) :]
        path = os.path.join(self.source, "trials.yaml")
        write(path, f"{head}vendors:\n{own.rstrip()}\n" + "\n".join(entries) + f"\n{rest}")
        costs = self.costs(path, os.path.join(self.folder, "trials"))
        for number, one in enumerate(together):
            best = min(costs[other] for other in self.ids if other != self.ids[one.vendor])
            one.cost = costs[f"trial-{number}"]
            one.played = one.cost - best
    def play_alone(self, one):
        """A trial in the place of its vendor."""
        file = os.path.join(self.source, self.files[one.vendor])
        write(file, change(self.texts[one.vendor], one.found, one.value))
        costs = self.costs(self.path, os.path.join(self.folder, "trial"))
        write(file, self.texts[one.vendor])
        one.cost = costs[self.present]
        one.played = one.cost - min(cost for other, cost in costs.items() if other != self.present)

    def judge(self, trials):
        """Prints each break-even; gives back how many were tried and how many are wrong."""
        bad = turned = kept = 0
        worst = 0.0
        offers = {offer["id"]: offer for offer in self.found["offers"]}
        print(f"{'vendor':18} {'line':20} {'current':>10} {'turns at':>24} {'played gaps':>30}  confirmed")
        groups = {}
        for one in trials:
            groups.setdefault((one.vendor, one.found["line"] or "whole offer", one.found["changes"]), []).append(one)
        for (vendor, line, _), ones in groups.items():
            found, wrong = ones[0].found, []
            for one in ones:
                if one.gap is not None:
                    off = abs(one.played - one.gap)
                    worst = max(worst, off / max(1, abs(one.cost)))
                    if off > NEAR * max(1, abs(one.cost)) + 1e-6:
                        wrong.append(f"{one.kind} {one.value}: gap {one.gap!r} said, {one.played!r} played")
            gap = offers[self.ids[vendor]]["gap"]
            pairs = list(zip(ones[::2], ones[1::2])) if found["turns"] else []
            for low, high in pairs:
                if (low.played < 0) == (high.played < 0):
                    wrong.append(f"no turn between {low.value} and {high.value}: {low.played!r}, {high.played!r}")
                if Decimal(high.value) - Decimal(low.value) != Decimal(found["step"]):
                    wrong.append(f"{low.value} and {high.value} are no neighbours")
            if not pairs:
                for one in ones:
                    if (one.played < 0) != (gap < 0):
                        wrong.append(f"turns at {one.value}: {one.played!r}")
            turned += len(pairs)
            kept += not pairs
            at = "; ".join(f"{a.value} / {b.value}" for a, b in pairs) or "never"
            gaps = " / ".join(f"{one.played:.4f}" for one in ones)
            print(f"{self.ids[vendor]:18} {line:20} {found['current']:>10} {at:>24} {gaps:>30}  {'NO' if wrong else 'yes'}")
            for text in wrong:
                print(f"  {self.ids[vendor]}, {line}: {text}")
            bad += bool(wrong)
        print(f"{len(groups)} break-evens, {turned} turns and {kept} without one, {len(trials)} values played: {bad} wrong; "
              f"gaps differ by {worst:.1e} of the cost at most")
        return bad

    def check_pages(self):
        """Whether pages give nothing away, and whether that would be seen."""
        demand = self.results["demand"]
        first = int(str(self.plan["start"])[:4])
        months = zip(*[iter(demand["monthly_studies_base"])] * 12), zip(*[iter(demand["monthly_acquired_bytes_base"])] * 12)
        loads = [(first + n, sum(a), sum(b)) for n, (a, b) in enumerate(zip(*months))]
        bad = plants = unseen = 0
        for vendor, page in self.pages.items():
            about = (vendor, self.profiles, self.found["offers"], loads, self.plan["name"])
            for text in leaks.find(page, *about):
                bad += 1
                print(f"page of {vendor}: {text}")
            count, missed = leaks.planted(page, *about)
            plants += count
            unseen += len(missed)
            for text in missed[:3]:
                print(f"page of {vendor}: a planted figure is not seen: {text[-60:]!r}")
        print(f"{len(self.pages)} pages: {bad} leaks; {plants} planted, {unseen} of them not seen")
        return bad + unseen


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pacsplan")
    parser.add_argument("scenario")
    parser.add_argument("--offers", type=int)
    parser.add_argument("--lines", type=int)
    parser.add_argument("--thin", type=int, default=1)
    parser.add_argument("--negotiated")
    parser.add_argument("--work")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        check = Check(options, options.work or temporary)
        check.negotiate()
        trials = list(check.trials())
        check.play(trials)
        bad = check.judge(trials)
        bad += check.check_pages()
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
