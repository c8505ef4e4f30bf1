#!/usr/bin/env python3
"""Proves that the checks of the workbook find what they are there for.

    test_checks.py BOOK

The recalculation must pass a sound workbook, and not one with a wrong factor in a formula, with an
amount one cent off, or without any formula. The comparison must find the same workbook equal when it
is only packed in another way, and different with any of these changes, another width, another look
or another chart.
"""

import os
import re
import subprocess
import sys
import tempfile
import zipfile

HERE = os.path.dirname(os.path.abspath(__file__))


def planted(book, path, change):
    """Copies a workbook with a change in the first sheet that can have it; counts changes."""
    count = 0
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(path, "w") as target:
        for item in source.infolist():
            data = source.read(item.filename)
            if item.filename.startswith("xl/worksheets/sheet") and (
                count == 0 or change is no_formulas
            ):
                text, number = change(data.decode("utf-8"))
                count += number
                data = text.encode("utf-8")
            target.writestr(item.filename, data)
    return count


def wrong_factor(text):
    """One amount that is not 0, multiplied by a little too much."""
    amount = r"<f>ROUND\(([A-Z]+[0-9]+\*[^<]*</f><v>[0-9.]*[1-9][0-9.]*</v>)"
    return re.subn(amount, r"<f>ROUND(1.001*\1", text, count=1)


def lost_cent(text):
    """A price line's cached amount one cent off, as if the engine had rounded another way."""
    def more(match):
        return f"{match.group(1)}{float(match.group(2)) + 0.01!r}{match.group(3)}"

    return re.subn(r"(<f>ROUND\([^<]*</f><v>)([0-9.]*[1-9][0-9.]*)(</v>)", more, text, count=1)


def no_formulas(text):
    return re.subn(r"<f>[^<]*</f>", "", text)


def repacked(book, path, part, change):
    """Copies a workbook, packed otherwise, with a change in one part; counts changes."""
    count = 0
    with zipfile.ZipFile(book) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as target:
        for item in source.infolist():
            data = source.read(item.filename)
            if count == 0 and re.search(part, item.filename):
                text, count = change(data.decode("utf-8"))
                data = text.encode("utf-8")
            target.writestr(item.filename, data)
    return count


# What changes, in which part of the file, and how.
CHANGES = [
    ("a width", r"worksheets/sheet", lambda text: re.subn(r'( width=")', r"\g<1>1", text, count=1)),
    ("a look", r"styles", lambda text: re.subn(r"<b/>", "", text, count=1)),
    ("a chart", r"charts/chart", lambda text: re.subn(r"\$([0-9]+)</c:f>", r"$1\1</c:f>", text, count=1)),
    ("a rule", r"worksheets/sheet2", lambda text: re.subn(r' promptTitle="', r"\g<0>x", text, count=1)),
]


def passes(*books, check="corrupt_and_recalculate.py"):
    """Whether a check is content."""
    ran = subprocess.run(
        [sys.executable, os.path.join(HERE, check), *books], capture_output=True, text=True
    )
    return ran.returncode == 0


def test_comparison(book, folder):
    """Counts what the comparison of workbooks gets wrong."""
    bad = 0
    same = os.path.join(folder, "same.xlsx")
    repacked(book, same, "nothing", None)
    if not passes(book, same, check="compare_workbooks.py"):
        print("comparison: an equal workbook is refused")
        bad += 1
    copies = [(change.__name__, lambda path, c=change: planted(book, path, c))
              for change in (wrong_factor, lost_cent, no_formulas)]
    copies += [(name, lambda path, p=part, c=change: repacked(book, path, p, c))
               for name, part, change in CHANGES]
    for name, make in copies:
        path = os.path.join(folder, "changed.xlsx")
        if make(path) == 0:
            print(f"comparison: {name}: nothing was planted")
            bad += 1
        elif passes(book, path, check="compare_workbooks.py"):
            print(f"comparison: {name}: not found")
            bad += 1
        else:
            print(f"comparison: {name}: found")
    return bad


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    book = sys.argv[1]
    bad = 0
    if not passes(book):
        print("a sound workbook is refused")
        bad += 1
    with tempfile.TemporaryDirectory() as folder:
        for change in (wrong_factor, lost_cent, no_formulas):
            path = os.path.join(folder, change.__name__ + ".xlsx")
            if planted(book, path, change) == 0:
                print(f"{change.__name__}: nothing was planted")
                bad += 1
            elif passes(path):
                print(f"{change.__name__}: not found")
                bad += 1
            else:
                print(f"{change.__name__}: found")
        bad += test_comparison(book, folder)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
