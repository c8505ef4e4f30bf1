#!/usr/bin/env python3
"""Sends requests for offers out, fills them in as a person does, reads them back, and breaks them.

    round_trip.py PACSPLAN [--work FOLDER]

PACSPLAN is the command. Two requests of the community hospital are filled in through LibreOffice
(type_in.py, which runs in the Python that has its bridge, Debian's python3-uno) and saved by it; the profiles
that come out must say what was typed and keep the technical part to the byte, and the scenario must load with
them. Then each kind of broken return (broken.py) must be refused with its file, sheet and cell, and nothing
may be written.

Needs openpyxl and PyYAML, and for the typing LibreOffice Calc and python3-uno.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import yaml

import broken

ROOT = Path(__file__).resolve().parent.parent.parent
SCENARIOS = ROOT / "Scenarios"
CIRRUS = "request-cirrus-cloud.xlsx"
BIDDER = "request-new-bidder.xlsx"
# What stays of a profile as it was.
TECHNICAL = ("ingest", "copies", "retrieve", "storage")

DETAILS = {
    "Bidder": "Cirrus Imaging Ltd", "Contact": "offers@cirrus.example",
    "Date of the offer": "2026-11-20", "Valid until": "2027-03-31",
}
# By id of the row: what is typed into which column, by its head.
PRICES = {
    "subscription": {
        "Answer": "quoted", "Price is per": "study", "Band scheme": "graduated", "Band 1 up to": "100000",
        "Band 1 price": "1.85", "Band 2 up to": "160000", "Band 2 price": "1.55", "Band 3 price": "1.4",
        "Period": "year", "Rise a year": "3 %", "Rise from year": "3", "Cap on the rise": "2.5 %",
        "Minimum units": "80000", "Negotiable": "yes", "Capital or running": "running",
        "Note": "Viewer & workflow: \"all in\" # no tax",
    },
    "modules": {"Answer": "included", "Included in, or belongs to": "Subscription or service"},
    "maintenance": {"Answer": "included", "Included in, or belongs to": "Subscription or service"},
    "licence": {"Answer": "not needed"},
    "servers": {"Answer": "not needed", "Note": "Runs in our cloud"},
    "upgrade": {"Answer": "not offered"},
    "gateways": {
        "Answer": "quoted", "Price is per": "once", "Price": "42000", "Discount": "12.5%",
    },
    "storage": {
        "Answer": "quoted", "Price is per": "stored-month", "Unit of bytes": "GiB",
        "Storage tier": "frequent", "Price": "0.105", "Bytes counted": "logical",
    },
    "archive": {
        "Answer": "quoted", "Price is per": "stored-month", "Unit of bytes": "GiB",
        "Storage tier": "archive", "Price": "0.006",
    },
    "retrieval": {
        "Answer": "quoted", "Price is per": "requests", "Price": "0.005", "Requests a study": "4.67",
        "Requests an image": "4.67",
    },
    "lines": {"Answer": "quoted", "Price is per": "site", "Price": "1119", "Period": "month"},
    "interfaces": {"Answer": "quoted", "Price is per": "interface", "Count": "5", "Price": "14000"},
    "installation": {
        "Answer": "quoted", "Price is per": "once", "Price": "80000", "Negotiable": "no",
    },
    "migration": {
        "Answer": "quoted", "Price is per": "migrated-bytes", "Unit of bytes": "TB", "Price": "700",
    },
    "training": {
        "Answer": "quoted", "Price is per": "training-hour", "Count": "40", "Hours a person": "6",
        "Price": "95",
    },
    "support": {
        "Answer": "quoted", "Price is per": "percent", "Rate of other items": "18%",
        "Of which items": "gateways, interfaces", "Period": "year",
    },
    "administrators": {
        "Answer": "quoted", "Price is per": "fte", "Count": "1.25", "Period": "year",
    },
    "further-1": {
        "Item": "Second gateway set", "Category": "hardware", "Included in, or belongs to": "Gateways at the sites",
        "Price is per": "once", "Price": "41000", "First paid in year": "6",
    },
    "further-2": {
        "Item": "=1+1", "Category": "services", "Price is per": "month", "Price": "310",
    },
}
# The list is longer: typing is what takes the time.
EMPTY_ITEMS = ["Test system", "Acceptance tests", "Return of the data"]
TERMS = {
    "term": "5", "price-hold": "2", "renewal-uplift": "3%", "notice": "12", "early-exit": "50 %",
    "return-rate": "40", "discount": "4 %", "signature": "2026-12", "go-live": "2027-04",
}
PAYMENTS = [("signature", "", "", "40 %"), ("go-live", "", "", "40%"), ("go-live", "", "3", "20 %")]
EXITS = [("Return of all studies", "egress", "TB", "90", "In DICOM, on disks"), ("Project", "once", "", "12000", "")]
ANSWERS = {
    "R01": ("full", "", "document", ""), "R06": ("partial", "", "", "QIDO only: \\ see \"notes\""),
    "R27": ("roadmap", "2027-06", "demo", ""), "R41": ("none", "", "", ""),
}


def fail(message):
    sys.exit(f"round_trip.py: {message}")


class Layout:
    """Where rows and columns of a request stand."""

    def __init__(self, path):
        book = openpyxl.load_workbook(path)
        self.details = {row[0].value: row[1].coordinate for row in book["Read me"].iter_rows(max_row=20)}
        prices = book["Prices"]
        self.columns = {cell.value: cell.column_letter for cell in prices[4]}
        self.rows = {
            name: {cell.value: cell.row for cell in book[name]["A"] if cell.value}
            for name in ("Prices", "Contract", "Requirements")
        }

    def price(self, row, column):
        return f"{self.columns[column]}{self.rows['Prices'][row]}"

    def keys(self, details, prices, terms, payments, exits, answers):
        """What to type where."""
        keys = [["Read me", self.details[name], text] for name, text in details.items()]
        for row, cells in prices.items():
            keys += [["Prices", self.price(row, column), text] for column, text in cells.items()]
        contract = self.rows["Contract"]
        keys += [["Contract", f"C{contract[name]}", text] for name, text in terms.items()]
        for number, cells in enumerate(payments, 1):
            row = contract[f"payment-{number}"]
            keys += [["Contract", f"{c}{row}", text] for c, text in zip("BCDE", cells) if text]
        for number, cells in enumerate(exits, 1):
            row = contract[f"exit-{number}"]
            keys += [["Contract", f"{c}{row}", text] for c, text in zip("BCDEF", cells) if text]
        for name, cells in answers.items():
            row = self.rows["Requirements"][name]
            keys += [["Requirements", f"{c}{row}", text] for c, text in zip("EFGH", cells) if text]
        return keys


class Check:
    def __init__(self, command, work):
        self.command = os.path.abspath(command)
        self.work = Path(work).resolve()
        self.work.mkdir(parents=True, exist_ok=True)
        self.scenarios = self.work / "Scenarios"
        shutil.rmtree(self.scenarios, ignore_errors=True)
        shutil.copytree(SCENARIOS, self.scenarios)
        self.scenario = self.scenarios / "community-hospital.yaml"
        self.checks = 0

    def run(self, *arguments):
        ran = subprocess.run(
            [self.command, *map(str, arguments)], capture_output=True, text=True, timeout=300)
        return ran

    def expect(self, condition, message):
        self.checks += 1
        if not condition:
            fail(message)

    # The way out and back.

    def send(self):
        out = self.work / "requests"
        shutil.rmtree(out, ignore_errors=True)
        ran = self.run("rfp", self.scenario, "--out", out)
        self.expect(ran.returncode == 0, f"rfp --out: {ran.stderr}")
        names = sorted(p.name for p in out.glob("*.xlsx"))
        self.expect(
            len(names) == 7 and CIRRUS in names and BIDDER in names, f"unexpected requests: {names}")
        again = self.work / "requests-again"
        shutil.rmtree(again, ignore_errors=True)
        self.run("rfp", self.scenario, "--out", again)
        for name in names:
            self.expect(
                (out / name).read_bytes() == (again / name).read_bytes(), f"{name} differs when made again")
        self.no_secrets(out)
        return out

    def no_secrets(self, out):
        """No price of any vendor, and no name of another, may leave with a request."""
        vendors = [
            yaml.safe_load((self.scenarios / "vendors" / f"{p.name[8:-5]}.yaml").read_text("utf-8"))
            for p in out.glob("*.xlsx") if p.name != BIDDER
        ]
        for path in out.glob("*.xlsx"):
            book = openpyxl.load_workbook(path)
            words = [
                str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row
                if cell.value is not None
            ]
            text = "\n".join(words)
            for vendor in vendors:
                own = path.name == f"request-{vendor['vendor']}.xlsx"
                self.expect(own or vendor["vendor"] not in text, f"{path.name} names {vendor['vendor']}")
                for line in vendor["prices"]:
                    self.expect(line["item"] not in words or line["item"] in self.titles_of(book),
                                f"{path.name} holds the line '{line['item']}'")
            for sheet in book:
                if sheet.title in ("Prices", "Contract"):
                    numbers = [c.coordinate for r in sheet.iter_rows() for c in r if isinstance(c.value, (int, float))]
                    self.expect(not numbers, f"{path.name} has numbers on {sheet.title}: {numbers}")
                self.expect(sheet.protection.sheet, f"{path.name}: {sheet.title} is not protected")

    @staticmethod
    def titles_of(book):
        return {row[1].value for row in book["Prices"].iter_rows(min_row=5) if row[3].value != "–"}

    def fill(self, out):
        returned = self.work / "returned"
        shutil.rmtree(returned, ignore_errors=True)
        returned.mkdir()
        layout = Layout(out / CIRRUS)
        new = {**DETAILS, "Bidder": "Äther & Söhne GmbH"}
        jobs = [
            {"book": str(out / CIRRUS), "save": str(returned / CIRRUS),
             "type": layout.keys(DETAILS, PRICES, TERMS, PAYMENTS, EXITS, ANSWERS)},
            {"book": str(out / BIDDER), "save": str(returned / BIDDER),
             "type": layout.keys(new, {"subscription": PRICES["subscription"], "licence": {"Answer": "not needed"}},
                                 {}, [], [], {})},
        ]
        # Who types beside the yellow cells changes nothing: the sheets are protected.
        jobs[0]["type"] += [["Prices", layout.price("licence", "Item"), "Cheap licence"]]
        plan = self.work / "jobs.json"
        plan.write_text(json.dumps(jobs), "utf-8")
        for python in ("/usr/bin/python3", sys.executable):
            if subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0:
                break
        else:
            fail("no Python with LibreOffice's bridge: apt-get install python3-uno")
        ran = subprocess.run(
            [python, str(Path(__file__).with_name("type_in.py")), str(self.work / "profile"), str(plan)],
            capture_output=True, text=True, timeout=300)
        self.expect(ran.returncode == 0, f"typing failed: {ran.stdout}{ran.stderr}")
        shown = json.loads(ran.stdout)[0]
        self.expect(
            shown[f"Prices!{layout.price('licence', 'Item')}"] == "Licence", "a fixed cell took what was typed")
        return returned, layout

    def read(self, returned):
        quotes = self.scenarios / "quotes"
        shutil.rmtree(quotes, ignore_errors=True)
        ran = self.run("rfp", self.scenario, "--import", returned, "--out", quotes)
        self.expect(ran.returncode == 65, "a new bidder was read without --like")
        self.expect(BIDDER in ran.stderr and "--like" in ran.stderr, f"no word of --like: {ran.stderr}")
        self.expect(not quotes.exists(), "something was written without --like")
        ran = self.run(
            "rfp", self.scenario, "--import", returned, "--like", "harbour-saas", "--out", quotes)
        self.expect(ran.returncode == 0, f"import: {ran.stdout}{ran.stderr}")
        return quotes / "vendors", ran.stdout

    # What comes out.

    def compare(self, folder, summary, layout):
        names = sorted(p.name for p in folder.iterdir())
        self.expect(names == ["ather-sohne-gmbh.yaml", "cirrus-cloud.yaml"], f"profiles: {names}")
        text = (folder / "cirrus-cloud.yaml").read_text("utf-8")
        self.same_technical((self.scenarios / "vendors/cirrus-cloud.yaml").read_text("utf-8"), text)
        self.same_technical(
            (self.scenarios / "vendors/harbour-saas.yaml").read_text("utf-8"),
            (folder / "ather-sohne-gmbh.yaml").read_text("utf-8"))
        profile = yaml.safe_load(text)
        new = yaml.safe_load((folder / "ather-sohne-gmbh.yaml").read_text("utf-8"))
        self.equal(new["vendor"], "ather-sohne-gmbh", "the new bidder's id")
        self.equal(new["name"], "Äther & Söhne GmbH", "the new bidder's name")
        self.equal([l["id"] for l in new["prices"]], ["subscription"], "the new bidder's lines")
        for key in ("basis", "currency"):
            self.equal(profile[key], {"basis": "quote", "currency": "USD"}[key], key)
        lines = {line["id"]: line for line in profile["prices"]}
        quoted = {k for k, v in PRICES.items() if v.get("Answer", "quoted") == "quoted"}
        self.equal(set(lines), quoted, "the lines")
        for name in quoted:
            self.line(name, lines[name], layout)
        self.equal(profile["not-needed"], ["licence", "servers"], "what is not needed")
        self.equal(profile["discount"], "4 %", "the offer's discount")
        self.contract(profile["contract"])
        answers = {
            "R01": {"answer": "full", "evidence": "document"},
            "R06": {"answer": "partial", "note": ANSWERS["R06"][3]},
            "R27": {"answer": "roadmap", "by": "2027-06", "evidence": "demo"}, "R41": "none",
        }
        self.equal(profile["requirements"], answers, "the answers")
        for word in ("Quoted        12 items and 2 further", "Included      2: Modules; Software maintenance",
                     "Not needed    2: Licence; Servers", "Not offered   1: Upgrade at mid-term",
                     "1 full, 1 partial, 1 roadmap, 1 none, 60 unanswered", *EMPTY_ITEMS):
            self.expect(" ".join(word.split()) in " ".join(summary.split()), f"the summary does not say '{word}':\n{summary}")
        self.expect("# Note on Servers: Runs in our cloud" in text, "a note has been lost")
        # The plan with the offers in it.
        plan = self.scenario.read_text("utf-8").replace(
            "  - vendors/cirrus-cloud.yaml\n",
            "  - quotes/vendors/cirrus-cloud.yaml\n  - quotes/vendors/ather-sohne-gmbh.yaml\n")
        quoted_plan = self.scenarios / "quoted.yaml"
        quoted_plan.write_text(plan, "utf-8")
        ran = self.run("check", quoted_plan)
        self.expect(ran.returncode == 0, f"check of the plan with the offers: {ran.stderr}")

    def equal(self, found, wanted, what):
        self.expect(found == wanted, f"{what}: {found!r} instead of {wanted!r}")

    def same_technical(self, before, after):
        for key in TECHNICAL:
            part = re.search(rf"^{key}:.*\n((?:[ \t].*\n|\n(?=[ \t]))*)", before, re.M)
            if part:
                self.expect(part[0] in after, f"'{key}' of the profile has changed")
        for comment in re.findall(r"^(?:#.*\n)+(?=ingest:|copies:|retrieve:|storage:)", before, re.M):
            self.expect(comment in after, "a comment of the technical part has changed")

    def line(self, name, line, layout):
        typed = PRICES[name]
        share = lambda text: f"{float(text.rstrip('% ')):g} %"
        wanted = {"meter": typed["Price is per"], "dated": line["dated"]}
        for column, key, kind in [
            ("Price", "price", float), ("Storage tier", "tier", str),
            ("Unit of bytes", "unit", str), ("Period", "per", str), ("Discount", "discount", share),
            ("Rate of other items", "rate", share), ("Minimum units", "minimum", float),
            ("Hours a person", "hours", float), ("Requests a study", "requests-per-study", float),
            ("Requests an image", "requests-per-instance", float), ("Band scheme", "bands", str),
            ("First paid in year", "from-year", int), ("Note", "note", str), ("Bytes counted", "of", str),
        ]:
            if column in typed:
                wanted[key] = kind(typed[column])
        for key, value in wanted.items():
            self.equal(line.get(key), value, f"{key} of {name}")
        self.equal(str(line["dated"]), "2026-11-20", f"day of {name}")
        row = layout.rows["Prices"][name]
        self.equal(
            line["source"], f"Quote of Cirrus Imaging Ltd, {CIRRUS}, sheet Prices, row {row}", f"source of {name}")
        if "Count" in typed:
            self.equal(
                line["count"], {"value": float(typed["Count"]), "source": line["source"]}, f"count of {name}")
        if name == "subscription":
            self.equal(
                line["steps"], [{"to": 100000, "price": 1.85}, {"to": 160000, "price": 1.55}, {"price": 1.4}], "steps")
            self.equal(line["escalator"], {"rate": "3 %", "from-year": 3, "cap": "2.5 %"}, "escalator")
            self.equal(line["includes"], ["modules", "maintenance"], "what is included")
            self.equal(line["negotiable"], True, "negotiable")
            self.equal(line["kind"], "opex", "kind")
        if name == "support":
            self.equal(line["lines"], ["gateways", "interfaces"], "items of a share")
        if name == "gateways":
            self.equal(line["kind"], "capex", "kind of what is bought")
        if name == "further-1":
            self.equal((line["part"], line["item"], line["category"]),
                       ("gateways", "Second gateway set", "hardware"), "further item")
        if name == "further-2":
            self.equal(line["item"], "=1+1", "a text that looks like a formula")
        if not name.startswith("further"):
            self.equal(line["part"], name, f"part of {name}")

    def contract(self, contract):
        wanted = {
            "signature": "2026-12", "go-live": "2027-04", "term": 5, "price-hold": 2, "renewal-uplift": "3 %",
            "notice": "12 months", "early-exit": "50 %", "return-rate": "40 MB/s",
            "payments": [{"on": "signature", "share": "40 %"}, {"on": "go-live", "share": "40 %"},
                         {"on": "go-live", "share": "20 %", "months-after": 3}],
        }
        for key, value in wanted.items():
            found = contract[key]
            if key == "payments":  # YAML 1.1 reads `on` as yes
                found = [{("on" if k is True else k): v for k, v in p.items()} for p in found]
            self.equal(found, value, f"the contract's {key}")
        self.equal(
            [(e["item"], e["meter"], e.get("unit"), e["price"], e.get("note")) for e in contract["exit"]],
            [("Return of all studies", "egress", "TB", 90, "In DICOM, on disks"), ("Project", "once", None, 12000, None)],
            "prices of leaving")

    def asides(self, sound, layout):
        """What is accepted, with a word about it."""
        folder = self.work / "asides"
        quotes = self.work / "asides-out"

        def read(change, plan=None, like=(), name=CIRRUS):
            for path in (folder, quotes):
                shutil.rmtree(path, ignore_errors=True)
            folder.mkdir()
            broken.edited(change)(sound / name, folder, layout)
            if name != CIRRUS:
                (folder / CIRRUS).rename(folder / name)
            scenario = self.scenarios / "aside.yaml"
            text = self.scenario.read_text("utf-8")
            scenario.write_text(plan(text) if plan else text, "utf-8")
            return self.run("rfp", scenario, "--import", folder, "--out", quotes, *like)

        def euro(book, layout):
            book["Read me"][layout.details["Currency of your prices"]] = "eur"

        ran = read(euro, lambda text: text.replace(
            "\nfinance:\n", "\nfinance:\n  exchange-rates: { EUR: { rate: 1.08, dated: 2026-10-01 } }\n", 1))
        self.expect(ran.returncode == 0, f"prices in a currency with a rate: {ran.stderr}")
        text = (quotes / "vendors/cirrus-cloud.yaml").read_text("utf-8")
        self.expect("\ncurrency: EUR\n" in text, "the currency of the prices")

        def loads(book, _):
            book["Loads"]["C6"] = 100_000

        ran = read(loads)
        self.expect(
            ran.returncode == 0 and "not those of the plan today, first in cell C6" in ran.stdout,
            f"changed loads: {ran.stdout}{ran.stderr}")
        ran = read(lambda *_: None, lambda text: text.replace(
            "- vendors/cirrus-cloud.yaml", "- { profile: vendors/cirrus-cloud.yaml, contract: { term: 7 } }"))
        self.expect(
            ran.returncode == 0 and "the scenario states one of its own" in ran.stdout,
            f"a contract of the scenario's own: {ran.stdout}{ran.stderr}")
        # The same folder may be written again, and one in which somebody has worked may not.
        ran = read(lambda *_: None)
        again = self.run("rfp", self.scenario, "--import", folder, "--out", quotes)
        self.expect(again.returncode == 0 and again.stdout == ran.stdout, "reading twice")
        with (quotes / "vendors/cirrus-cloud.yaml").open("a", encoding="utf-8") as file:
            file.write("# mine\n")
        again = self.run("rfp", self.scenario, "--import", folder, "--out", quotes)
        self.expect(again.returncode == 73, "an output that was changed is replaced")

        def namesake(book, layout):
            book["Read me"][layout.details["Bidder"]] = "Harbour SaaS"

        ran = read(namesake, like=("--like", "harbour-saas"), name=BIDDER)
        self.expect(
            ran.returncode == 65 and "the plan has a vendor “harbour-saas” already" in ran.stderr,
            f"a bidder with a vendor's name: {ran.stderr}")

    # What must be refused.

    def refuse(self, sound, layout):
        quotes = self.work / "refused"
        count = 0
        for name, make, wanted in broken.RETURNS:
            folder = self.work / "broken"
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(sound / CIRRUS, folder, layout)
            shutil.rmtree(quotes, ignore_errors=True)
            ran = self.run("rfp", self.scenario, "--import", folder, "--out", quotes)
            said = ran.stderr
            self.expect(ran.returncode == 65, f"{name}: status {ran.returncode}\n{ran.stdout}{said}")
            self.expect(not quotes.exists(), f"{name}: something was written")
            for words in wanted(layout) if callable(wanted) else wanted:
                self.expect(words in said, f"{name}: the message does not say '{words}':\n{said}")
            self.expect("error:" in said and "\n" in said, f"{name}: no message")
            count += 1
        ran = self.run("rfp", self.scenario, "--import", self.work / "nothing-there", "--out", quotes)
        self.expect(ran.returncode == 66, f"a missing folder: status {ran.returncode}")
        ran = self.run(
            "rfp", self.scenario, "--import", sound, "--like", "harbour", "--out", quotes)
        self.expect(ran.returncode == 65 and "harbour-saas" in ran.stderr, "--like with an unknown vendor")
        return count


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("pacsplan")
    parser.add_argument("--work")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        check = Check(arguments.pacsplan, arguments.work or scratch)
        returned, layout = check.fill(check.send())
        folder, summary = check.read(returned)
        check.compare(folder, summary, layout)
        check.asides(returned, layout)
        count = check.refuse(returned, layout)
    print(f"quotes: {check.checks} comparisons, {count} broken returns refused")


if __name__ == "__main__":
    main()
