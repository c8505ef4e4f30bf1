"""Changes of inputs: in the scenario's files and in the workbook's cells."""

import copy
import os
import re

import openpyxl

ITEM, KIND, EDGE, VALUE, DISCOUNT, RATE, FROM_YEAR, CAP, FILE = "ACEFGHIJN"


class Line:
    """A price line on the Inputs sheet: the row of each band, and where the file has it."""

    def __init__(self, row, file, line):
        self.rows = [row]
        self.file = file
        self.line = line
        self.is_taken = False


class Inputs:
    """What the Inputs sheet says about where each value stands."""

    def __init__(self, path):
        self.sheet = openpyxl.load_workbook(path)["Inputs"]
        self.labels = {}
        self.lines = []
        # What leaving costs: (row, label, file, line), in no line's own columns.
        self.leaving = []
        for row in range(1, self.sheet.max_row + 1):
            label = self.sheet[f"{ITEM}{row}"].value
            place = self.sheet[f"{FILE}{row}"].value
            if self.sheet[f"{KIND}{row}"].value in ("CapEx", "OpEx"):
                file, line = place.rsplit(":", 1)
                self.lines.append(Line(row, file, int(line)))
            elif isinstance(label, str) and label.startswith("band "):
                self.lines[-1].rows.append(row)
            elif isinstance(label, str):
                self.labels.setdefault(label, row)
                if label.startswith("Leaving: ") and place:
                    file, line = place.rsplit(":", 1)
                    self.leaving.append((row, label, file, int(line)))
        # The workbook says of each input cell what kind of input it is, where the cell is chosen.
        self.kinds = {}
        for rule in self.sheet.data_validations.dataValidation:
            for area in rule.sqref.ranges:
                for row in self.sheet[area.coord] if ":" in area.coord else [[self.sheet[area.coord]]]:
                    for cell in row:
                        self.kinds[cell.coordinate] = rule.promptTitle

    def is_input(self, cell):
        return not self.sheet[cell].protection.locked

    def without_kind(self):
        """Input cells that do not say what kind of input they are."""
        cells = (cell for row in self.sheet.iter_rows() for cell in row)
        return [c.coordinate for c in cells if not c.protection.locked and not self.kinds.get(c.coordinate)]

    def for_changes(self):
        """The same with lines that changes of the files may move and take."""
        other = copy.copy(self)
        other.lines = copy.deepcopy(self.lines)
        return other

    def value(self, cell):
        return self.sheet[cell].value


def read(folder, file):
    with open(os.path.join(folder, file), encoding="utf-8") as source:
        return source.read()


def write(folder, file, text):
    with open(os.path.join(folder, file), "w", encoding="utf-8") as target:
        target.write(text)


class FinanceEdit:
    """A change in the scenario's finance section."""

    def __init__(self, name, substitutions, cells):
        self.name = name
        self.substitutions = substitutions  # (pattern, replacement); the first that fits of each
        self.cells = cells  # label of the input: new value

    def apply(self, inputs, folder, scenario):
        text = read(folder, scenario)
        for alternatives in self.substitutions:
            for pattern, replacement in alternatives:
                changed, count = re.subn(pattern, replacement, text, count=1, flags=re.M)
                if count:
                    text = changed
                    break
            else:
                return None
        write(folder, scenario, text)
        return {f"{VALUE}{inputs.labels[label]}": value for label, value in self.cells.items()}

    def excludes(self, other):
        """Whether both change the same input."""
        return isinstance(other, FinanceEdit) and bool(set(self.cells) & set(other.cells))


class OldSystemEdit:
    """A change of what the old system costs a year."""

    name = "maintenance of the old system"
    label = "Old system: maintenance"

    def apply(self, inputs, folder, scenario):
        rows = [line.rows[0] for line in inputs.lines]
        row = next((row for row in rows if inputs.value(f"{ITEM}{row}") == self.label), None)
        if row is None:
            return None
        text = read(folder, scenario)
        changed, count = re.subn(
            r"(maintenance:\s*(?:\{\s*value:\s*)?)[0-9.]+", r"\g<1>123456.78", text, count=1
        )
        if not count:
            return None
        write(folder, scenario, changed)
        return {f"{VALUE}{row}": 123456.78}

    def excludes(self, other):
        return False


