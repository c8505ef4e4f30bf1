#!/usr/bin/env python3
"""Proves that the workbook's formulas give the engine's figures.

    corrupt_and_recalculate.py BOOK

The engine's values are cached in the workbook. A copy gets a wrong value in each formula cell, is
recalculated by LibreOffice and by Gnumeric, and every formula cell is compared with the engine:
money to the cent, other numbers to 1e-9 of their size, text exactly. Nothing may differ in
LibreOffice. Gnumeric rounds some products that lie exactly on half a cent the other way, since the
binary number next to them is smaller; each such cell is shown with its exact product, and cells
that follow from one may differ by as many cents as there are such cells. Anything else fails.
"""

import os
import sys
import tempfile
from fractions import Fraction

import recalculation as recalc
from exact import ExactCell


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    path = sys.argv[1]
    engine = recalc.Book(path)
    cells = list(engine.formula_cells())
    if not cells:
        sys.exit(f"{path} has no formulas at all")
    cent = recalc.cent_of(engine)
    with tempfile.TemporaryDirectory() as folder:
        spoilt = os.path.join(folder, "book.xlsx")
        count = recalc.corrupt(path, spoilt)
        if count != len(cells):
            sys.exit(f"{count} values were spoilt, but there are {len(cells)} formulas")
        libreoffice = recalc.Book(recalc.recalculate_with_libreoffice(spoilt, folder))
        bad = compare(engine, libreoffice, cells, cent, "LibreOffice")
        gnumeric = recalc.recalculate_with_gnumeric(spoilt, folder)
        if gnumeric is None:
            print("Gnumeric: not installed, no second opinion (apt-get install gnumeric)")
        else:
            bad += compare_with_ties(engine, recalc.Book(gnumeric), cells, cent)
    sys.exit(1 if bad else 0)


def differing(engine, other, cells, cent):
    """The cells that differ."""
    for sheet, cell, formula, is_money in cells:
        expected = engine.value(sheet, cell)
        found = other.value(sheet, cell)
        if not recalc.is_equal(expected, found, is_money, cent):
            yield sheet, cell, formula, is_money, expected, found


def compare(engine, other, cells, cent, name):
    """Prints what differs and counts it."""
    count = 0
    for sheet, cell, formula, _, expected, found in differing(engine, other, cells, cent):
        count += 1
        if count <= 20:
            print(f"{name}: {sheet}!{cell}: engine {expected!r}, recalculated {found!r}: {formula}")
    money = sum(1 for cell in cells if cell[3])
    print(f"{name}: {len(cells)} formulas, {money} of them money: {count} differ")
    return count


def follows(difference, ties, cent):
    """Whether a difference may come from the ties above it: at most a cent for each of them.

    Only sums may, and the reconciliation, whose differences are rounded and put into words.
    """
    sheet, _, formula, _, expected, found = difference
    if "inputs have been changed" in formula:
        return ties > 0
    if formula.startswith("=ROUND(") and sheet != "Reconciliation":
        return False
    numbers = isinstance(expected, (int, float)) and isinstance(found, (int, float))
    return numbers and abs(expected - found) <= ties * cent * 1.000001


def compare_with_ties(engine, other, cells, cent):
    """Prints the exact ties, counts what they do not explain."""
    ties = 0
    unexplained = []
    for difference in list(differing(engine, other, cells, cent)):
        sheet, cell, formula, is_money, expected, found = difference
        exact = ExactCell(engine, sheet, formula).product() if formula.startswith("=ROUND(") else None
        is_tie = exact is not None and (exact / Fraction(str(cent))) % 1 == Fraction(1, 2)
        if is_tie and abs(abs(expected - found) - cent) < cent / 100:
            ties += 1
            print(f"Gnumeric: tie at {sheet}!{cell}: exactly {exact}: {expected} or {found}")
        else:
            unexplained.append(difference)
    rest = [entry for entry in unexplained if not follows(entry, ties, cent)]
    for sheet, cell, formula, _, expected, found in rest[:20]:
        print(f"Gnumeric: {sheet}!{cell}: engine {expected!r}, recalculated {found!r}: {formula}")
    print(
        f"Gnumeric: {len(cells)} formulas: {ties} exact ties rounded the other way,"
        f" {len(unexplained) - len(rest)} sums of them, {len(rest)} differ otherwise"
    )
    return len(rest)


if __name__ == "__main__":
    main()
