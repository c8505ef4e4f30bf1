"""What price lists come to, worked out from the files as a person with a pencil would.

Nothing here follows the engine: every figure is a fraction, and the bill of a month is what the period up to
this month owes less what it owed a month before.
"""

import math
from fractions import Fraction

UNITS = {
    "B": 1, "kB": 10**3, "MB": 10**6, "GB": 10**9, "TB": 10**12, "PB": 10**15,
    "KiB": 2**10, "MiB": 2**20, "GiB": 2**30, "TiB": 2**40, "PiB": 2**50,
}
CLASSES = ["emergency", "inpatient", "outpatient"]


def number(text):
    """A number as a file has it, exactly; `18 %` is 0.18."""
    words = str(text).split()
    value = Fraction(words[0])
    return value / 100 if words[1:] == ["%"] else value


def half_away(value, places):
    """Rounded half away from zero."""
    scaled = abs(value) * 10**places
    whole = math.floor(scaled + Fraction(1, 2))
    return Fraction(whole if value >= 0 else -whole, 10**places)


def cents(value):
    """An amount as it is paid: to nine decimals, then to the cent."""
    return half_away(half_away(value, 9), 2)


def billed(value):
    """A quantity that was a binary number: to six decimals."""
    return half_away(Fraction(value), 6)


def month_of(text):
    year, month = str(text).split("-")[:2]
    return int(year) * 12 + int(month) - 1


class Plan:
    """What the scenario says that bills need."""

    def __init__(self, scenario):
        self.start = month_of(scenario["start"])
        self.months = int(scenario.get("years", 10)) * 12
        self.streams = scenario["streams"]
        self.finance = scenario["finance"]
        self.currency = scenario["currency"]

    def year(self, period):
        return (period + 11) // 12

    def period(self, month):
        return month_of(month) - self.start + 1


