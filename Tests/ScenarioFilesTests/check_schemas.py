#!/usr/bin/env python3
"""Checks the JSON Schemas against every shipped file and a list of broken ones.

    check_schemas.py        needs the packages jsonschema and PyYAML

Editors use the schemas; the program itself uses the tables they are made from.
"""

import copy
import json
import re
import sys
from pathlib import Path

import yaml
from jsonschema import Draft7Validator

ROOT = Path(__file__).resolve().parent.parent.parent
SCENARIOS = ROOT / "Scenarios"


class CoreLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: yes, no, dates and 1:30 are text."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"^(true|false|True|False)$", "tfTF"),
    ("null", r"^(~|null|)$", "~n"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?[0-9]+(\.[0-9]*)?([eE][-+]?[0-9]+)?$", "-+0123456789"),
]:
    CoreLoader.add_implicit_resolver("tag:yaml.org,2002:" + tag, re.compile(pattern), list(first))
CoreLoader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile("^$"), [""])


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), CoreLoader)


def schema(name):
    content = json.loads((SCENARIOS / "schemas" / f"{name}.schema.json").read_text("utf-8"))
    Draft7Validator.check_schema(content)
    return Draft7Validator(content)


VALIDATORS = {name: schema(name) for name in ("scenario", "vendor", "catalogue", "requirements")}
SOUND = {
    "scenario": {
        "pacsplan": 1, "name": "Clinic", "currency": "USD", "start": "2027-01",
        "sites": {"main": {
            "name": "Main", "lan": {"bandwidth": "10 Gbit/s", "round-trip": "0.5 ms"}}},
        "streams": [{
            "id": "ct", "site": "main", "modality": "CT", "studies-per-year": 41000,
            "growth": {"low": "2 %", "likely": "4 %", "high": "7 %"},
            "study-size": {"mean": "399 MB"}}],
        "retention": {"purge": "yes", "default": "7 years", "MG-*": "10 years"},
        "finance": {"discount-rate": "6 %"}, "vendors": ["vendors/cloud.yaml"]},
    "vendor": {
        "pacsplan": 1, "vendor": "cloud", "name": "Cloud", "basis": "archetype",
        "currency": "USD", "deployment": "cloud",
        "ingest": [{"stage": "import", "at": "core", "rate": "60 MB/s"}],
        "storage": {"tiers": [{"id": "disk", "leaves": "at end of retention"}]},
        "prices": [{
            "id": "a", "item": "A", "category": "software", "kind": "opex", "meter": "study",
            "price": 2.6}]},
    "catalogue": {"pacsplan": 1, "modalities": {"CT": {"study-size": {"mean": "420 MB"}}}},
}
VARIANTS = [
    {"pacsplan": 1, "based-on": "../clinic.yaml"},
    {"pacsplan": 1, "based-on": "clinic.yaml", "years": 7, "finance": {"timing": "mid"},
     "calendar": {"closed": ["2027-11-26"]}, "sites": {}},
]
NO_VARIANTS = [
    {"based-on": "clinic.yaml"},
    {"pacsplan": 1, "years": 7},
    {"pacsplan": 1, "based-on": "clinic.yaml", "yaers": 7},
    {"pacsplan": 1, "based-on": "clinic.yaml", "finance": {"timing": "never"}},
    {"pacsplan": 1, "based-on": "clinic.yaml", "sites": {"new": {"name": "New"}}},
    {"pacsplan": 1, "based-on": "/clinic.yaml"},
]
GONE = object()
BROKEN = [
    ("scenario", ["pacsplan"], 2),
    ("scenario", ["name"], GONE),
    ("scenario", ["yaers"], 5),
    ("scenario", ["places"], {"dc": {"kind": "cloud"}}),
    ("scenario", ["years"], 500),
    ("scenario", ["years"], "5 years"),
    ("scenario", ["currency"], "usd"),
    ("scenario", ["start"], "2027-13"),
    ("scenario", ["sites"], {}),
    ("scenario", ["sites", "main", "lan", "bandwidth"], 10),
    ("scenario", ["sites", "main", "lan", "bandwidth"], "10 GB/s"),
    ("scenario", ["sites", "main", "lan", "bandwidth"], {"up": "1 Gbit/s"}),
    ("scenario", ["sites", "main", "lan", "share"], 0.8),
    ("scenario", ["sites", "main", "lan", "round-trip"], "5 m"),
    ("scenario", ["streams"], []),
    ("scenario", ["streams", 0, "site"], GONE),
    ("scenario", ["streams", 0, "studies-per-year"], GONE),
    ("scenario", ["streams", 0, "studies-per-year"], -1),
    ("scenario", ["streams", 0, "trace"], "ct.csv"),
    ("scenario", ["streams", 0, "studies-per-year"], "41000"),
    ("scenario", ["streams", 0, "growth"], {"low": "2 %", "likely": "4 %"}),
    ("scenario", ["streams", 0, "growth"], 0.04),
    ("scenario", ["streams", 0, "study-size"], {"mean": "1 GB", "constant": "1 GB"}),
    ("scenario", ["streams", 0, "study-size"], {"mean": "399 Mbit"}),
    ("scenario", ["streams", 0, "classes"], {"emergncy": "100 %"}),
    ("scenario", ["retention", "default"], 7),
    ("scenario", ["retention", "mg"], "7 years"),
    ("scenario", ["retention", "purge"], "on"),
    ("scenario", ["finance", "timing"], "never"),
    ("scenario", ["finance", "discount-rate"], GONE),
    ("scenario", ["calendar"], {"closed": ["2027-11-26"]}),
    ("scenario", ["finance", "pacs-administrator"], {"salary": "84810 USD"}),
    ("scenario", ["vendors"], ["/etc/passwd"]),
    ("vendor", ["deployment"], "moon"),
    ("vendor", ["ingest", 0, "link"], "wan"),
    ("vendor", ["ingest", 0, "servers"], 65),
    ("vendor", ["ingest", 0, "rate"], "60 Mbit/s"),
    ("vendor", ["storage", "tiers", 0, "leaves"], "30"),
    ("vendor", ["storage", "tiers", 0, "protection"], 0.8),
    ("vendor", ["prices", 0, "meter"], "egres"),
    ("vendor", ["prices", 0, "price"], "2.60 USD"),
    ("vendor", ["prices", 0, "price"], -1),
    ("vendor", ["prices", 0, "dated"], "2026-02-31x"),
    ("vendor", ["prices", 0, "bands"], "volumes"),
    ("vendor", ["prices", 0, "negotiable"], "perhaps"),
    ("catalogue", ["modalities", "CT", "lossless-ratio"], 0.5),
    ("catalogue", ["modalities", "ct scan"], {}),
]


