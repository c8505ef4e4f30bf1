#!/usr/bin/env python3
"""Proves that the recalculation check finds what it is there for.

    test_checks.py BOOK

A sound workbook must pass. One with a wrong factor in a formula, with a formula replaced by its
value, or without any formula must not.
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


def passes(book):
    """Whether the check is content."""
    check = os.path.join(HERE, "corrupt_and_recalculate.py")
    ran = subprocess.run([sys.executable, check, book], capture_output=True, text=True)
    return ran.returncode == 0


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
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
