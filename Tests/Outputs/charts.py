#!/usr/bin/env python3
"""Reads charts as a browser would: well-formed, nothing but shapes and text, no text cut or covered.

    charts.py CHART.svg...

Widths are measured in the font that the style sheet names and this machine has.
"""

import re
import sys
import xml.etree.ElementTree as ET

from PIL import ImageFont

SVG = "{http://www.w3.org/2000/svg}"
TAGS = {"svg", "title", "desc", "style", "defs", "pattern", "rect", "line", "path", "text"}
FONTS = "/usr/share/fonts/truetype/liberation/LiberationSans-{}.ttf"
SIZES = {"heading": (15, "Bold"), "name": (13, "Bold"), "small": (11, "Regular"), "tag": (11, "Regular")}


def width(text, style):
    size, weight = SIZES.get(style, (13, "Regular"))
    return ImageFont.truetype(FONTS.format(weight), size * 8).getlength(text) / 8


def chart_problems(path):
    """What is wrong with a chart, a sentence each."""
    problems = []

    def wrong(words):
        problems.append(f"{path.rsplit('/', 1)[-1]}: {words}")

    root = ET.parse(path).getroot()
    parents = {child: parent for parent in root.iter() for child in parent}
    labels = []
    for element in root.iter():
        tag = element.tag.removeprefix(SVG)
        if tag not in TAGS:
            wrong(f"an element {tag}")
        for name, value in element.attrib.items():
            if name.startswith("on") or "href" in name or re.search(r"nan|inf\b", value):
                wrong(f"{tag} has {name}={value!r}")
        if tag == "style" and re.search(r"@import|url\((?!#)", element.text):
            wrong("a style sheet that loads something")
        if tag == "text":
            title = element.find(f"{SVG}title")
            words = (element.text or "") if title is None else (title.tail or "")
            taken = width(words, element.get("class"))
            x = float(element.get("x"))
            anchor = element.get("text-anchor")
            left = {"start": x, "middle": x - taken / 2, "end": x - taken}[anchor]
            labels.append((left, left + taken, float(element.get("y")), words))
        elif tag != "title" and (element.text or "").strip() and tag not in ("style", "desc"):
            wrong(f"words in {tag}")
    if root.find(f"{SVG}title") is None or root.find(f"{SVG}desc") is None:
        wrong("no title or description")
    if parents.get(root.find(f"{SVG}title")) is not root:
        wrong("a title in the wrong place")
    across, down = map(float, root.get("viewBox").split()[2:])
    for place, (left, right, y, words) in enumerate(labels):
        if left < 0 or right > across or y < 8 or y > down:
            wrong(f"cut off: {words!r}")
        for other_left, other_right, other_y, other in labels[place + 1 :]:
            if abs(y - other_y) < 9 and left < other_right - 0.5 and other_left < right - 0.5:
                wrong(f"{words!r} covers {other!r}")
    return problems


if __name__ == "__main__":
    found = [problem for path in sys.argv[1:] for problem in chart_problems(path)]
    print("\n".join(found) if found else f"{len(sys.argv) - 1} charts are sound")
    sys.exit(1 if found or len(sys.argv) < 2 else 0)