def kind(path):
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    match = re.fullmatch(r"# yaml-language-server: \$schema=(.*)", first)
    if not match:
        return None
    target = (path.parent / match[1]).resolve()
    return target.name.removesuffix(".schema.json") if target.exists() else None


def main():
    failures = []
    files = sorted(p for p in SCENARIOS.rglob("*.yaml"))
    for path in files:
        name = kind(path)
        if name not in VALIDATORS:
            failures.append(f"{path.relative_to(ROOT)}: the first line names no schema")
            continue
        for error in VALIDATORS[name].iter_errors(load(path)):
            place = "/".join(map(str, error.absolute_path))
            failures.append(f"{path.relative_to(ROOT)}: {place}: {error.message}")
    for name, content in SOUND.items():
        for error in VALIDATORS[name].iter_errors(content):
            failures.append(f"sound {name}: {error.message}")
    for content in VARIANTS:
        for error in VALIDATORS["scenario"].iter_errors(content):
            failures.append(f"sound variant {content}: {error.message}")
    for content in NO_VARIANTS:
        if VALIDATORS["scenario"].is_valid(content):
            failures.append(f"broken variant {content} is accepted")
    for name, path, value in BROKEN:
        content = copy.deepcopy(SOUND[name])
        inner = content
        for step in path[:-1]:
            inner = inner[step]
        if value is GONE:
            del inner[path[-1]]
        else:
            inner[path[-1]] = value
        if VALIDATORS[name].is_valid(content):
            failures.append(f"{name}: {path} = {value!r} is accepted")
    print("\n".join(failures) or f"{len(files)} files are valid, {len(BROKEN)} broken ones are not")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