class LeavingEdit:
    """A change of what leaving costs: in the contract, which stands before the prices, so that no change of
    a price line moves it."""

    def __init__(self, name, kind, pattern, text, value, is_line=False):
        self.name = name
        self.kind = kind  # as the cell says it
        self.is_line = is_line  # an exit line of its own, or a key of the contract
        self.pattern = pattern
        self.text = text
        self.value = value

    def apply(self, inputs, folder, scenario):
        for row, _, file, line in inputs.leaving:
            cell = f"{VALUE}{row}"
            if inputs.kinds.get(cell) != self.kind:
                continue
            rows = read(folder, file).split("\n")
            first = line - 1
            last = end_of(rows, first, self.is_line)
            block = "\n".join(rows[first:last])
            changed, count = re.subn(self.pattern, self.text, block, count=1)
            if not count:
                continue
            write(folder, file, "\n".join(rows[:first] + [changed] + rows[last:]))
            return {cell: self.value}
        return None

    def excludes(self, other):
        return False


def end_of(rows, first, is_item=True):
    """The row after the mapping that begins in a row: as an item of a list, or with its first key."""
    indent = len(rows[first]) - len(rows[first].lstrip()) - (0 if is_item else 1)
    last = first + 1
    while last < len(rows):
        row = rows[last]
        if row.strip() and len(row) - len(row.lstrip()) <= indent:
            break
        last += 1
    return last


class LineEdit:
    """A change in one price line: the first that has what is to be changed."""

    def __init__(self, name, change):
        self.name = name
        self.change = change

    def apply(self, inputs, folder, scenario):
        for line in inputs.lines:
            if line.is_taken:
                continue
            rows = read(folder, line.file).split("\n")
            first = line.line - 1
            last = end_of(rows, first)
            block = "\n".join(rows[first:last])
            result = self.change(inputs, line, block)
            if result is None:
                continue
            block, cells = result
            write(folder, line.file, "\n".join(rows[:first] + [block] + rows[last:]))
            line.is_taken = True
            more = block.count("\n") + 1 - (last - first)
            for other in inputs.lines:
                if other.file == line.file and other.line > line.line:
                    other.line += more
            return cells
        return None

    def excludes(self, other):
        """Lines are taken once, so that no two changes meet."""
        return False


def add_key(block, text):
    """A further key at the end of a line's mapping, block or flow style."""
    if "{" in block.split("\n")[0]:
        return block.replace("{ ", "{ " + text + ", ", 1)
    head, *rest = block.split("\n")
    indent = " " * (len(head) - len(head.lstrip()) + 2)
    return "\n".join([head, indent + text] + rest)


def single_price(inputs, line, block):
    cell = f"{VALUE}{line.rows[0]}"
    if len(line.rows) > 1 or not inputs.is_input(cell):
        return None
    changed, count = re.subn(r"(\bprice: )[0-9.]+", r"\g<1>13579.245", block, count=1)
    return (changed, {cell: 13579.245}) if count else None


def small_price(inputs, line, block):
    """A price with more decimals than the currency has, on a quantity that is no whole number."""
    cell = f"{VALUE}{line.rows[0]}"
    if len(line.rows) > 1 or "stored-month" not in block:
        return None
    changed, count = re.subn(r"(\bprice: )[0-9.]+", r"\g<1>0.012345", block, count=1)
    return (changed, {cell: 0.012345}) if count else None


def band_price(inputs, line, block):
    if len(line.rows) < 2:
        return None
    prices = list(re.finditer(r"\bprice: ([0-9.]+)", block))
    last = prices[-1]
    changed = block[: last.start(1)] + "1.2345" + block[last.end(1) :]
    return changed, {f"{VALUE}{line.rows[-1]}": 1.2345}


def band_edge(inputs, line, block):
    if len(line.rows) < 2:
        return None
    changed, count = re.subn(r"(\bto: )[0-9.]+", r"\g<1>61234.5", block, count=1)
    return (changed, {f"{EDGE}{line.rows[0]}": 61234.5}) if count else None


def discount(inputs, line, block):
    if "discount:" in block:
        block = re.sub(r"(discount: )[0-9.]+ %", r"\g<1>7.35 %", block, count=1)
    else:
        block = add_key(block, "discount: 7.35 %")
    return block, {f"{DISCOUNT}{line.rows[0]}": 0.0735}


