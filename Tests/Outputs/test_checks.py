#!/usr/bin/env python3
"""Proves that the checks of report, charts and workbook find what they are there for."""

import os
import sys
import tempfile

import openpyxl

from charts import chart_problems
from check_hostile import console_problems, markdown_problems, workbook_problems

REPORT = "# Title\n\n- **Strong:** words\n\n![x](charts/a.svg)\n\n| a | b |\n| --- | --- |\n| {} | 2 |\n"
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50"><title>t</title><desc>d</desc>{}'
    '<text class="small" x="10" y="20" text-anchor="start">one</text></svg>'
)
LABEL = '<text class="small" x="{}" y="22" text-anchor="start">{}</text>'


def written(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def book(folder, value, title="Sheet"):
    path = os.path.join(folder, "book.xlsx")
    workbook = openpyxl.Workbook()
    workbook.active.title = title
    workbook.active["A1"] = value
    workbook.save(path)
    return path


def main():
    with tempfile.TemporaryDirectory() as folder:

        def report(cell):
            return markdown_problems(written(folder, "report.md", REPORT.format(cell)), ["zq"])

        def chart(more):
            return chart_problems(written(folder, "a.svg", CHART.format(more)))

        sound = [
            report("zq"),
            chart(""),
            chart(LABEL.format(60, "two")),
            workbook_problems(book(folder, "zq"), ["zq"]),
            console_problems("zq\n", "run", ["zq"]),
        ]
        broken = [
            report("<b>zq</b>"),
            report("[zq](x)"),
            report("`zq`"),
            report("zq http://x.example"),
            report("zq @x"),
            report("*zq*"),
            report("other"),
            report("z | q"),
            chart("<script/>"),
            chart('<rect onclick="x"/>'),
            chart('<a href="x"/>'),
            chart(LABEL.format(12, "two")),
            chart(LABEL.format(80, "much too long")),
            workbook_problems(book(folder, "=zq"), []),
            workbook_problems(book(folder, "other"), ["zq"]),
            console_problems("\x1b[31mzq\n", "run", ["zq"]),
            console_problems("other\n", "run", ["zq"]),
        ]
    wrong = [f"sound: {found}" for found in sound if found]
    wrong += [f"broken, number {place}" for place, found in enumerate(broken) if not found]
    print("\n".join(wrong) if wrong else f"{len(broken)} planted faults were found")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
