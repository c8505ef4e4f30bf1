#!/usr/bin/env python3
"""Proves that changing an input in the workbook gives what the engine gives.

    edit_inputs.py SCENARIO PACSPLAN WORK [REPLICATIONS]

SCENARIO is a scenario file whose folder holds everything it names, PACSPLAN the command, WORK a
folder for copies. For each kind of input cell, one is changed in the scenario's files and in the
workbook of the unchanged scenario; the workbook is recalculated by LibreOffice, the engine runs on
the changed files, and every formula cell of the two workbooks is compared: money to the cent, other
numbers to 1e-9 of their size. Only the reconciliation differs by design: it holds the engine's
figures of the unchanged run.
"""

import os
import re
import shutil
import subprocess
import sys

import openpyxl

import recalculation as recalc
from edits import EDITS, Inputs


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


def main():
    if len(sys.argv) not in (4, 5):
        sys.exit(__doc__)
    replications = int(sys.argv[4]) if len(sys.argv) == 5 else 2
    check = Check(sys.argv[1], sys.argv[2], sys.argv[3], replications)
    bad = 0
    missing = []
    for edit in EDITS:
        changes, different = check.edit(edit)
        bad += different
        if changes is None:
            missing.append(edit.name)
    if missing:
        print("the scenario has nothing to change of these kinds: " + ", ".join(missing))
    print(f"{len(EDITS) - len(missing)} kinds of input changed, {bad} cells differ")
    sys.exit(1 if bad or missing else 0)


if __name__ == "__main__":
    main()
