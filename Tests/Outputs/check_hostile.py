#!/usr/bin/env python3
"""Proves that whatever a user writes is data in every output.

    check_hostile.py PACSPLAN --work FOLDER

Writes scenario files in which each free text means harm, runs pacsplan on them and reads the outputs
with other programs: a Markdown parser, an XML parser, openpyxl, json. No text may become a link, a
formula, markup or an element; texts that reports show must be there whole.
"""

import argparse
import glob
import html
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile

import openpyxl
from markdown_it import MarkdownIt

import hostile_files
from charts import chart_problems

TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f]")


def plain(text):
    """Text on one line, as reports show it."""
    return " ".join(TURNS.sub("", str(text)).replace("\u200e", "").split())


def prepare(folder, schemas, first):
    """Writes the hostile files, with texts from a number on; returns all texts by key, and what could
    not be filled."""
    count = itertools.count(first)
    written, missed = {}, []
    kinds = {"clinic.yaml": "scenario", "base.yaml": "scenario", "catalogue.yaml": "catalogue"}
    fillers = {}
    for file, source in hostile_files.complete().items():
        path = os.path.join(folder, file)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        if file.endswith(".csv"):
            with open(path, "w", encoding="utf-8") as out:
                out.write(source)
            continue
        kind = kinds.get(file, "vendor")
        filler = fillers.setdefault(kind, hostile_files.Filler(schemas[kind]))
        value = hostile_files.read(source)
        before = dict(filler.written)
        filler.written = {}
        filler.fill(filler.schema, value, file, count)
        written.update(filler.written)
        filler.written = before
        if kind == "scenario" and "streams" in value:
            department = value["streams"][0]["department"]
        # A price line names departments as the streams do.
        for line in value.get("prices", []):
            if "department" in line.get("applies-to", {}):
                line["applies-to"]["department"] = [department]
        with open(path, "w", encoding="utf-8") as out:
            out.write(hostile_files.write(value))
    for kind, filler in fillers.items():
        missed += [f"{kind}{path}" for path in filler.missed()]
    return written, missed


def markdown_problems(path, expected):
    """Whether a Markdown parser finds only text, tables, lists, headings and our own pictures."""
    source = open(path, encoding="utf-8").read()
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    allowed = {
        "heading", "paragraph", "inline", "bullet_list", "list_item", "table", "thead", "tbody",
        "tr", "th", "td", "text", "strong", "image", "softbreak",
    }
    words, problems = [], []

    def walk(tokens):
        for token in tokens:
            kind = re.sub("_(open|close)$", "", token.type)
            if kind not in allowed:
                problems.append(f"report.md: {token.type} {token.content[:80]!r}")
            if kind == "image":
                if not re.fullmatch(r"charts/[a-z0-9-]+\.svg", token.attrs["src"]):
                    problems.append(f"report.md: image {token.attrs['src']!r}")
            elif token.children:
                words.append("".join(c.content for c in token.children if c.type == "text"))
                walk(token.children)

    walk(reader.parse(source))
    shown = "\n".join(plain(word) for word in words)
    problems += [f"report.md: not there: {text!r}" for text in expected if plain(text) not in shown]
    # What GitHub would make a link or a mention although it is none in CommonMark.
    for pattern in (r"https?://", r"\bwww\.", r"(?<!\\)@"):
        found = re.search(pattern, source)
        if found:
            problems.append(f"report.md: {source[found.start() - 20:found.end() + 20]!r}")
    return problems


