#!/usr/bin/env python3
"""Compares two workbooks by what they hold, whatever bytes their zip files have.

    compare_workbooks.py EXPECTED FOUND [--most N]

Sheets and their order, cells with their formulas, cached values and looks, widths, heights, frozen
panes, merged cells, what may be typed where, conditional looks, charts, defined names, print areas,
titles and page breaks must be the same. Numbers may differ in their last digits (1e-12 of their
size), as between processors. Exits with 1 and the differences, else with 0.
"""

import argparse
import math
import re
import sys
import zipfile

try:
    import openpyxl
except ImportError:
    sys.exit("this check needs openpyxl: apt-get install python3-openpyxl, or pip install openpyxl")


def is_same(a, b):
    """Numbers but for their last digits, everything else exactly."""
    numbers = all(isinstance(v, (int, float)) and not isinstance(v, bool) for v in (a, b))
    return math.isclose(a, b, rel_tol=1e-12, abs_tol=1e-12) if numbers else a == b


def look(cell):
    """What of a cell's look matters to a reader."""
    font, fill, at, line = cell.font, cell.fill, cell.alignment, cell.border
    return {
        "number format": cell.number_format,
        "font": (font.b, font.i, font.sz, font.color.rgb if font.color else None),
        "fill": (fill.fill_type, fill.fgColor.rgb if fill.fill_type else None),
        "alignment": (at.horizontal, at.vertical, at.wrap_text, at.indent),
        "line above": line.top.style if line.top else None,
        "locked": cell.protection.locked,
    }


def page(sheet):
    """What surrounds the cells of a sheet."""
    setup = sheet.page_setup
    return {
        "widths": {key: one.width for key, one in sorted(sheet.column_dimensions.items())},
        "heights": {key: one.height for key, one in sorted(sheet.row_dimensions.items())},
        "state": sheet.sheet_state,
        "frozen panes": sheet.freeze_panes,
        "merged cells": sorted(str(one) for one in sheet.merged_cells.ranges),
        "filter": sheet.auto_filter.ref,
        "protection": sheet.protection.sheet,
        "tab": sheet.sheet_properties.tabColor.rgb if sheet.sheet_properties.tabColor else None,
        "print area": sheet.print_area,
        "print titles": (sheet.print_title_rows, sheet.print_title_cols),
        "paper": (setup.orientation, setup.paperSize, setup.fitToWidth, setup.fitToHeight),
        "page breaks": sorted(one.id for one in sheet.row_breaks.brk),
        "header": [sheet.oddHeader.left.text, sheet.oddHeader.center.text, sheet.oddHeader.right.text],
        "footer": [sheet.oddFooter.left.text, sheet.oddFooter.center.text, sheet.oddFooter.right.text],
        "input rules": sorted(
            (str(one.sqref), one.type, one.operator, one.formula1, one.formula2, one.promptTitle,
             one.prompt, one.error)
            for one in sheet.data_validations.dataValidation
        ),
        "conditional looks": sorted(
            (str(area.sqref), tuple(tuple(rule.formula) for rule in area.rules))
            for area in sheet.conditional_formatting
        ),
    }


def pictures(path):
    """The parts that openpyxl does not keep: charts and where they stand, as text."""
    with zipfile.ZipFile(path) as book:
        names = [n for n in book.namelist() if re.match(r"xl/(charts|drawings)/", n)]
        return {name: book.read(name).decode("utf-8") for name in names}


def numbers_apart(text):
    """A text without its numbers, and the numbers: charts cache the values of their cells."""
    pattern = r"(?<=>)-?[0-9]+(?:\.[0-9]+)?(?:E[-+]?[0-9]+)?(?=<)"
    return re.sub(pattern, "#", text), [float(one) for one in re.findall(pattern, text)]


class Comparison:
    """Two workbooks side by side; collects what differs."""

    def __init__(self, expected, found):
        self.paths = expected, found
        self.formulas = [openpyxl.load_workbook(path) for path in self.paths]
        self.values = [openpyxl.load_workbook(path, data_only=True) for path in self.paths]
        self.differences = []

    def note(self, place, what, expected, found):
        self.differences.append(f"{place}: {what}: {expected!r} became {found!r}")

    def compare(self):
        names = [book.sheetnames for book in self.formulas]
        if names[0] != names[1]:
            self.note("workbook", "sheets", *names)
        for name in [name for name in names[0] if name in names[1]]:
            self.compare_sheet(name)
        defined = [
            {name: one.attr_text for name, one in sorted(book.defined_names.items())}
            if hasattr(book.defined_names, "items")
            else {one.name: one.attr_text for one in book.defined_names.definedName}
            for book in self.formulas
        ]
        if defined[0] != defined[1]:
            self.note("workbook", "defined names", *defined)
        self.compare_pictures()
        return self.differences

    def compare_sheet(self, name):
        sheets = [book[name] for book in self.formulas]
        values = [book[name] for book in self.values]
        pages = [page(sheet) for sheet in sheets]
        for what in pages[0]:
            if pages[0][what] != pages[1][what]:
                self.note(name, what, pages[0][what], pages[1][what])
        # Cells that hold something, or nothing but a look.
        cells = [{place: cell for place, cell in sheet._cells.items()} for sheet in sheets]
        looks = {}
        for place in sorted(set(cells[0]) | set(cells[1])):
            pair = [one.get(place) for one in cells]
            where = f"{name}!{(pair[0] or pair[1]).coordinate}"
            if None in pair:
                self.note(where, "cell", *[one and one.value for one in pair])
                continue
            if not is_same(pair[0].value, pair[1].value):
                self.note(where, "content", pair[0].value, pair[1].value)
            elif pair[0].data_type == "f":
                cached = [sheet.cell(*place).value for sheet in values]
                if not is_same(*cached):
                    self.note(where, "value", *cached)
            # Cells share their looks: each pair of looks is compared once.
            styles = tuple(cell.style_id for cell in pair)
            if styles not in looks:
                parts = [look(cell) for cell in pair]
                looks[styles] = [what for what in parts[0] if parts[0][what] != parts[1][what]]
            for what in looks[styles]:
                self.note(where, what, look(pair[0])[what], look(pair[1])[what])

    def compare_pictures(self):
        parts = [pictures(path) for path in self.paths]
        for name in sorted(set(parts[0]) | set(parts[1])):
            if name not in parts[0] or name not in parts[1]:
                self.note(name, "is there", name in parts[0], name in parts[1])
                continue
            texts = [numbers_apart(part[name]) for part in parts]
            numbers = zip(texts[0][1], texts[1][1])
            if texts[0][0] != texts[1][0] or not all(is_same(*pair) for pair in numbers):
                self.differences.append(f"{name}: the drawing differs")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("expected")
    parser.add_argument("found")
    parser.add_argument("--most", type=int, default=40, help="differences shown")
    args = parser.parse_args()
    differences = Comparison(args.expected, args.found).compare()
    for line in differences[: args.most]:
        print(line)
    if len(differences) > args.most:
        print(f"and {len(differences) - args.most} more")
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
