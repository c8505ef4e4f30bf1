#!/usr/bin/env python3
"""Makes finance.json: random payments with what numpy-financial says of them.

    pip install numpy-financial && make-finance-cases.py > finance.json

Each case has payments by year in whole cents, a rate, the time of payment, and: net present value, the equal payment
(`pmt`) that comes to it, the internal rate of return of the payments as differences of two offers (where there is
exactly one between 0 and 50 %), and straight-line depreciation of the first payment over some years.
"""

import json
import random

import numpy_financial as npf

random.seed(20261129)
cases = []
while len(cases) < 1000:
    years = random.randint(1, 12)
    flows = [random.randint(-3, 20) * 10**random.randint(3, 7) + random.randint(0, 99) for _ in range(years + 1)]
    rate = random.choice([0, 0.01, 0.035, 0.06, 0.0725, 0.12])
    when = random.choice(["end", "start"])
    money = [flow / 100 for flow in flows]
    # At the start of a year a payment is discounted a year less.
    later = npf.npv(rate, [0] + money[1:]) * (1 + rate if when == "start" else 1)
    net = money[0] + later
    annual = -npf.pmt(rate, years, net, when=1 if when == "start" else 0) if rate else net / years
    # A difference that begins with a saving and costs later has one rate.
    saving = [-abs(money[0]) - 1000] + [abs(flow) for flow in money[1:]]
    irr = npf.irr(saving)
    life = random.randint(1, 8)
    # SLN: (cost - salvage) / life.
    cost = abs(money[0])
    cases.append({
        "flows": flows, "rate": rate, "when": when, "net": net, "annual": annual,
        "irr": None if irr is None or not 0.001 < irr < 0.499 else float(irr),
        "saving": [round(flow * 100) for flow in saving], "life": life, "wear": cost / life,
    })
print(json.dumps(cases, separators=(",", ":")))
