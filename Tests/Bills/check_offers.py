#!/usr/bin/env python3
"""Checks the bills of hundreds of random offers against a plain program of their own.

    check_offers.py PACSPLAN [--scenarios N] [--books N] [--seed N] [--work DIR]

Each scenario has twenty offers whose price lines draw meters and structures at random: bands, allowances,
commitments, blocks, limits, discounts, escalators, windows, refreshes, payments, renewals, other currencies.
For each the engine's ledger must equal `bills.py` to the cent, line by line and month by month; all totals must be
sums of it; the workbook must come to the same after LibreOffice has recalculated it from spoilt values; and values of
every kind, changed in its cells, must give what a new run of changed files gives. The table of which meter met which structure is printed, and fails where a cell that can be is empty.
"""

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter

import yaml

from bills import Offer, Plan, half_away, number

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Workbook"))
import recalculation as recalc  # noqa: E402

CATEGORIES = ["software", "hardware", "storage", "network", "services", "staff", "facilities", "exit"]
# What each meter needs besides, and how big its quantities are in a month.
METERS = {
    "once": {}, "month": {}, "year": {}, "study": {}, "imported-study": {}, "licensed-studies": {},
    "instance": {}, "ingested": {}, "stored-month": {}, "egress": {}, "retrieval": {}, "requests": {},
    "named-user": {}, "concurrent-user": {}, "site": {}, "interface": {}, "scanner": {}, "fte": {},
    "training-hour": {}, "migrated-bytes": {}, "migrated-study": {}, "purchased-capacity": {}, "kwh": {},
    "percent": {},
}
TYPICAL = {
    "once": 1, "month": 1, "year": 1, "study": 900, "imported-study": 60, "licensed-studies": 5000,
    "instance": 200000, "ingested": 100, "stored-month": 4000, "egress": 60, "retrieval": 60,
    "requests": 300, "interface": 5, "training-hour": 80, "migrated-bytes": 500, "migrated-study": 2000,
    "purchased-capacity": 20, "kwh": 4000, "named-user": 40, "concurrent-user": 12, "site": 2, "scanner": 6,
    "fte": 2,
}
BOUGHT = {"once", "interface", "purchased-capacity", "training-hour", "licensed-studies"}
STANDING = {"site", "fte", "named-user", "concurrent-user", "scanner"}
COUNTED = [m for m in METERS if m != "percent"]
SCOPED = {"study", "imported-study", "instance", "ingested", "licensed-studies"}
STRUCTURES = {
    "plain": set(METERS), "graduated": set(COUNTED), "volume": set(COUNTED), "free": set(COUNTED),
    "minimum": set(COUNTED), "block": set(COUNTED), "floor": set(METERS), "cap": set(METERS),
    "discount": set(METERS), "escalator": set(METERS), "index": set(METERS), "window": set(METERS),
    "refresh": BOUGHT, "scope": SCOPED, "year": set(METERS) - {"once", "month", "year"},
}
# What has no meaning for a meter, although it is counted.
NEVER = {("once", "year"), ("month", "year"), ("year", "year")}


