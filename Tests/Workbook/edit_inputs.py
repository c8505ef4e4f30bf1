#!/usr/bin/env python3
"""Proves that changing an input in the workbook gives what the engine gives.

    edit_inputs.py PACSPLAN SCENARIO [--work FOLDER] [--replications N] [--together]

PACSPLAN is the command, SCENARIO a scenario file whose folder holds everything it names; copies go
into FOLDER and stay there, or into a temporary one. For each kind of input cell, one is changed in
the scenario's files and in the workbook of the unchanged scenario; the workbook is recalculated by
LibreOffice, the engine runs on the changed files, and every formula cell of the two workbooks is
compared: money to the cent, other numbers to 1e-9 of their size. Only the reconciliation differs by
design: it holds the engine's figures of the unchanged run. With --together as many changes as do not
meet are made at once, which takes a fraction of the time and tells less of what went wrong.

Every input cell says what kind of input it is. A kind of which no cell could be changed fails.

Then input cells are emptied, filled with words or with numbers that cannot be: the overall check of
the summary must say ERROR, and must not where a value was merely changed.
"""

import argparse
import concurrent.futures
import functools
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

    def edit(self, name, edits):
        """Makes changes; gives back those that were possible with their cells, what differs, and
        what is to be said."""
        folder = self.copy(re.sub(r"\W+", "-", name))
        files = os.path.join(folder, "files")
        inputs = self.inputs.for_changes()
        done = {}
        for edit in edits:
            if any(edit.excludes(other) for other in done):
                continue
            changes = edit.apply(inputs, files, self.name)
            if changes is not None:
                done[edit] = changes
        if not done:
            return done, 0, []
        cells = {cell: value for changes in done.values() for cell, value in changes.items()}
        book = self.changed_book(folder, cells)
        recalculated = recalc.Book(recalc.recalculate_with_libreoffice(book, folder))
        fresh = recalc.Book(self.run(folder))
        bad, words = self.compare(fresh, recalculated)
        names = ", ".join(edit.name for edit in done)
        return done, bad, [f"{names}: {words[0]}"] + words[1:]

    @functools.cached_property
    def plain_values(self):
        return recalc.Book(self.plain)

    def compare(self, fresh, recalculated):
        """How many formula cells differ, and in words."""
        cent = recalc.cent_of(fresh)
        bad = money = moved = 0
        words = []
        for sheet, cell, formula, is_money in fresh.formula_cells():
            if sheet == "Reconciliation" or "Reconciliation" in formula:
                continue
            # The result beside the reconciliation's difference, and what stands over the bands.
            stale = ("inputs have been changed", "before inputs were changed")
            if sheet == "Summary" and any(text in formula for text in stale):
                continue
            expected = fresh.value(sheet, cell)
            found = recalculated.value(sheet, cell)
            money += is_money
            moved += is_money and self.plain_values.value(sheet, cell) != expected
            if not recalc.is_equal(expected, found, is_money, cent):
                bad += 1
                if bad <= 10:
                    words.append(
                        f"  {sheet}!{cell}: engine {expected!r}, workbook {found!r}: {formula}"
                    )
        if not moved:
            words.append("  the change moved no amount of money: it proves nothing")
            bad += 1
        return bad, [f"{money} amounts of money, {moved} of them moved, {bad} differ"] + words


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
    yield "a negative price", f"{VALUE}{row}", -1, "ERROR"
    yield "a discount of more than all", f"{DISCOUNT}{row}", 1.5, "ERROR"
    yield "an emptied discount", f"{DISCOUNT}{row}", None, "ERROR"
    yield "a cap in words", f"{CAP}{row}", "none", "ERROR"
    banded = next((line for line in inputs.lines if len(line.rows) > 1), None)
    if banded:
        yield "an emptied band edge", f"{EDGE}{banded.rows[0]}", None, "ERROR"


def check_spoil(check, number, spoil):
    """Whether the summary tells a spoilt input; and in words."""
    name, cell, value, expected = spoil
    folder = os.path.join(check.work, f"spoilt-{number}")
    os.makedirs(folder, exist_ok=True)
    book = check.changed_book(folder, {cell: value})
    overall, state = summary(recalc.Book(recalc.recalculate_with_libreoffice(book, folder)))
    # An emptied cell that counts as the 0 it held moves no cost: the state is not asked then.
    is_right = overall == expected and (expected == "ERROR" or "changed" in state)
    return is_right, f"{name}: overall check {overall}{'' if is_right else ', expected ' + expected}"


def check_spoils(check, pool):
    """Counts the spoilt inputs that the summary does not tell."""
    found = pool.map(lambda one: check_spoil(check, *one), enumerate(spoils(check.inputs)))
    bad = 0
    for is_right, words in found:
        print(words)
        bad += not is_right
    return bad


def check_edits(check, pool, together):
    """Makes every change; gives back how many cells differ and the cells that were changed."""
    bad = 0
    changed = set()
    waiting = [[edit] for edit in EDITS]
    if together:
        waiting = [list(EDITS)]
    while waiting:
        runs = list(pool.map(lambda one: check.edit(one[0].name, one), waiting))
        left = []
        for edits, (done, different, words) in zip(waiting, runs):
            bad += different
            print("\n".join(words or [f"nothing to change: {', '.join(e.name for e in edits)}"]))
            changed |= {cell for changes in done.values() for cell in changes}
            # What met another change has its turn in the next round.
            rest = [edit for edit in edits if edit not in done]
            if done and rest:
                left.append(rest)
        waiting = left
    return bad, changed


def check_all(check, together):
    """Makes every kind of change; gives back the exit status."""
    nameless = check.inputs.without_kind()
    if nameless:
        print(f"input cells that do not say what they are: {', '.join(nameless)}")
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        bad = check_spoils(check, pool)
        different, changed = check_edits(check, pool, together)
    kinds = set(check.inputs.kinds.values())
    missing = kinds - {check.inputs.kinds[cell] for cell in changed}
    if missing:
        print("kinds of input that no change covers: " + ", ".join(sorted(missing)))
    print(f"{len(kinds) - len(missing)} of {len(kinds)} kinds of input changed, {different} cells differ")
    return 1 if bad + different or missing or nameless else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pacsplan", help="the command")
    parser.add_argument("scenario", help="the scenario file")
    parser.add_argument("--work", help="a folder for copies that stay")
    parser.add_argument("--replications", type=int, default=1)
    parser.add_argument("--together", action="store_true", help="make as many changes as can be at once")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        work = args.work or folder
        check = Check(args.scenario, args.pacsplan, work, args.replications)
        sys.exit(check_all(check, args.together))


if __name__ == "__main__":
    main()