def escalator(pattern, text, column, value):
    def change(inputs, line, block):
        found = re.search(r"escalator: \{[^}]*\}", block)
        if not found:
            return None
        inner = found.group(0)
        if re.search(pattern, inner):
            changed = re.sub(pattern, text, inner, count=1)
        else:
            changed = inner[:-1].rstrip() + ", " + text + " }"
        return block.replace(inner, changed, 1), {f"{column}{line.rows[0]}": value}

    return change


def new_escalator(inputs, line, block):
    """An escalator where there was none, on a line that is paid every month."""
    if "escalator:" in block or not re.search(r"meter: (month|site|stored-month)\b", block):
        return None
    cells = {f"{RATE}{line.rows[0]}": 0.0425, f"{FROM_YEAR}{line.rows[0]}": 4}
    return add_key(block, "escalator: { rate: 4.25 %, from-year: 4 }"), cells


def share_of_lines(inputs, line, block):
    """Maintenance as a share of a licence; the rate of an escalator stands within its own mapping."""
    cell = f"{VALUE}{line.rows[0]}"
    if "meter: percent" not in block or not inputs.is_input(cell):
        return None
    changed, count = re.subn(r"^(\s*rate: )[0-9.]+ ?%", r"\g<1>16.75 %", block, count=1, flags=re.M)
    return (changed, {cell: 0.1675}) if count else None


DISCOUNT_RATE = [(r"(discount-rate:\s*\{\s*rate:\s*)[0-9.]+ ?%", r"\g<1>7.25 %")]
REAL = [(r"(discount-rate:[^\n]*basis:\s*)nominal", r"\g<1>real")]
INFLATION = [
    (r"^(\s*)inflation:\s*[0-9.]+ ?%", r"\g<1>inflation: 3.15 %"),
    (r"^(\s+)(discount-rate:)", r"\g<1>inflation: 3.15 %\n\g<1>\g<2>"),
]


def timing(word):
    return [
        (r"^(\s*)timing:\s*\w+", rf"\g<1>timing: {word}"),
        (r"^(\s+)(discount-rate:)", rf"\g<1>timing: {word}\n\g<1>\g<2>"),
    ]


EDITS = [
    FinanceEdit("discount rate", [DISCOUNT_RATE], {"Discount rate": 0.0725}),
    FinanceEdit(
        "real basis and inflation",
        [REAL, INFLATION],
        {"Basis of the rate": "real", "Inflation (counts with a real rate)": 0.0315},
    ),
    FinanceEdit("timing mid", [timing("mid")], {"Payments fall at": "mid"}),
    FinanceEdit("timing start", [timing("start")], {"Payments fall at": "start"}),
    FinanceEdit(
        "salary",
        [[(r"(salary:\s*)[0-9.]+", r"\g<1>91234.56")]],
        {"PACS administrator's salary": 91234.56},
    ),
    FinanceEdit(
        "life of purchases",
        [[(r"(depreciation:[^\n]*hardware: )\d+ years", r"\g<1>7 years")]],
        {"Purchases last: hardware": 84},
    ),
    FinanceEdit("on-cost", [[(r"(on-cost:\s*)[0-9.]+ ?%", r"\g<1>31.5 %")]], {"On-cost": 0.315}),
    LineEdit("single price", single_price),
    LineEdit("small price", small_price),
    LineEdit("price of a band", band_price),
    LineEdit("edge of a band", band_edge),
    LineEdit("discount", discount),
    LineEdit("escalator rate", escalator(r"rate: [0-9.]+ ?%", "rate: 4.75 %", RATE, 0.0475)),
    LineEdit("escalator from-year", escalator(r"from-year: \d+", "from-year: 4", FROM_YEAR, 4)),
    LineEdit("escalator cap", escalator(r"cap: [0-9.]+ ?%", "cap: 1.75 %", CAP, 0.0175)),
    LineEdit("new escalator", new_escalator),
    LineEdit("share of other lines", share_of_lines),
    OldSystemEdit(),
    LeavingEdit("price of leaving", "Price of leaving", r"(\bprice: )[0-9.]+", r"\g<1>0.1375", 0.1375,
                is_line=True),
    LeavingEdit("notice", "Notice", r"(\bnotice: )[0-9]+ months", r"\g<1>7 months", 7),
    LeavingEdit("early exit", "Early exit", r"(\bearly-exit: )[0-9.]+ %", r"\g<1>37.5 %", 0.375),
]