def workbook_problems(path, expected):
    """Whether the workbook holds the texts as text."""
    problems, texts = [], set()
    book = openpyxl.load_workbook(path)
    # A vendor's sheet bears its name, so that formulas name it too, in quotes.
    sheets = [f"'{name}'!" for name in book.sheetnames] + [f"{name}!" for name in book.sheetnames]

    def without_sheets(formula):
        for name in sheets:
            formula = formula.replace(name, "")
        return formula

    for sheet in book:
        if re.search(r"[\[\]:*?/\\]|^'|'$", sheet.title) or len(sheet.title) > 31:
            problems.append(f"{sheet.title}: no name for a sheet")
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type == "s":
                    texts.add(plain(cell.value))
                elif "zq" in without_sheets(str(cell.value)):
                    problems.append(f"{sheet.title}!{cell.coordinate}: {cell.value!r}")
                if cell.hyperlink is not None and "zq" in str(cell.hyperlink.target):
                    problems.append(f"{sheet.title}!{cell.coordinate}: a link")
    with zipfile.ZipFile(path) as parts:
        for name in parts.namelist():
            data = parts.read(name).decode("utf-8", "replace")
            for formula in re.findall(r"<(?:c:)?f>([^<]*)", data):
                if "zq" in without_sheets(html.unescape(formula)):
                    problems.append(f"{name}: a formula with a text of the files: {formula}")
    whole = "\n".join(texts)
    problems += [f"workbook: not there: {text!r}" for text in expected if plain(text) not in whole]
    return problems


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for member in value.values():
            yield from strings(member)
    elif isinstance(value, list):
        for member in value:
            yield from strings(member)


def console_problems(text, what, expected):
    problems = []
    if CONTROLS.search(text) or TURNS.search(text):
        problems.append(f"{what}: control characters on the console")
    shown = re.sub(r"\s", "", text)
    for name in expected:
        if re.sub(r"\s", "", plain(name)) not in re.sub("\u200e", "", shown):
            problems.append(f"{what}: not there: {name!r}")
    return problems


def round_problems(pacsplan, folder, schemas, first):
    """Runs the plan with texts from a number on; returns what is wrong, and how many texts there are."""
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    written, missed = prepare(folder, schemas, first)
    problems = [f"Complete.swift gives no occasion to write {key}" for key in missed]
    scenario = os.path.join(folder, "clinic.yaml")
    out = os.path.join(folder, "out")
    checked = subprocess.run([pacsplan, "check", scenario], capture_output=True)
    ran = subprocess.run(
        [pacsplan, "run", scenario, "--replications", "1", "--out", out], capture_output=True
    )
    if checked.returncode or ran.returncode:
        sys.exit((checked.stderr + ran.stderr).decode())

    def named(pattern):
        return [text for key, text in written.items() if re.search(pattern, key)]

    names = named(r"^clinic\.yaml\.name$") + named(r"^vendors/[a-z]+\.yaml\.name$")
    sites = named(r"^clinic\.yaml\.sites\.[a-z]+\.name$")
    items = named(r"\.prices\[\d+\]\.item$")
    sources = named(r"\.prices\[\d+\]\.source$")
    results = json.load(open(os.path.join(out, "results.json"), encoding="utf-8"))
    known = set(strings(results))
    used = [entry["source"] for entry in results["assumptions"] if entry["source"]]
    problems += [
        f"results.json: not there: {text!r}"
        for text in names + sites + items + sources
        if text not in known
    ]
    problems += markdown_problems(os.path.join(out, "report.md"), names + used)
    problems += workbook_problems(os.path.join(out, "comparison.xlsx"), names + items + sources)
    for chart in sorted(glob.glob(os.path.join(out, "charts", "*.svg"))):
        problems += chart_problems(chart)
    problems += console_problems(ran.stdout.decode(), "run", names)
    problems += console_problems(checked.stdout.decode(), "check", names[:1])
    return problems, len(written)


def main():
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("pacsplan")
    arguments.add_argument("--work", required=True)
    options = arguments.parse_args()
    schemas = {
        kind: json.loads(
            subprocess.run(
                [options.pacsplan, "schema", kind], check=True, capture_output=True
            ).stdout
        )
        for kind in ("scenario", "vendor", "catalogue")
    }
    # As many rounds as there are texts: each text stands once at each key.
    found, count = 0, 0
    for first in range(len(hostile_files.TEXTS)):
        problems, texts = round_problems(options.pacsplan, options.work, schemas, first)
        count += texts
        found += len(problems)
        for problem in problems:
            print(f"round {first}: {problem}")
    print(f"{count} hostile texts, {found} problems")
    sys.exit(1 if found or count < 1000 else 0)


if __name__ == "__main__":
    main()