class Offer:
    """One vendor's price list and contract."""

    def __init__(self, profile, usage, plan):
        self.plan = plan
        self.profile = profile
        self.usage = usage
        self.lines = profile["prices"] + self.bias(profile["prices"], plan.finance)
        contract = profile.get("contract") or {}
        self.contract = contract
        self.go_live = max(1, plan.period(contract["go-live"])) if "go-live" in contract else 1
        self.bills = {}
        for line in self.lines:
            self.bill(line)

    @staticmethod
    def bias(prices, finance):
        """What the scenario adds to a category: a share of its purchases, and one of its running payments."""
        lines = []
        for category, share in (finance.get("optimism-bias") or {}).items():
            for kind in ("capex", "opex"):
                of = [p["id"] for p in prices if p["category"] == category and p["kind"] == kind]
                if of:
                    lines.append({
                        "id": f"optimism-bias/{category}-{kind}", "category": category, "kind": kind,
                        "meter": "percent", "basis": "net", "lines": of, "rate": share,
                        "offer-discount": False})
        return lines

    # Time

    def contract_year(self, period):
        return 0 if period < self.go_live else (period - self.go_live) // 12 + 1

    def label(self, kind, period):
        """What a month is counted together with."""
        return {
            "month": period, "year": self.plan.year(period),
            "contract-year": self.contract_year(period), "plan": 0,
        }[kind]

    def due(self, period):
        """The share of what is bought up to go-live that is due up to a month."""
        payments = self.contract.get("payments")
        if not payments:
            return Fraction(1)
        share = Fraction(0)
        for payment in payments:
            on = payment["on"]
            month = self.contract.get(on, on)
            if on == "go-live" and "go-live" not in self.contract:
                month = None
            when = (self.plan.start if month is None else month_of(month)) + int(
                payment.get("months-after", 0))
            number_of = when - self.plan.start + 1
            if (0 if number_of <= self.go_live else number_of) <= period:
                share += number(payment["share"])
        return share

    # Quantities

    def studies(self, line, month, imported_only=False):
        """The studies of a planning month, from 0, that a line counts."""
        only = line.get("applies-to") or {}
        if not only and not imported_only and line.get("imported", True) in (True, "yes") \
                and line.get("counts", "studies") == "studies":
            return Fraction(self.usage["studies"][month])
        total = Fraction(0)
        for stream, used in zip(self.plan.streams, self.usage["streams"]):
            if not self.counts(line, stream, imported_only):
                continue
            classes = only.get("class") or CLASSES
            count = sum(
                used["studies_by_class"][CLASSES.index(one)][month] for one in classes
            ) if "class" in only else used["studies"][month]
            weight = number(stream.get("examinations-per-study", 1))
            total += Fraction(count) * (weight if line.get("counts") == "examinations" else 1)
        return total

    def counts(self, line, stream, imported_only=False):
        only = line.get("applies-to") or {}
        is_imported = stream.get("imported", False) in (True, "yes")
        if imported_only and not is_imported:
            return False
        if not imported_only and is_imported and line.get("imported", True) not in (True, "yes"):
            return False
        values = {
            "modality": stream["modality"], "department": stream.get("department", "Radiology"),
            "site": stream["site"], "stream": stream["id"],
        }
        return all(values[key] in only[key] for key in values if key in only)

    def of_streams(self, line, month, key):
        if not line.get("applies-to") and line.get("imported", True) in (True, "yes"):
            return self.usage[key][month]
        return sum(
            used[key][month]
            for stream, used in zip(self.plan.streams, self.usage["streams"])
            if self.counts(line, stream)
        )

    def tier(self, line):
        names = [tier["id"] for tier in self.profile["storage"]["tiers"]]
        return self.usage["tiers"][names.index(line["tier"])]

    def is_bought(self, line):
        meter = line["meter"]
        if meter in ("named-user", "concurrent-user", "scanner"):
            return line.get("per") == "plan"
        if meter == "licensed-studies":
            return line.get("high-water", True) in (True, "yes")
        return meter in ("once", "interface", "purchased-capacity", "training-hour")

    def window(self, line):
        first = 0 if self.is_bought(line) or line["meter"] == "percent" else self.go_live
        if line["meter"] == "percent" and line.get("per") == "year":
            first = self.go_live
        if "first-month" in line:
            first = self.plan.period(line["first-month"])
        elif "from-year" in line:
            first = int(line["from-year"]) * 12 - 11
        last = self.plan.period(line["last-month"]) if "last-month" in line else self.plan.months
        return first, last

    def quantity(self, line, period):
        """What the meter counts in a month."""
        meter = line["meter"]
        first, last = self.window(line)
        if not first <= period <= last:
            return Fraction(0)
        count = number(line.get("count", 0))
        month = period - 1
        if meter == "once":
            return Fraction(period == first)
        if meter == "interface":
            return count if period == first else Fraction(0)
        if meter in ("named-user", "concurrent-user", "scanner"):
            if line.get("per") == "plan":
                return count if period == first else Fraction(0)
            return count if period >= 1 else Fraction(0)
        if meter == "training-hour":
            hours = number(line["hours"])
            if period == first:
                return count * hours
            begin = max(1, first, self.go_live)
            later = number(line.get("refresher-hours", 0)) + number(line.get("turnover", 0)) * hours
            due = period > begin and (period - begin) % 12 == 0
            return half_away(count * later, 6) if due else Fraction(0)
        if meter == "purchased-capacity":
            unit = UNITS[line["unit"]]
            tier = self.tier(line)
            if period == 0:
                return billed(Fraction(tier["initial_capacity_bytes"]) / unit)
            return billed(Fraction(tier["purchased_bytes"][month]) / unit)
        if meter == "licensed-studies":
            if period == 0:
                return count if first == 0 else Fraction(0)
            bought = count if period == first else Fraction(0)
            keeps = self.is_bought(line)
            if period % 12:
                return bought if keeps else Fraction(0)
            years = [
                half_away(sum(self.studies(line, m) for m in range(y * 12, y * 12 + 12)), 6)
                for y in range(period // 12)
            ]
            if not keeps:
                return years[-1]
            return bought + max(Fraction(0), years[-1] - max([count] + years[:-1]))
        if period == 0:
            return Fraction(0)
        if meter == "month":
            return Fraction(1)
        if meter == "year":
            return Fraction((period - max(1, first)) % 12 == 0)
        if meter == "study":
            return half_away(self.studies(line, month), 6)
        if meter == "imported-study":
            return half_away(self.studies(line, month, imported_only=True), 6)
        if meter == "instance":
            return Fraction(self.of_streams(line, month, "instances"))
        if meter == "ingested":
            return billed(self.of_streams(line, month, "ingested_bytes") / UNITS[line["unit"]])
        if meter == "stored-month":
            tier = self.tier(line)
            level = tier[line.get("basis", "average") + "_bytes"][month] + tier["surcharge_bytes"][month]
            factor = tier["overhead"] if line.get("of") == "physical" else 1
            return billed(level * factor / UNITS[line["unit"]])
        if meter == "egress":
            return billed(self.usage["egress_bytes"][month] / UNITS[line["unit"]])
        if meter == "retrieval":
            return billed(self.tier(line)["read_bytes"][month] / UNITS[line["unit"]])
        if meter == "requests":
            tiers = [self.tier(line)] if "tier" in line else self.usage["tiers"]
            requests = (
                number(line.get("requests-per-study", 0)) * Fraction(self.usage["studies"][month])
                + number(line.get("requests-per-instance", 0)) * Fraction(self.usage["instances"][month])
                + number(line.get("requests-per-read", 0))
                * sum(Fraction(tier["read_studies"][month]) for tier in tiers)
                + number(line.get("requests-per-read-instance", 0))
                * sum(Fraction(tier["read_instances"][month]) for tier in tiers)
            )
            return half_away(requests / 1000, 6)
        if meter == "site":
            return Fraction(self.usage["sites"][month])
        if meter == "fte":
            return count
        if meter == "kwh":
            return half_away(number(line["kilowatts"]) * 730, 6)
        if meter == "migrated-bytes":
            return billed(self.usage["migrated_bytes"][month] / UNITS[line["unit"]])
        if meter == "migrated-study":
            return billed(self.usage["migrated_studies"][month])
        raise AssertionError(f"no meter {meter}")

    def replaced(self, line, period):
        """What is bought anew."""
        if "refresh" not in line:
            return Fraction(0)
        words = str(line["refresh"]["every"]).split()
        every = int(words[0]) * (12 if words[1].startswith("year") else 1)
        first, last = self.window(line)
        begin = max(first, self.go_live)
        if not (begin < period <= last and (period - begin) % every == 0):
            return Fraction(0)
        is_resized = line["refresh"].get("resize", False) in (True, "yes")
        initial = self.quantity(line, first)
        if line["meter"] == "purchased-capacity":
            unit = UNITS[line["unit"]]
            initial = billed(Fraction(self.tier(line)["initial_capacity_bytes"]) / unit)
            if not is_resized:
                return initial
            bought = self.tier(line)["purchased_bytes"][: period - 1]
            return initial + sum(billed(Fraction(one) / unit) for one in bought)
        if not is_resized or period <= 12:
            return initial
        counts = self.usage["studies"]
        begin = next((m for m, count in enumerate(counts) if count > 0), 0)
        before = sum(counts[begin : begin + 12])
        now = sum(counts[max(0, period - 13) : period - 1])
        return initial if before == 0 else billed(float(initial) * now / before)

    # Money

    def prices(self, line):
        if "rate" in line:
            return [(None, number(line["rate"]))]
        if "price" in line:
            return [(None, number(line["price"]))]
        if "steps" in line:
            return [
                (number(step["to"]) if "to" in step else None, number(step["price"]))
                for step in line["steps"]
            ]
        if line["meter"] == "kwh":
            return [(None, number(self.plan.finance["electricity"]))]
        staff = self.plan.finance["pacs-administrator"]
        return [(None, number(staff["salary"].split()[0]) * (1 + number(staff.get("on-cost", "0 %"))))]

    def is_standing(self, line):
        meter = line["meter"]
        if meter in ("named-user", "concurrent-user", "scanner"):
            return line.get("per") != "plan"
        return meter in ("site", "fte") or (meter == "percent" and line.get("per") == "year")

    def owed_months(self, line, period):
        """The months for which a period owes its least, once its last month is reached; else none."""
        kind = line.get("per", "month")
        first, last = self.window(line)
        first, last = max(1, first), max(1, first, last)
        label = self.label(kind, period)
        members = [
            p for p in range(1, self.plan.months + 1)
            if self.label(kind, p) == label and first <= p <= last
        ]
        if period < 1 or not members or period < members[-1]:
            return None
        if kind == "month" and period > last:
            return None
        return Fraction(1) if kind in ("month", "plan") else Fraction(len(members), 12)

    def owed(self, line, units, share):
        """What so many units of a period cost at list prices of the first year."""
        if "free" in line:
            units = max(Fraction(0), units - number(line["free"]))
        if "minimum" in line and share is not None:
            units = max(units, number(line["minimum"]) * share)
        if "block" in line:
            units = Fraction(math.ceil(half_away(units / number(line["block"]), 9)))
        prices = self.prices(line)
        if line.get("bands") == "volume":
            price = next(p for to, p in prices if to is None or units <= to)
            return units * price
        cost, before = Fraction(0), Fraction(0)
        for to, price in prices:
            upper = units if to is None else min(units, to)
            cost += max(Fraction(0), upper - before) * price
            before = before if to is None else to
        return cost

    def takes_discount(self, line):
        said = line.get("offer-discount")
        if said is not None:
            return said in (True, "yes")
        return line["category"] not in ("network", "staff", "facilities")

    def factor(self, line, period):
        """By what a price has risen."""
        rise = line.get("escalator") or {}
        rate = number(rise.get("rate", rise.get("index", 0)))
        rate -= number(rise.get("minus", 0)) if "index" in rise else 0
        if "cap" in rise:
            rate = min(rate, number(rise["cap"]))
        held = int(self.contract.get("price-hold", 0))
        since = max(int(rise.get("from-year", 2)), held + 1)
        factor = (1 + rate) ** max(0, self.plan.year(period) - since + 1)
        if "renewal-uplift" in self.contract and self.takes_discount(line) and not self.is_bought(line):
            terms = max(0, self.contract_year(period) - 1) // int(self.contract["term"])
            factor *= (1 + number(self.contract["renewal-uplift"])) ** terms
        return factor

    def exchange(self, line):
        if self.profile["currency"] == self.plan.currency or line["meter"] == "percent":
            return Fraction(1)
        if not any(key in line for key in ("price", "steps")):
            return Fraction(1)
        return number(self.plan.finance["exchange-rates"][self.profile["currency"]]["rate"])

    def bill(self, line):
        """Amounts by period, and amounts before discounts for lines that take a share of them."""
        if line["id"] in self.bills:
            return self.bills[line["id"]]
        periods = range(self.plan.months + 1)
        kind = line.get("per", "month")
        runs_on = kind != "month" and not self.is_standing(line)
        if line["meter"] == "percent":
            units = self.shares(line)
        else:
            units = [self.quantity(line, p) + self.replaced(line, p) for p in periods]
        lists, nets = [], []
        discount = (1 - number(line.get("discount", "0 %"))) * (
            1 - number(self.profile.get("discount", "0 %")) if self.takes_discount(line) else 1)
        is_counted = any(key in line for key in ("free", "minimum", "block", "steps"))
        for p in periods:
            together = [q for q in periods if q <= p and self.label(kind, q) == self.label(kind, p)]
            if runs_on and is_counted:
                now = self.owed(line, sum(units[q] for q in together), self.owed_months(line, p))
                before = (
                    self.owed(line, sum(units[q] for q in together[:-1]), self.owed_months(line, p - 1))
                    if len(together) > 1 else 0)
                gross = now - before
            else:
                gross = self.owed(line, units[p], self.owed_months(line, p))
            amount = gross * self.factor(line, p) * self.exchange(line)
            is_salary = not any(key in line for key in ("price", "steps", "rate"))
            if self.is_standing(line) and (kind == "year" or is_salary):
                amount /= 12
            lists.append(amount)
            nets.append(amount * discount)
        nets = self.limited(line, nets, kind, runs_on)
        first, last = self.window(line)
        if line["meter"] == "percent":
            nets = [net if first <= p <= last else Fraction(0) for p, net in enumerate(nets)]
        has_own_months = "first-month" in line or "from-year" in line
        if self.is_bought(line) and not has_own_months:
            amounts = [
                cents(nets[0] * self.due(p))
                - (cents(nets[0] * self.due(p - 1)) if p > 0 else 0)
                + (cents(nets[p]) if p > 0 else 0)
                for p in periods
            ]
        else:
            amounts = [cents(net) for net in nets]
        self.bills[line["id"]] = (amounts, lists)
        return self.bills[line["id"]]

    def limited(self, line, nets, kind, runs_on):
        """Between what a period costs at least and at most."""
        if "floor" not in line and "cap" not in line:
            return nets
        rate = self.exchange(line)
        result, so_far = [], Fraction(0)
        for p in range(len(nets)):
            begins = p == 0 or self.label(kind, p) != self.label(kind, p - 1) or not runs_on
            so_far = Fraction(0) if begins else so_far
            before = Fraction(0) if begins else limited_before
            so_far += nets[p]
            limited = so_far
            share = self.owed_months(line, p)
            if "floor" in line and share is not None:
                limited = max(limited, number(line["floor"]) * rate * share)
            if "cap" in line:
                limited = min(limited, number(line["cap"]) * rate)
            result.append(limited - before)
            limited_before = limited
        return result

    def shares(self, line):
        """What a line takes a share of, by period."""
        total = [Fraction(0)] * (self.plan.months + 1)
        for other in self.lines:
            if other["id"] not in line["lines"]:
                continue
            amounts, lists = self.bill(other)
            values = amounts if line.get("basis") == "net" else lists
            for p, value in enumerate(values):
                total[p] += value
        if line.get("per") == "year":
            for p in range(1, len(total)):
                total[p] += total[p - 1]
        return total
