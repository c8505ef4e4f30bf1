"""Returned workbooks that are broken in one way each, made of a sound one.

Each entry of RETURNS is a name, a function that writes the broken file into a folder, and what the message
must say: words, or a function that gives them from the layout.
"""

import io
import re
import shutil
import zipfile

import openpyxl

NAME = "request-cirrus-cloud.xlsx"
MESSAGE = NAME + ": sheet {}, cell {}: error: "


def edited(change):
    """A return of which something was changed in a spreadsheet program."""

    def make(sound, folder, layout):
        book = openpyxl.load_workbook(sound)
        change(book, layout)
        book.save(folder / NAME)

    return make


def rewritten(change):
    """A return whose parts were changed: `change` gives back the new list of names and contents."""

    def make(sound, folder, layout):
        with zipfile.ZipFile(sound) as archive:
            parts = [(name, archive.read(name)) for name in archive.namelist()]
        with zipfile.ZipFile(folder / NAME, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in change(parts):
                archive.writestr(name, content)

    return make


def replaced(part, pattern, text):
    """Replaces text of one part."""

    def change(parts):
        result = []
        for name, content in parts:
            if name == part:
                new = re.sub(pattern, lambda _: text, content, count=1)
                assert new != content, f"{part} has no {pattern}"
                content = new
            result.append((name, content))
        return result

    return rewritten(change)


def cell(row, column, value):
    """Another value in a cell of the prices."""
    return edited(lambda book, layout: book["Prices"].__setitem__(layout.price(row, column), value))


def at(row, column, *words):
    return lambda layout: [MESSAGE.format("Prices", layout.price(row, column)), *words]


def renamed(book, _):
    book["Prices"].title = "Our prices"


def without(sheet):
    return edited(lambda book, _: book.remove(book[sheet]))


def with_sheet(book, _):
    book.create_sheet("Remarks")["A1"] = "See our brochure"


def deleted(book, layout):
    book["Prices"].delete_rows(layout.rows["Prices"]["modules"])


def added(book, layout):
    book["Requirements"].insert_rows(layout.rows["Requirements"]["R05"])


def merged(book, layout):
    row = layout.rows["Prices"]["storage"]
    book["Prices"].merge_cells(f"L{row}:O{row}")


def currency(book, layout):
    book["Read me"][layout.details["Currency of your prices"]] = "EUR"


def truncated(sound, folder, _):
    content = sound.read_bytes()
    (folder / NAME).write_bytes(content[: len(content) * 2 // 3])


def two(sound, folder, _):
    shutil.copy(sound, folder / NAME)
    shutil.copy(sound, folder / "request-cirrus-cloud (1).xlsx")


def two_names(sound, folder, layout):
    shutil.copy(sound, folder / NAME)
    book = openpyxl.load_workbook(sound)
    book["Read me"][layout.details["Request"]] = "harbour-saas"
    book.save(folder / "request-harbour-saas.xlsx")


def macro_name(sound, folder, _):
    shutil.copy(sound, folder / "request-cirrus-cloud.xlsm")


def old_form(sound, folder, _):
    (folder / NAME).write_bytes(bytes.fromhex("D0CF11E0A1B11AE1") + bytes(4096))


def big_file(sound, folder, _):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/media/image.bin", bytes(21_000_000))
    (folder / NAME).write_bytes(content.getvalue())


def bomb(parts):
    row = b'<row r="1"><c r="A1"><v>1</v></c></row>'
    sheet = b"<worksheet><sheetData>" + b" " * 70_000_000 + row + b"</sheetData></worksheet>"
    return [(n, sheet if n == "xl/worksheets/sheet3.xml" else c) for n, c in parts]


def many_cells(parts):
    rows = "".join(
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>1</v></c>' for c in "ABCDEFGHIJ") + "</row>"
        for r in range(1, 20_102))
    sheet = f"<worksheet><sheetData>{rows}</sheetData></worksheet>".encode()
    return [(n, sheet if n == "xl/worksheets/sheet2.xml" else c) for n, c in parts]


def many_parts(parts):
    return parts + [(f"xl/media/image{n}.bin", b"x") for n in range(300)]


def entities(parts):
    kind = b'<!DOCTYPE sst [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return [
        (n, re.sub(rb"(<\?xml[^>]*\?>)", lambda m: m[1] + kind, c, count=1)
         if n == "xl/sharedStrings.xml" else c)
        for n, c in parts
    ]


RETURNS = [
    ("text for a number", cell("gateways", "Price", "about 300"),
     at("gateways", "Price", "expected a number, found “about 300”", "help: write the amount alone, in USD")),
    ("a number as text", cell("gateways", "Price", "42,000"), at("gateways", "Price", "42,000")),
    ("a formula", cell("gateways", "Price", "=40000*1.05"),
     at("gateways", "Price", "holds a formula", "write the value")),
    ("a formula beside the form", cell("gateways", "Item", "=B4"), at("gateways", "Item", "holds a formula")),
    ("a number out of range", cell("gateways", "Price", -5), at("gateways", "Price", "from 0 to 1000000000, found -5")),
    ("5 for 5 %", cell("gateways", "Discount", 5), at("gateways", "Discount", "write it with its sign: 5 %")),
    ("an unknown word", cell("subscription", "Price is per", "examination"),
     at("subscription", "Price is per", "cannot be “examination”", "choose from the list")),
    ("an unknown answer", cell("backup", "Answer", "perhaps"), at("backup", "Answer", "quoted, included, not needed")),
    ("a price without an answer", cell("backup", "Price", 100), lambda l: at("backup", "Answer", "no answer")(l)),
    ("a quoted item without a price", cell("lines", "Price", None), at("lines", "Price", "has no price")),
    ("an answer with a price", cell("licence", "Price", 100), at("licence", "Price", "not needed")),
    ("an item that holds another and is none", cell("modules", "Included in, or belongs to", "Workstations and displays"),
     at("modules", "Included in, or belongs to", "is not quoted itself")),
    ("bands that fall", cell("subscription", "Band 2 up to", 90000),
     at("subscription", "Band 2 up to", "the band ends at 90000, and the one before at 100000")),
    ("a tier that is not there", cell("storage", "Storage tier", "frequnt"),
     at("storage", "Storage tier", "no tier 'frequnt'", "did you mean 'frequent'?")),
    ("a share of an unknown item", cell("support", "Of which items", "gateways, licenses"),
     at("support", "Of which items", "licenses")),
    ("a period without a meaning", cell("gateways", "Period", "contract-year"), at("gateways", "Period", "per: contract-year")),
    ("an error in a cell", cell("gateways", "Price", "#REF!"), at("gateways", "Price", "#REF!")),
    ("something beside the form", cell("gateways", "Note", "x" * 1_001), at("gateways", "Note", "1001 characters")),
    ("writing outside of the form", edited(lambda book, _: book["Prices"].__setitem__("AZ3", "see mail")),
     [MESSAGE.format("Prices", "AZ3"), "see mail"]),
    ("a remark on the first sheet", edited(lambda book, _: book["Read me"].__setitem__("B70", "see mail")),
     [MESSAGE.format("Read me", "B70"), "see mail"]),
    ("a remark among the loads", edited(lambda book, _: book["Loads"].__setitem__("N9", "too many")),
     [MESSAGE.format("Loads", "N9"), "too many"]),
    ("a deleted row", edited(deleted), lambda l: [
        MESSAGE.format("Prices", f"A{l.rows['Prices']['modules']}"), "expected “modules”, found “maintenance”"]),
    ("an added row", edited(added), lambda l: [MESSAGE.format("Requirements", f"A{l.rows['Requirements']['R05']}")]),
    ("a renamed sheet", edited(renamed), [NAME + ": sheet Prices: error: the sheet is missing", "Our prices"]),
    ("a missing sheet", without("Contract"), [NAME + ": sheet Contract: error: the sheet is missing"]),
    ("a further sheet", edited(with_sheet), [NAME + ": sheet Remarks: error: is no sheet of the request"]),
    ("merged cells", edited(merged), lambda l: [
        MESSAGE.format("Prices", f"L{l.rows['Prices']['storage']}"), "merged"]),
    ("a foreign currency", edited(currency), lambda l: [
        MESSAGE.format("Read me", l.details["Currency of your prices"]), "prices in EUR in a plan in USD", "exchange-rates"]),
    ("no bidder", edited(lambda book, l: book["Read me"].__setitem__(l.details["Bidder"], None)),
     lambda l: [MESSAGE.format("Read me", l.details["Bidder"])]),
    ("a day that is none", edited(lambda book, l: book["Read me"].__setitem__(l.details["Valid until"], "end of March")),
     lambda l: [MESSAGE.format("Read me", l.details["Valid until"]), "end of March"]),
    ("payments of more than all", edited(
        lambda book, l: book["Contract"].__setitem__(f"E{l.rows['Contract']['payment-1']}", 0.6)),
     lambda l: [MESSAGE.format("Contract", f"E{l.rows['Contract']['payment-1']}"), "120 %"]),
    ("a roadmap without a month", edited(
        lambda book, l: book["Requirements"].__setitem__(f"F{l.rows['Requirements']['R27']}", None)),
     lambda l: [MESSAGE.format("Requirements", f"F{l.rows['Requirements']['R27']}"), "month"]),
    ("a duplicated bidder", two, [NAME, "request-cirrus-cloud (1).xlsx", "keep one workbook"]),
    ("one bidder in the requests of two", two_names, ["request-harbour-saas.xlsx", "Cirrus Imaging Ltd", NAME]),
    ("a macro by its name", macro_name, ["request-cirrus-cloud.xlsm: error: may hold macros"]),
    ("a macro inside", rewritten(lambda parts: parts + [("xl/vbaProject.bin", b"x" * 100)]), [NAME + ": error: holds a macro"]),
    ("links to other files", rewritten(
        lambda parts: parts + [("xl/externalLinks/externalLink1.xml", b"<externalLink/>")]),
     [NAME + ": error: is linked to other files"]),
    ("a locked workbook", old_form, [NAME + ": error: is locked with a password"]),
    ("a truncated file", truncated, [NAME + ": error: cannot be read as a workbook"]),
    ("a big file", big_file, [NAME + ": error: is bigger than 20 MB"]),
    ("a part that unfolds", rewritten(bomb), [NAME + ": error: ", "more than 64 MB"]),
    ("too many cells", rewritten(many_cells), [NAME + ": error: ", "more than 200000 cells"]),
    ("too many parts", rewritten(many_parts), [NAME + ": error: has more than 200 parts"]),
    ("entities", rewritten(entities), [NAME + ": error: ", "document type"]),
    ("XML that is cut short", replaced("xl/worksheets/sheet3.xml", rb"</sheetData>(?s:.*)$", b""), [NAME + ": error: ", "cut short"]),
    ("a request of another vendor", edited(lambda book, l: book["Read me"].__setitem__(l.details["Request"], "nimbus")),
     lambda l: [MESSAGE.format("Read me", l.details["Request"]), "nimbus", "cirrus-cloud"]),
]
