#!/usr/bin/env python3
"""Proves that changing an input in the workbook gives what the engine gives.

    edit_inputs.py PACSPLAN SCENARIO [--work FOLDER] [--replications N]

PACSPLAN is the command, SCENARIO a scenario file whose folder holds everything it names; copies go
into FOLDER and stay there, or into a temporary one. For each kind of input cell, one is changed in the scenario's files and in the
workbook of the unchanged scenario; the workbook is recalculated by LibreOffice, the engine runs on
the changed files, and every formula cell of the two workbooks is compared: money to the cent, other
numbers to 1e-9 of their size. Only the reconciliation differs by design: it holds the engine's
figures of the unchanged run.

Then input cells are emptied or filled with words: the overall check of the summary must say ERROR,
and must not where a value was merely changed.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile

import openpyxl

import recalculation as recalc
from edits import CAP, DISCOUNT, EDGE, EDITS, VALUE, Inputs


class Check:
    """One scenario with its workbook before any change."""

    def __init__(self, scenario, command, work, replications):
        self.command = os.path.abspath(command)
        self.work = os.path.abspath(work)
        self.replications = replications
        self.source = os.path.dirname(os.path.abspath(scenario))
        self.name = os.path.basename(scenario)
        if not os.access(self.command, os.X_OK):
            sys.exit(f"{command} cannot be run")
        os.makedirs(self.work, exist_ok=True)
        self.plain = self.run(self.copy("plain"))
        self.inputs = Inputs(self.plain)

    def copy(self, name):
        """A copy of the scenario's folder."""
        folder = os.path.join(self.work, name)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.source, os.path.join(folder, "files"))
        return folder

    def run(self, folder):
        """The engine on a copy; gives back its workbook."""
        ran = subprocess.run(
            [self.command, "run", self.name, "--out", "../out"]
            + ["--replications", str(self.replications)],
            cwd=os.path.join(folder, "files"),
            capture_output=True,
            text=True,
        )
        book = os.path.join(folder, "out", "comparison.xlsx")
        if ran.returncode != 0 or not os.path.exists(book):
            sys.exit(f"pacsplan failed with {ran.returncode} in {folder}:\n{ran.stderr}")
        return book

    def changed_book(self, folder, changes):
        """The unchanged run's workbook with other values in some input cells."""
        book = openpyxl.load_workbook(self.plain)
        sheet = book["Inputs"]
        for cell, value in changes.items():
            if sheet[cell].protection.locked:
                sys.exit(f"Inputs!{cell} is no input cell")
            sheet[cell].value = value
        path = os.path.join(folder, "edited.xlsx")
        book.save(path)
        return path

    def edit(self, edit):
        """Makes one kind of change; gives back whether it was possible, and what differs."""
        folder = self.copy(re.sub(r"\W+", "-", edit.name))
        files = os.path.join(folder, "files")
        changes = edit.apply(self.inputs, files, self.name)
        if changes is None:
            return None, 0
        book = self.changed_book(folder, changes)
        recalculated = recalc.Book(recalc.recalculate_with_libreoffice(book, folder))
        fresh = recalc.Book(self.run(folder))
        return changes, self.compare(edit, fresh, recalculated)

    def compare(self, edit, fresh, recalculated):
        plain = recalc.Book(self.plain)
        cent = recalc.cent_of(fresh)
        bad = money = moved = 0
        for sheet, cell, formula, is_money in fresh.formula_cells():
            if sheet == "Reconciliation" or "Reconciliation" in formula:
                continue
            # The result beside the reconciliation's difference.
            if sheet == "Summary" and "inputs have been changed" in formula:
                continue
            expected = fresh.value(sheet, cell)
            found = recalculated.value(sheet, cell)
            money += is_money
            moved += is_money and plain.value(sheet, cell) != expected
            if not recalc.is_equal(expected, found, is_money, cent):
                bad += 1
                if bad <= 10:
                    print(f"  {sheet}!{cell}: engine {expected!r}, workbook {found!r}: {formula}")
        if not moved:
            print("  the change moved no amount of money: it proves nothing")
            bad += 1
        print(f"{edit.name}: {money} amounts of money, {moved} of them moved, {bad} differ")
        return bad


def summary(book):
    """The overall check, and what the reconciliation says."""
    words = {row[0]: row[2] for row in book.values["Summary"].iter_rows(max_col=3, values_only=True)}
    return words["Overall check"], words["Workbook against the engine"]


def spoils(inputs):
    """(name, cell, value, overall check) of input cells that are changed, emptied or misused."""
    single = next(line for line in inputs.lines if inputs.is_input(f"{VALUE}{line.rows[0]}"))
    row = single.rows[0]
    rate = f"{VALUE}{inputs.labels['Discount rate']}"
    yield "a changed rate", rate, 0.0725, "OK"
    yield "an emptied rate", rate, None, "ERROR"
    yield "a rate in words", rate, "six", "ERROR"
    yield "an emptied price", f"{VALUE}{row}", None, "ERROR"
    yield "an emptied discount", f"{DISCOUNT}{row}", None, "ERROR"
    yield "a cap in words", f"{CAP}{row}", "none", "ERROR"
    banded = next((line for line in inputs.lines if len(line.rows) > 1), None)
    if banded:
        yield "an emptied band edge", f"{EDGE}{banded.rows[0]}", None, "ERROR"


def check_spoils(check):
    """Counts the spoilt inputs that the summary does not tell."""
    bad = 0
    folder = check.copy("spoilt")
    for name, cell, value, expected in spoils(check.inputs):
        book = check.changed_book(folder, {cell: value})
        overall, state = summary(recalc.Book(recalc.recalculate_with_libreoffice(book, folder)))
        # An emptied cell that counts as the 0 it held moves no cost: the state is not asked then.
        is_right = overall == expected and (expected == "ERROR" or "changed" in state)
        bad += not is_right
        print(f"{name}: overall check {overall}{'' if is_right else ', expected ' + expected}")
    return bad


def check_all(check):
    """Makes every kind of change; gives back the exit status."""
    bad = check_spoils(check)
    missing = []
    for edit in EDITS:
        changes, different = check.edit(edit)
        bad += different
        if changes is None:
            missing.append(edit.name)
    if missing:
        print("the scenario has nothing to change of these kinds: " + ", ".join(missing))
    print(f"{len(EDITS) - len(missing)} kinds of input changed, {bad} cells differ")
    return 1 if bad or missing else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pacsplan", help="the command")
    parser.add_argument("scenario", help="the scenario file")
    parser.add_argument("--work", help="a folder for copies that stay")
    parser.add_argument("--replications", type=int, default=2)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = args.work or folder
        sys.exit(check_all(Check(args.scenario, args.pacsplan, work, args.replications)))


if __name__ == "__main__":
    main()
