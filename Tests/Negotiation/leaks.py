"""Looks for anything in a vendor's page that is not that vendor's own, the plan's loads or fixed wording."""

import re
from decimal import Decimal

# Every sentence that a page may hold: what is not here, nor the vendor's own, is a leak until somebody adds it.
WORDING = [
    "Please base your answer on these loads, those of our plan with every input at its mean. All prices are without taxes.",
    "### Prices",
    "We ask for your best price of each of these items, and of the offer as a whole.",
    "| Item | As offered | Your best price |",
    "### Terms",
    "Please say of each whether you agree, and if not, how far you can go.",
    "- A further 5 % off everything that you are paid.",
    "- Maintenance one point lower: for example 17 % of the price instead of 18 %.",
    "- No maintenance in the first year, which a warranty covers.",
    "- No price rises by more than 2 % a year.",
    "- Prices are held for the first three years.",
    "- The present archive is moved in free of charge.",
    "- The second copy of all studies is free of charge.",
    "- At the contract's end all studies are given back in DICOM with current patient data, free of charge.",
    "### Not quoted",
    "We find no price for these items. Please quote each, or say in which price it is included, or that it is not needed.",
]
# Not the 7 of HL7.
NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")


def plain(value):
    """The shortest text of a number."""
    text = format(Decimal(str(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def numbers(text):
    """The numbers of a text, however they are written."""
    return {plain(found.replace(",", "")) for found in NUMBER.findall(text)}


def formats(value):
    """The ways in which a page could give a figure away."""
    value = abs(Decimal(str(value)))
    found = {plain(value), plain(value * 100)}
    for places in range(3):
        found.add(plain(round(value, places)))
        found.add(plain(round(value * 100, places)))
    if value >= 10000:
        found |= {plain(round(value / 1000, places)) for places in range(3)}
        found |= {plain(round(value / 1000000, places)) for places in range(1, 4) if value >= 1000000}
    return found - {"0"}


def prices(line):
    """What a price line asks for."""
    found = [line["price"]] if isinstance(line.get("price"), (int, float)) else []
    return found + [step["price"] for step in line.get("steps", [])]


def own_figures(profile):
    """The figures of one's own lines that may be talked about, as a page writes them."""
    found = {plain(str(profile.get("discount", "0")).rstrip(" %"))}
    for line in profile["prices"]:
        if line.get("negotiable") in (True, "yes"):
            found |= {plain(price) for price in prices(line)}
            found |= {plain(step["to"]) for step in line.get("steps", []) if "to" in step}
            if "rate" in line:
                found.add(plain(str(line["rate"]).rstrip(" %")))
    return found


def secrets(offers, profiles, vendor):
    """(what, figure) of everything that one vendor may not learn."""
    for offer in offers:
        name = offer["id"]
        yield f"net present cost of {name}", offer["net_present_cost"]
        yield f"gap of {name}", offer["gap"]
        for worth in offer["concessions"]:
            for key in ("worth", "exit_worth", "gap"):
                yield f"{key} of a concession of {name}", worth[key]
        for found in offer["break_evens"]:
            yield f"gap at best of {name}", found["gap_at_best"]
            for turn in found["turns"]:
                for key in ("low", "high", "gap_low", "gap_high"):
                    yield f"break-even of {name}, {found['line']}", turn[key]
    for other, profile in profiles.items():
        if other != vendor:
            for line in profile["prices"]:
                for price in prices(line):
                    yield f"price of {other}, {line['id']}", price


def find(page, vendor, profiles, offers, loads, title):
    """What is found in a page that is not its vendor's."""
    own = profiles[vendor]
    mine = own_figures(own)
    found = []
    for other, profile in profiles.items():
        if other == vendor:
            continue
        short = profile["name"].split(" (")[0]
        for word in (other, profile["name"], short):
            if word.lower() in page.lower():
                found.append(f"name of another vendor: {word}")
        theirs = {line["item"] for line in profile["prices"]}
        ours = [line["item"] for line in own["prices"]]
        for item in theirs:
            if item.lower() in page.lower() and not any(item.lower() in one.lower() for one in ours):
                found.append(f"item of {other}: {item}")
    # The loads, the fixed wording and the vendor's own figures may be the same by chance.
    body = page.split("### Prices")[-1] if "### Prices" in page else page
    written = numbers("\n".join(row for row in body.split("\n") if row not in WORDING)) - mine
    for what, figure in secrets(offers, profiles, vendor):
        hit = formats(figure) & written
        if hit:
            found.append(f"{what}: {', '.join(sorted(hit))}")
    years = [str(load[0]) for load in loads]
    items = {line["item"] for line in own["prices"] if line.get("negotiable") in (True, "yes")}
    is_listed = False
    for row in page.split("\n"):
        if not row.strip() or row in WORDING or row == f"# {title}: our requests to {own['name']}":
            is_listed = is_listed or row == "### Not quoted"
            continue
        cells = [cell.strip() for cell in row.strip("|").split("|")]
        if set(row) <= set("|-: "):
            continue
        if cells[1:] == years and not cells[0]:
            continue
        if cells[0] == "Studies" and cells[1:] == [f"{load[1]:,}" for load in loads]:
            continue
        if cells[0] == "As acquired" and len(cells) == len(loads) + 1:
            # Three digits are shown.
            if all(is_load(text, load[2]) for text, load in zip(cells[1:], loads)):
                continue
        if len(cells) == 3 and cells[0] in items | {"Discount on the whole offer"} and not cells[2]:
            if numbers(cells[1]) <= mine:
                continue
        # What is not quoted are titles of parts: words alone.
        if is_listed and row.startswith("- ") and not NUMBER.search(row):
            continue
        found.append(f"unexplained: {row}")
    return found


def is_load(text, size):
    """Whether a number of bytes is what a page says."""
    match = re.fullmatch(r"([\d.,]+) (GB|TB|PB)", text)
    if not match:
        return False
    said = float(match[1].replace(",", "")) * {"GB": 1e9, "TB": 1e12, "PB": 1e15}[match[2]]
    return abs(said - size) <= 0.006 * size


def planted(page, vendor, profiles, offers, loads, title):
    """Plants what must not be there, one at a time; gives back how many, and those that were not seen."""
    plants = []
    for offer in offers:
        if offer["id"] == vendor:
            continue
        cost = offer["net_present_cost"]
        plants += [f"{cost:.0f}", f"{cost:,.0f}", f"{cost:,.2f}", f"{cost / 1e6:.2f} million", offer["id"],
                   offer["name"], f"{abs(offer['gap']):,.0f}"]
        plants += [t["low"] for one in offer["break_evens"] for t in one["turns"] if one["changes"] == "price"]
    texts = [page + f"\n{plant}\n" for plant in plants]
    # In place of one's own price, where a figure is expected.
    rows = [row for row in page.split("\n") if re.search(r"\| [\d.,]+ \w+ \|", row)]
    texts += [page.replace(row, re.sub(r"\| [\d.,]+ ", f"| {plant} ", row, count=1))
              for row in rows[:1] for plant in plants if re.fullmatch(r"[\d.,]+", plant)]
    clean = len(find(page, vendor, profiles, offers, loads, title))
    return len(texts), [t for t in texts if len(find(t, vendor, profiles, offers, loads, title)) <= clean]