class Generator:
    """Draws scenarios."""

    def __init__(self, seed):
        self.random = random.Random(seed)
        self.met = Counter()
        # Every meter meets every structure in turn.
        self.cells = [(m, s) for s, meters in sorted(STRUCTURES.items()) for m in sorted(meters)]
        self.random.shuffle(self.cells)
        self.next = 0

    def pick(self, values):
        return self.random.choice(list(values))

    def price(self, typical):
        """Of one unit, so that a month costs some thousands."""
        amount = self.random.uniform(200, 20000) / typical
        text = f"{amount:.{self.pick([2, 3, 4, 6])}f}"
        # Three zeros after a point might be thousands.
        return text[:-1] if text.endswith(".000") else text

    def count(self, about):
        value = self.random.uniform(0.3, 1.7) * about
        return round(value) if about >= 10 else round(value, self.pick([0, 1, 3]))

    def share(self, most):
        return f"{self.random.uniform(0, most):.{self.pick([0, 1, 2])}f} %"

    def line(self, place, others):
        if not others and self.cells[self.next % len(self.cells)][0] == "percent":
            # Nothing stands before it of which it could take a share.
            self.cells.append(self.cells.pop(self.next % len(self.cells)))
            return self.line(place, others)
        meter, structure = self.cells[self.next % len(self.cells)]
        self.next += 1
        self.met[meter, structure] += 1
        line = {
            "id": f"l{place}", "item": f"Line {place}", "category": self.pick(CATEGORIES),
            "kind": self.pick(["capex", "opex"]), "meter": meter,
        }
        wanted = {structure}
        if self.random.random() < 0.5:
            extra = self.pick([s for s in STRUCTURES if meter in STRUCTURES[s] and s != "year"])
            wanted.add(extra)
        self.keys(line, meter)
        if meter == "percent":
            line["lines"] = self.random.sample(others, min(len(others), self.pick([1, 2, 3])))
            line["basis"] = self.pick(["list", "net"])
            line["rate"] = self.share(25)
            if "year" in wanted:
                line["per"] = "year"
        else:
            self.period(line, meter, wanted)
            self.prices(line, meter, wanted)
        self.limits(line, meter, wanted)
        if "scope" in wanted:
            self.scope(line, meter)
        return line

    def keys(self, line, meter):
        if meter in ("interface", "named-user", "concurrent-user", "scanner", "fte", "training-hour"):
            line["count"] = max(1, self.count(TYPICAL.get(meter, 5)))
        if meter == "training-hour":
            line.update({"count": 12, "hours": self.pick([4, 6.5]), "refresher-hours": self.pick([0, 1])})
            line["turnover"] = self.share(20)
        if meter in ("ingested", "egress", "retrieval", "migrated-bytes", "purchased-capacity", "stored-month"):
            line["unit"] = self.pick(["GB", "GiB"]) if meter != "purchased-capacity" else self.pick(["TB", "TiB"])
        if meter in ("stored-month", "retrieval"):
            line["tier"] = self.pick(["hot", "cold"])
        if meter == "purchased-capacity":
            line["tier"] = "hot"
        if meter == "stored-month":
            line["of"] = self.pick(["logical", "physical"])
            line["basis"] = self.pick(["average", "peak", "end"])
        if meter == "requests":
            line[self.pick(["requests-per-study", "requests-per-instance"])] = self.pick([1, 2.5])
            line[self.pick(["requests-per-read", "requests-per-read-instance"])] = self.pick([1, 3.67])
        if meter == "kwh":
            line["kilowatts"] = self.pick([3, 5.5])
        if meter == "licensed-studies":
            line["count"] = self.pick([0, 8000, 12000])
            line["high-water"] = self.pick([True, False])

    def period(self, line, meter, wanted):
        counting = wanted & {"graduated", "volume", "free", "minimum", "block", "floor", "cap"}
        if "year" in wanted and not counting and meter not in STANDING and meter != "licensed-studies":
            extra = self.pick(["graduated", "minimum", "block"])
            wanted.add(extra)
            counting = {extra}
        if meter in STANDING:
            line["per"] = "year" if "year" in wanted else self.pick(
                ["month", "year"] + (["plan"] if meter not in ("site", "fte") else []))
        elif counting or meter == "licensed-studies":
            periods = ["year", "contract-year"] if "year" in wanted else [
                "month", "year", "contract-year", "plan"]
            line["per"] = self.pick(periods)

    def prices(self, line, meter, wanted):
        typical = TYPICAL[meter]
        months = {"year": 12, "contract-year": 12, "plan": 30}.get(line.get("per"), 1)
        span = typical * (1 if meter in STANDING | BOUGHT else months)
        if "free" in wanted:
            line["free"] = self.count(span * 0.3)
        if "minimum" in wanted:
            line["minimum"] = self.count(span)
        if "block" in wanted:
            line["block"] = max(0.5, self.count(max(1, span * 0.07)))
            span = span / float(line["block"])
            typical = max(0.01, typical / float(line["block"]))
        wants_bands = wanted & {"graduated", "volume"}
        if wants_bands:
            line["bands"] = "volume" if "volume" in wanted else "graduated"
            edges = sorted({round(max(0.001, span * f), 3) for f in (
                self.random.uniform(0.1, 0.9), self.random.uniform(0.9, 1.6))})
            line["steps"] = [{"to": edge, "price": self.price(typical)} for edge in edges]
            line["steps"].append({"price": self.price(typical)})
        elif meter == "kwh" and self.random.random() < 0.5 or meter == "fte" and self.random.random() < 0.4:
            pass  # the scenario's price
        else:
            line["price"] = self.price(typical)

    def limits(self, line, meter, wanted):
        if "floor" in wanted:
            line["floor"] = f"{self.random.uniform(500, 40000):.2f}"
        if "cap" in wanted:
            line["cap"] = f"{self.random.uniform(40000, 150000):.2f}"
        if "discount" in wanted:
            line["discount"] = self.share(60)
        if "escalator" in wanted or "index" in wanted:
            rise = {"index": self.share(6), "minus": self.share(2)} if "index" in wanted else {
                "rate": self.share(6)}
            if self.random.random() < 0.5:
                rise["cap"] = self.share(4)
            rise["from-year"] = self.pick([2, 3])
            line["escalator"] = rise
        if "window" in wanted:
            if self.random.random() < 0.3:
                line["from-year"] = 2
            else:
                line["first-month"] = self.pick(["2027-03", "2027-08", "2028-01", "2028-06"])
            if self.random.random() < 0.6:
                line["last-month"] = self.pick(["2028-12", "2029-04", "2029-12"])
        if "refresh" in wanted:
            is_bought = meter in BOUGHT and line.get("high-water", True)
            if is_bought:
                line["refresh"] = {
                    "every": self.pick(["12 months", "1 year", "2 years", "17 months"]),
                    "resize": self.pick([True, False])}
        if self.random.random() < 0.3:
            line["offer-discount"] = self.pick([True, False])

    def scope(self, line, meter):
        only = self.pick([
            {"modality": ["CT"]}, {"site": ["main"]}, {"class": ["inpatient"]}, {"stream": ["ct", "outside"]},
            {"department": ["Cardiology"]}, {"modality": ["CT", "US"], "class": ["outpatient", "emergency"]}])
        if "class" in only and meter in ("instance", "ingested"):
            only = {"modality": ["CT"]}
        line["applies-to"] = only
        if meter in ("study", "licensed-studies"):
            line["counts"] = self.pick(["studies", "examinations"])
        if meter != "imported-study":
            line["imported"] = self.pick([True, False])

    def offer(self, place):
        lines = []
        for number_of in range(self.random.randint(8, 14)):
            lines.append(self.line(number_of, [one["id"] for one in lines]))
        contract = {"go-live": self.pick(["2027-01", "2027-01", "2027-05", "2027-07", "2028-02"]), "signature": "2026-10"}
        if self.random.random() < 0.6:
            first = self.pick([30, 33.3333, 50])
            contract["payments"] = [
                {"on": "signature", "share": f"{first} %"},
                {"on": "go-live", "share": f"{round(100 - first - 12.5, 6)} %"},
                {"on": "go-live", "share": "12.5 %", "months-after": self.pick([0, 3, 9])}]
        if self.random.random() < 0.4:
            contract["price-hold"] = self.pick([1, 2])
        if self.random.random() < 0.4:
            contract.update({"term": self.pick([1, 2]), "renewal-uplift": self.share(6)})
        profile = {
            "pacsplan": 1, "vendor": f"v{place}", "name": f"Offer {place}", "basis": "archetype",
            "currency": self.pick(["USD", "USD", "EUR", "GBP"]), "deployment": "cloud",
            "ingest": [{"stage": "uplink", "link": "wan", "connections": 8, "window": "4 MiB", "pipelined": True}],
            "copies": [{"at": "core"}],
            "retrieve": [
                {"stage": "fetch", "at": "core", "servers": 8, "rate": "200 MB/s"},
                {"stage": "downlink", "link": "wan", "connections": 8, "window": "4 MiB", "pipelined": True,
                 "streams": "35 %"}],
            "storage": {"compression": "lossless", "tiers": [
                {"id": "hot", "copies": 1, "protection": 1.25, "leaves": "200 days after acquisition",
                 "capacity": {"usable": "6 TB", "increment": "2 TB"}},
                {"id": "cold", "copies": 2, "leaves": "at end of retention",
                 "minimum-object": {"size": "40 MB", "per": "study"}}]},
            "prices": lines, "contract": contract,
        }
        if self.random.random() < 0.5:
            profile["discount"] = self.share(15)
        return profile

    def scenario(self, offers):
        return {
            "pacsplan": 1, "name": "Random offers", "currency": "USD", "start": "2027-01", "years": 3,
            "replications": 1, "seed": self.random.randint(1, 10**6),
            "sites": {
                "main": {"name": "Main", "lan": {"bandwidth": "10 Gbit/s", "round-trip": "0.5 ms"},
                         "wan": {"bandwidth": "1 Gbit/s", "round-trip": "10 ms"}},
                "side": {"name": "Side", "lan": {"bandwidth": "1 Gbit/s", "round-trip": "0.5 ms"},
                         "wan": {"bandwidth": "500 Mbit/s", "round-trip": "10 ms"}}},
            "streams": [
                {"id": "ct", "site": "main", "modality": "CT", "studies-per-year": 6000, "growth": "6 %",
                 "study-size": {"mean": "90 MB"}, "examinations-per-study": 1.35,
                 "classes": {"emergency": "30 %", "inpatient": "30 %", "outpatient": "40 %"}},
                {"id": "us", "site": "side", "modality": "US", "department": "Cardiology",
                 "studies-per-year": 4000, "study-size": {"mean": "30 MB"}},
                {"id": "outside", "site": "main", "modality": "MR", "imported": True,
                 "studies-per-year": 700, "study-size": {"mean": "120 MB"}}],
            "events": [{"on": "2028-04", "change": "open-site", "site": "side"}],
            "reading": {
                "turnaround": {
                    one: {"median": "1 h", "p95": "5 h"} for one in ("emergency", "inpatient", "outpatient")},
                "priors": {"per-study": 1.2}},
            "legacy": {"stored": "9 TB", "studies": 110000, "oldest": "2019-01", "yearly-growth": "5 %",
                       "migrate": {"years": "8 years", "window": "19:00-06:00", "rate": "2 MB/s", "from": "main"}},
            "finance": {
                "discount-rate": self.share(9), "timing": self.pick(["start", "mid", "end"]),
                "inflation": "2 %", "electricity": "0.1234",
                "optimism-bias": {"services": "12.5 %", "hardware": "7.25 %"},
                "pacs-administrator": {"salary": "84810 USD/year", "on-cost": "25 %"},
                "exchange-rates": {
                    "EUR": {"rate": "1.0837", "dated": "2026-10-01"},
                    "GBP": {"rate": "1.27415", "dated": "2026-10-01"}}},
            "vendors": [f"{offer['vendor']}.yaml" for offer in offers],
        }


