#!/usr/bin/env python3
"""Makes the shipped list of requirements (Swift) from requirements.yaml beside this script.

    make-requirements.py [OUTPUT]     default: Sources/PlanModel/ShippedRequirements.swift

Reads the few forms of YAML that the list is written in; a test compares what it made with what the
program's own reader finds.
"""

import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "Sources" / "PlanModel" / "ShippedRequirements.swift"


def entries(text):
    """One mapping for each `- id:`."""
    found = []
    for number, line in enumerate(text.splitlines(), 1):
        if match := re.fullmatch(r"  - id: (\w+)", line):
            found.append({"id": match[1]})
        elif match := re.fullmatch(r'    (text|source): "([^"\\]*)"', line):
            found[-1][match[1]] = match[2]
        elif match := re.fullmatch(r"    (category|must): ([a-z0-9]+)", line):
            found[-1][match[1]] = match[2]
        elif line and not line.startswith("#") and not re.match(r"(pacsplan|requirements):", line):
            sys.exit(f"requirements.yaml:{number}: not understood: {line}")
    return found


def entry(row):
    return f"""    Requirement(
      id: "{row["id"]}",
      text:
        "{row["text"]}",
      category: "{row["category"]}", isGate: {"true" if row.get("must") == "yes" else "false"},
      source:
        "{row["source"]}"
    ),
"""


def main():
    rows = entries((HERE / "requirements.yaml").read_text(encoding="utf-8"))
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET
    target.write_text(
        f"""// Made by Scenarios/data/make-requirements.py from requirements.yaml beside it; do not edit.

extension Requirement {{
  /// The shipped requirements, in the order of the list.
  public static let shipped: [Requirement] = [
{"".join(map(entry, rows))}  ]
}}
""",
        encoding="utf-8")


if __name__ == "__main__":
    main()
