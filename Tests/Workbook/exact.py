"""The exact value of a price line's amount before it is rounded, in fractions.

Reads the formulas of a cost sheet: products, sums, quotients, powers and MIN, MAX of cells. The
values in input cells are decimal numbers, so their shortest text is exact.
"""

import re
from fractions import Fraction

TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<function>[A-Z]+)\(|"
    r"(?P<cell>(?:'(?:[^']|'')+'!)?\$?[A-Z]{1,3}\$?\d+)|(?P<sign>[-+*/^(),]))"
)


class ExactCell:
    """One formula of one sheet."""

    def __init__(self, book, sheet, formula):
        self.book = book
        self.sheet = sheet
        self.tokens = []
        place = 1  # after the equals sign
        while place < len(formula):
            match = TOKEN.match(formula, place)
            if not match:
                self.tokens = None
                return
            self.tokens.append(match)
            place = match.end()
        self.place = 0

    def product(self):
        """What stands inside ROUND; None where the formula has another shape."""
        if not self.tokens or self.tokens[0].group("function") != "ROUND":
            return None
        self.place = 1
        try:
            return self.sum()
        except (ValueError, IndexError, TypeError, ZeroDivisionError):
            return None

    def sign(self, *signs):
        if self.place < len(self.tokens) and self.tokens[self.place].group("sign") in signs:
            self.place += 1
            return self.tokens[self.place - 1].group("sign")
        return None

    def sum(self):
        value = self.term()
        while sign := self.sign("+", "-"):
            other = self.term()
            value = value + other if sign == "+" else value - other
        return value

    def term(self):
        value = self.power()
        while sign := self.sign("*", "/"):
            other = self.power()
            value = value * other if sign == "*" else value / other
        return value

    def power(self):
        value = self.atom()
        while self.sign("^"):
            exponent = self.atom()
            if exponent.denominator != 1:
                raise ValueError("a root is not exact")
            value = value ** int(exponent)
        return value

    def atom(self):
        if self.sign("-"):
            return -self.atom()
        if self.sign("("):
            value = self.sum()
            if not self.sign(")"):
                raise ValueError("bracket")
            return value
        token = self.tokens[self.place]
        self.place += 1
        if token.group("number"):
            return Fraction(token.group("number"))
        if token.group("function"):
            return self.call(token.group("function"))
        return self.cell(token.group("cell"))

    def call(self, name):
        values = [self.sum()]
        while self.sign(","):
            values.append(self.sum())
        if not self.sign(")"):
            raise ValueError("bracket")
        values = [value for value in values if value is not None]
        return {"MIN": min, "MAX": max}[name](values)

    def cell(self, text):
        sheet = self.sheet
        if "!" in text:
            quoted, text = text.rsplit("!", 1)
            sheet = quoted[1:-1].replace("''", "'")
        place = text.replace("$", "")
        formula = self.book.formulas[sheet][place]
        if formula.data_type == "f" and "SUMIFS" not in str(formula.value):
            inner = ExactCell(self.book, sheet, str(formula.value))
            if inner.tokens:
                return inner.sum()
        value = self.book.value(sheet, place)
        return None if value is None else Fraction(repr(value))