def write(path, value):
    def plain(item):
        if isinstance(item, dict):
            return {key: plain(one) for key, one in item.items()}
        if isinstance(item, list):
            return [plain(one) for one in item]
        if isinstance(item, str):
            try:
                float(item)
            except ValueError:
                return item
            return Written(item)
        return item

    with open(path, "w", encoding="utf-8") as file:
        yaml.dump(plain(value), file, Dumper=Dumper, sort_keys=False, width=10**6)


class Written(str):
    """A number that stands in a file exactly as it is."""


class Dumper(yaml.SafeDumper):
    pass


Dumper.add_representer(
    Written, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:float", str(text)))
Dumper.add_representer(
    bool, lambda dumper, value: dumper.represent_scalar(
        "tag:yaml.org,2002:bool", "yes" if value else "no"))


def check_vendor(offer, result, plan, report):
    """Compares one vendor's ledger, and the totals made of it."""
    bills = Offer(offer, result["usage_base"], plan)
    own = [line for line in result["ledger"] if not line["is_old_system"]]
    bad = 0
    for line, found in zip(offer["prices"], own):
        expected = [int(amount * 100) for amount in bills.bills[line["id"]][0]]
        if expected != found["amounts_minor_units"]:
            bad += 1
            place = next(
                p for p, (a, b) in enumerate(zip(expected, found["amounts_minor_units"])) if a != b)
            report(
                f"{offer['vendor']}.{line['id']}: month {place}: pencil {expected[place]}, engine "
                f"{found['amounts_minor_units'][place]}: {line}; {offer['contract']}; {offer['currency']}")
    return bad + totals(result, plan, report)


def totals(result, plan, report):
    """Every view adds up to the lines."""
    cost, lines, years = result["cost"], result["ledger"], plan.months // 12
    yearly = [0] * (years + 1)
    for line in lines:
        for p, amount in enumerate(line["amounts_minor_units"]):
            yearly[plan.year(p)] += amount
    views = {
        "years": cost["yearly_base_minor_units"],
        "capex and opex": [
            a + b for a, b in zip(
                cost["yearly_capex_base_minor_units"], cost["yearly_opex_base_minor_units"])],
        "categories": [
            sum(amounts) for amounts in zip(*cost["yearly_by_category_base_minor_units"].values())],
    }
    bad = [name for name, view in views.items() if view != yearly]
    rate, timing = number(plan.finance["discount-rate"]), plan.finance["timing"]
    ahead = {"start": 1, "mid": 0.5, "end": 0}[timing]
    net = sum(
        amount / 100 * (1 + float(rate)) ** -(max(0, year - ahead) if year else 0)
        for year, amount in enumerate(yearly))
    if abs(net - cost["net_present_cost_base_major_units"]) > 1e-9 * abs(net) + 1e-6:
        bad.append("net present cost")
    for name in bad:
        report(f"{result['id']}: {name} do not add up to the lines")
    return len(bad)


def check_book(path, folder, report):
    """The workbook comes to the same after it was spoilt and recalculated."""
    engine = recalc.Book(path)
    cells = list(engine.formula_cells())
    spoilt = os.path.join(folder, "book.xlsx")
    recalc.corrupt(path, spoilt)
    again = recalc.Book(recalc.recalculate_with_libreoffice(spoilt, folder))
    cent, bad = recalc.cent_of(engine), 0
    for sheet, cell, formula, is_money in cells:
        expected, found = engine.value(sheet, cell), again.value(sheet, cell)
        if not recalc.is_equal(expected, found, is_money, cent):
            bad += 1
            if bad < 6:
                report(f"{sheet}!{cell}: engine {expected!r}, LibreOffice {found!r}: {formula}")
    return len(cells), bad


# What may be changed of a line besides its price: its key, and what stands beside its cell on sheet Inputs.
LIMITS = {
    "free": "free of charge", "minimum": "paid at least", "block": "sold in blocks of",
    "floor": "costs at least", "cap": "costs at most",
}
TERMS = {
    "price-hold": "Prices are held up to and with", "term": "Term of the contract",
    "renewal-uplift": "Rise of prices with each renewal",
}


def change_everything(folder, scenario, offers, inputs):
    """Changes a value of each kind of each offer: in its files, and by cell of sheet Inputs."""
    cells, kinds = {}, Counter()
    rows = {}
    section = None
    for row in range(1, inputs.max_row + 1):
        label, place = inputs.cell(row, 1).value, inputs.cell(row, 14).value
        if isinstance(label, str) and label.startswith("Prices of "):
            section = label[len("Prices of "):]
        if isinstance(label, str):
            rows.setdefault((section, None, label), row)
            rows.setdefault((section, place, label), row)
    for offer in offers:
        with open(os.path.join(folder, f"{offer['vendor']}.yaml"), encoding="utf-8") as file:
            text = file.read().split("\n")
        starts = [n + 1 for n, row in enumerate(text) if row.startswith("- id: l")]
        seen = set()

        def put(kind, row, column, value):
            cells[f"{column}{row}"] = value
            kinds[kind] += 1
            seen.add(kind)

        name = offer["name"]
        if "discount" in offer:
            offer["discount"] = "4.35 %"
            put("offer discount", rows[name, None, "Discount on the whole offer"], "F", 0.0435)
        for key, label in TERMS.items():
            if key in offer["contract"]:
                value = "3.85 %" if key == "renewal-uplift" else 1 if key == "term" else 2
                offer["contract"][key] = value
                put(key, rows[name, None, label], "F", 0.0385 if key == "renewal-uplift" else value)
        for line, start in zip(offer["prices"], starts):
            row = next(
                r for (s, place, label), r in rows.items()
                if s == name and place == f"{offer['vendor']}.yaml:{start}" and label == line["item"])
            below = {}
            for later in range(row + 1, row + 12):
                label = inputs.cell(later, 1).value
                if inputs.cell(later, 3).value in ("CapEx", "OpEx") or label is None:
                    break
                below[label] = later
            for key, label in LIMITS.items():
                if key in line and key not in seen:
                    line[key] = round(float(line[key]) * 1.23 + 1, 2)
                    put(key, below[label], "F", line[key])
            if "rate" in line and "rate" not in seen:
                line["rate"] = "11.5 %"
                put("rate", row, "F", 0.115)
            if "price" in line and "price" not in seen:
                line["price"] = "123.4567"
                put("price", row, "F", 123.4567)
            if "steps" in line and line["bands"] not in seen:
                line["steps"][0]["price"] = "77.125"
                line["steps"][0]["to"] = round(line["steps"][0]["to"] * 0.83, 3)
                put(line["bands"], row, "F", 77.125)
                put("edge", row, "E", line["steps"][0]["to"])
            rise = line.get("escalator") or {}
            if number(rise.get("minus", 0)) > 0 and "minus" not in seen:
                rise["minus"] = "0.65 %"
                put("minus", below["taken off the index"], "F", 0.0065)
            if "index" in rise and "index" not in seen:
                rise["index"] = "4.45 %"
                put("index", row, "H", 0.0445)
            if "discount" in line and "line discount" not in seen:
                line["discount"] = "12.35 %"
                put("line discount", row, "G", 0.1235)
    finance = scenario["finance"]
    for code in finance["exchange-rates"]:
        finance["exchange-rates"][code]["rate"] = "1.3125"
    for (section, _, label), row in rows.items():
        if label == "Exchange rate":
            cells[f"F{row}"] = 1.3125
            kinds["exchange rate"] += 1
    finance["electricity"] = "0.2345"
    cells[f"F{rows[None, None, 'Electricity']}"] = 0.2345
    kinds["electricity"] += 1
    return cells, kinds


def figures(path):
    """The figures of sheet Reconciliation: what the engine says, and what the formulas give."""
    sheet = recalc.openpyxl.load_workbook(path, data_only=True)["Reconciliation"]
    return [
        (row[0], row[1], row[3], row[4])
        for row in sheet.iter_rows(min_row=6, max_col=5, values_only=True) if row[1]
    ]


def check_edits(command, folder, scenario, offers, report):
    """Changed cells give what a new run of changed files gives."""
    plain = os.path.join(folder, "out", "comparison.xlsx")
    book = recalc.openpyxl.load_workbook(plain)
    cells, kinds = change_everything(folder, scenario, offers, book["Inputs"])
    for cell, value in cells.items():
        if book["Inputs"][cell].protection.locked:
            report(f"Inputs!{cell} is locked")
        book["Inputs"][cell].value = value
    edited = os.path.join(folder, "edited.xlsx")
    book.save(edited)
    changed = os.path.join(folder, "changed")
    os.makedirs(changed, exist_ok=True)
    for offer in offers:
        write(os.path.join(changed, f"{offer['vendor']}.yaml"), offer)
    write(os.path.join(changed, "scenario.yaml"), scenario)
    run(command, changed, "changed")
    again = figures(recalc.recalculate_with_libreoffice(edited, folder))
    fresh = figures(os.path.join(changed, "out", "comparison.xlsx"))
    before = figures(plain)
    bad = moved = 0
    for (vendor, figure, _, live), (_, name, engine, _), (_, _, old, _) in zip(again, fresh, before):
        moved += abs(old - engine) > 0.005
        if figure != name or abs(live - engine) > 0.005 + 1e-9 * abs(engine):
            bad += 1
            if bad < 10:
                report(f"edited, {vendor}, {figure}: workbook {live}, new run {engine}")
    return bad, moved, kinds


def run(command, folder, name):
    """The results of a scenario."""
    out = os.path.join(folder, "out")
    ran = subprocess.run(
        [command, "run", os.path.join(folder, "scenario.yaml"), "--out", out, "--quiet"],
        capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"scenario {name} does not run:\n{ran.stdout[-3000:]}{ran.stderr[-3000:]}")
    with open(os.path.join(out, "results.json"), encoding="utf-8") as file:
        return json.load(file)


def table(met):
    """Which meter met which structure."""
    names = list(STRUCTURES)
    print("meter".ljust(20) + "".join(name[:9].rjust(10) for name in names))
    missing = 0
    for meter in METERS:
        row = meter.ljust(20)
        for name in names:
            can = meter in STRUCTURES[name]
            missing += can and not met[meter, name]
            row += (str(met[meter, name]) if can else "-").rjust(10)
        print(row)
    return missing


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("pacsplan")
    parser.add_argument("--scenarios", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work")
    parser.add_argument("--books", type=int, default=1, help="of how many scenarios the workbook is checked")
    options = parser.parse_args()
    generator = Generator(options.seed)
    bad = lines = formulas = amounts = moved = 0
    kinds = Counter()
    with tempfile.TemporaryDirectory() as temporary:
        for place in range(options.scenarios):
            folder = os.path.join(options.work or temporary, str(place))
            os.makedirs(folder, exist_ok=True)
            offers = [generator.offer(n) for n in range(20)]
            scenario = generator.scenario(offers)
            for offer in offers:
                write(os.path.join(folder, f"{offer['vendor']}.yaml"), offer)
            write(os.path.join(folder, "scenario.yaml"), scenario)
            results = run(options.pacsplan, folder, place)

            def report(text):
                print(f"scenario {place}: {text}")

            plan = Plan(scenario)
            for offer, result in zip(offers, results["vendors"]):
                bad += check_vendor(offer, result, plan, report)
                lines += len(offer["prices"])
                amounts += len(offer["prices"]) * (plan.months + 1)
            if place < options.books:
                book = os.path.join(folder, "out", "comparison.xlsx")
                count, wrong = check_book(book, folder, report)
                formulas += count
                bad += wrong
                wrong, more, changed = check_edits(options.pacsplan, folder, scenario, offers, report)
                bad += wrong
                moved += more
                kinds += changed
    missing = table(generator.met)
    if kinds:
        print("changed: " + ", ".join(f"{kind} {count}" for kind, count in sorted(kinds.items())))
    print(
        f"{options.scenarios * 20} offers, {lines} lines, {amounts} amounts, {formulas} formulas recalculated, {moved} figures moved by edits: "
        f"{bad} differ; {missing} pairs of meter and structure not met")
    sys.exit(1 if bad or missing else 0)


if __name__ == "__main__":
    main()
