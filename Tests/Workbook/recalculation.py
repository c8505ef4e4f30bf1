"""What the two checks share: reading a workbook, recalculating it with other programs, comparing.

Needs Python 3.9 or later with openpyxl, and LibreOffice Calc; Gnumeric for the second opinion.
"""

import functools
import math
import os
import re
import shutil
import subprocess
import sys
import warnings
import zipfile

try:
    import openpyxl
except ImportError:
    sys.exit(
        "this check needs openpyxl: apt-get install python3-openpyxl, or pip install openpyxl"
        f" (the Python that runs is {sys.executable})"
    )

# Other programs' files have no default style; that does not matter here.
warnings.filterwarnings("ignore", message="Workbook contains no default style")

# Money is shown with a section for negative numbers; nothing else in the workbook is.
MONEY = re.compile(r"^#,##0(\.0+)?;-#,##0(\.0+)?;")

# LibreOffice trusts the values in a file that names Excel as its maker: 0 is "always recalculate".
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
"""


def need(program, package):
    """The program's path, or a clear end."""
    path = shutil.which(program)
    if not path:
        sys.exit(f"this check needs {program}: apt-get install {package}")
    return path


def recalculate_with_libreoffice(book, folder):
    """Recalculates every formula and gives back the new file."""
    soffice = need("soffice", "libreoffice-calc")
    profile = os.path.join(folder, "profile")
    os.makedirs(os.path.join(profile, "user"), exist_ok=True)
    with open(os.path.join(profile, "user", "registrymodifications.xcu"), "w") as file:
        file.write(PROFILE)
    out = os.path.join(folder, "libreoffice")
    os.makedirs(out, exist_ok=True)
    result = os.path.join(out, os.path.basename(book))
    # soffice exits with 0 even when it did nothing: the file is required afterwards.
    if os.path.exists(result):
        os.remove(result)
    ran = subprocess.run(
        [
            soffice,
            f"-env:UserInstallation=file://{os.path.abspath(profile)}",
            "--headless",
            "--norestore",
            "--convert-to",
            "xlsx:Calc MS Excel 2007 XML",
            "--outdir",
            out,
            book,
        ],
        capture_output=True,
        text=True,
        timeout=300,
    )
    if not os.path.exists(result):
        sys.exit(f"LibreOffice wrote nothing: {ran.stdout}{ran.stderr}")
    return result


def recalculate_with_gnumeric(book, folder):
    """Recalculates every formula and gives back the new file, or None without Gnumeric."""
    program = shutil.which("ssconvert")
    if not program:
        return None
    result = os.path.join(folder, "gnumeric.xlsx")
    if os.path.exists(result):
        os.remove(result)
    ran = subprocess.run(
        [program, "--recalc", book, result], capture_output=True, text=True, timeout=300
    )
    if not os.path.exists(result):
        sys.exit(f"Gnumeric wrote nothing: {ran.stdout}{ran.stderr}")
    return result


class Book:
    """Formulas and values of a workbook."""

    def __init__(self, path):
        self.path = path
        self.values = openpyxl.load_workbook(path, data_only=True)

    @functools.cached_property
    def formulas(self):
        return openpyxl.load_workbook(self.path)

    def value(self, sheet, cell):
        return self.values[sheet][cell].value

    def formula_cells(self):
        """(sheet, cell, formula, whether it is money) of every formula, in order."""
        for sheet in self.formulas:
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        is_money = bool(MONEY.match(cell.number_format or ""))
                        yield sheet.title, cell.coordinate, str(cell.value), is_money


def is_equal(expected, found, is_money, cent):
    """Money to the cent, other numbers to 1e-9 of their size, text exactly."""
    numbers = all(
        isinstance(value, (int, float)) and not isinstance(value, bool)
        for value in (expected, found)
    )
    if not numbers:
        return expected == found
    if not math.isfinite(found):
        return False
    if is_money:
        # Both stand for whole cents, or for a present value that shows them: half a cent apart at
        # most, less what binary numbers lose.
        return abs(expected - found) < cent / 2
    return math.isclose(expected, found, rel_tol=1e-9, abs_tol=1e-9)


def cent_of(book):
    """The smallest amount of the workbook's currency."""
    for row in book.values["Inputs"].iter_rows(min_col=1, max_col=6, values_only=True):
        if isinstance(row[0], str) and row[0].startswith("Decimals of "):
            return 10.0 ** -int(row[5])
    sys.exit("the Inputs sheet does not say how many decimals the currency has")


def corrupt(book, path):
    """Copies a workbook with a wrong value in every formula cell, and counts them."""
    count = 0

    def spoil(match):
        nonlocal count
        count += 1
        return match.group(1) + "987654.321" + match.group(3)

    with zipfile.ZipFile(book) as source, zipfile.ZipFile(
        path, "w", zipfile.ZIP_DEFLATED
    ) as target:
        for item in source.infolist():
            data = source.read(item.filename)
            if item.filename.startswith("xl/worksheets/sheet"):
                text = data.decode("utf-8")
                text = re.sub(r"(</f><v>)([^<]*)(</v>)", spoil, text)
                data = text.encode("utf-8")
            target.writestr(item.filename, data)
    return count
