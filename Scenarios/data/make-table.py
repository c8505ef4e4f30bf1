#!/usr/bin/env python3
"""Makes the shipped catalogue (Swift) from the CSV files beside this script.

    make-table.py [OUTPUT]     default: Sources/PlanModel/ShippedCatalogue.swift

To add a measured modality, add its rows to catalogue.csv, modality-study-quantiles.csv and
modality-study-sizes.csv; to add one whose size is an assumption, add its row to assumed-sizes.csv.
Then run this script.

A table has 101 knots. Those of 1 % to 99 % are the measured quantiles. The lowest 1 % takes the
value of 1 %. The data do not describe the highest 1 %: its knot is the one with which straight
lines between the knots have the measured mean.

An assumed size is lognormal with a stated mean m and a stated standard deviation s of the
logarithm. Its quantiles are

    m exp(s z - s^2 / 2),   z the quantile of the standard normal distribution,

with four significant digits, and at least one instance. The highest 1 % keeps the mean, as above.
"""

import csv
import math
import sys
from pathlib import Path
from statistics import NormalDist

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "Sources" / "PlanModel" / "ShippedCatalogue.swift"
SOURCE = (
    "NCI Imaging Data Commons v25 of 2026-09-26 (CC BY 4.0; Fedorov et al., RadioGraphics 2023, "
    "doi 10.1148/rg.230180; collections in Scenarios/data/sources.csv)"
)


def read(name):
    with open(HERE / name, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def knots(row, mean, digits):
    """The 101 knots of a measured table with this mean."""
    middle = [round(float(row[f"q{percent:02d}"]), digits) for percent in range(1, 100)]
    return closed(middle, mean, digits, f"{row['modality']} {row['quantity']}")


def lognormal(mean, deviation, least, name):
    """The 101 knots of an assumed table: lognormal with this mean."""
    middle = []
    for percent in range(1, 100):
        z = NormalDist().inv_cdf(percent / 100)
        value = mean * math.exp(deviation * z - deviation * deviation / 2)
        middle.append(max(least, float(f"{value:.4g}")))
    return closed(middle, mean, 2, name)


def closed(middle, mean, digits, name):
    """The quantiles of 1 % to 99 % with the two ends, so that straight lines have the mean."""
    if middle != sorted(middle):
        sys.exit(f"{name}: the quantiles fall")
    low = middle[0]
    high = round(2 * (100 * mean - sum(middle) - low / 2), digits)
    if high < middle[-1]:
        sys.exit(f"{name}: straight lines have too big a mean")
    return [low, *middle, high]


def number(value):
    return str(int(value)) if value == int(value) else repr(value)


def text(value):
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def lines(values, indent):
    """Numbers separated by commas in lines of at most 100 columns."""
    result, line = [], ""
    for value in map(number, values):
        if len(indent) + len(line) + len(value) + 2 > 100:
            result.append(indent + line.rstrip())
            line = ""
        line += value + ", "
    result.append(indent + line.rstrip())
    return "\n".join(result)


def estimate(row, field, group):
    low, likely, high = (row[f"{field}_{part}"] for part in ("low", "likely", "high"))
    if low == high:
        return f".known({low})"
    return (
        f"Estimate(\n        .pert(PertDistribution(low: {low}, likely: {likely}, high: {high})),\n"
        f"        group: {text(group)})"
    )


def measured(row, quantiles, sizes):
    """The entry of a modality with measured quantiles."""
    code = row["code"]
    size = sizes[code]
    whole = size["whole_exam_bytes_per_study_mean"]
    studies = f"{int(size['studies']):,}"
    return entry(
        row,
        knots(quantiles[code, "bytes_per_study"], float(size["bytes_per_study_mean"]), 0),
        knots(quantiles[code, "instances_per_study"], float(size["instances_mean"]), 2),
        float(whole or size["bytes_per_study_mean"]),
        " sizeSource", row["note"].replace("{studies}", studies))


def assumed(row):
    """The entry of a modality whose size is an assumption."""
    mean = float(row["mean_bytes"])
    return entry(
        row,
        lognormal(mean, float(row["bytes_ln_sd"]), 0, f"{row['code']} bytes"),
        lognormal(
            float(row["instances_mean"]), float(row["instances_ln_sd"]), 1,
            f"{row['code']} instances"),
        mean, "\n        " + text(row["source"]), row["note"])


def entry(row, bytes_knots, instance_knots, default, source, note):
    code = row["code"]
    return f"""    CatalogueEntry(
      code: {text(code)}, name: {text(row["name"])},
      bytes: QuantileTable(knots: [
{lines(bytes_knots, "        ")}
      ]),
      instances: QuantileTable(knots: [
{lines(instance_knots, "        ")}
      ]),
      defaultMean: {number(default)},
      siteFactor: {estimate(row, "factor", f"catalogue {code} size")},
      losslessRatio: {estimate(row, "ratio", f"catalogue {code} ratio")},
      growsInInstances: {"true" if row["grows_in"] == "instances" else "false"},
      source:{source},
      ratioSource:
        {text(row["ratio_source"])},
      factorSource:
        {text(row["factor_source"])},
      note:
        {text(note)}
    ),
"""


def main():
    quantiles = {(r["modality"], r["quantity"]): r for r in read("modality-study-quantiles.csv")}
    sizes = {r["modality"]: r for r in read("modality-study-sizes.csv")}
    entries = "".join(measured(row, quantiles, sizes) for row in read("catalogue.csv"))
    entries += "".join(assumed(row) for row in read("assumed-sizes.csv"))
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(
        f"""// Made by Scenarios/data/make-table.py from the CSV files beside it; do not edit.

import Quantities

extension CatalogueEntry {{
  /// The shipped modalities, in the order of the catalogue.
  ///
  /// Tables are as measured, with ``sizeSource`` as their source; the others are assumed and say so.
  /// `defaultMean` is the mean to scale them to: that of whole examinations for CT, MR and PT/CT,
  /// where many collections hold only some series of a study, and the table's own for the rest.
  public static let shipped: [CatalogueEntry] = [
{entries}  ]

  /// Where the measured sizes come from, as their licence asks for.
  public static let sizeSource =
    {text(SOURCE)}
}}
""",
        encoding="utf-8")


if __name__ == "__main__":
    main()
