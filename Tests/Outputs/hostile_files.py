"""Scenario files in which every text that a user can write means harm.

The plan is the one of Tests/ScenarioFilesTests/Complete.swift, which has every key there is. The JSON
Schemas say which keys hold free text: each of them gets a hostile text of its own.
"""

import os
import re
import textwrap

import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.join(HERE, "..", "..")

# {} becomes a number, so that each text is the only one of its kind.
TEXTS = [
    '=HYPERLINK("http://x.example/zq{}q","click")',
    "+zq{}q|' /C calc'!A0",
    "-2+3 zq{}q",
    "@SUM(zq{}q)",
    "<script>alert('zq{}q')</script>",
    "</text></svg><b>zq{}q</b> & more",
    "left | right zq{}q",
    "# zq{}q **bold** _x0041_ [l](http://x.example) `code`",
    "1. zq{}q ~~gone~~ ![i](javascript:alert) <http://x.example>",
    "> zq{}q\\| $x$ \\* &lt; &#124; www.x.example a@x.example",
    "emoji 🏥🩻👍🏽 zq{}q ﷽ 医院",
    "שלום zq{}q עולם 3",
    "مركز الأشعة {} zq{}q",
    "quotes \"zq{}q\" 'single' {{curly}} %s \\n",
    "zq{}qaverylongwordwithoutanyspacethatnobodycanbreakinasensibleplaceatall0123456789",
    "zq{}q is a name of eighty characters 6789 123456789 123456789 123456789 123456789",
]


def text(number, limit):
    """The hostile text of a number, no longer than the key allows."""
    form = TEXTS[number % len(TEXTS)]
    return form.replace("{}", str(number)).replace("{{", "{").replace("}}", "}")[:limit].strip()


def complete():
    """The plan with every key: file name to what it holds."""
    source = open(
        os.path.join(ROOT, "Tests", "ScenarioFilesTests", "Complete.swift"), encoding="utf-8"
    ).read()
    bodies = {
        name: textwrap.dedent(body)
        for name, body in re.findall(r'static let (\w+) = """\n(.*?)\n *"""', source, re.S)
    }
    table = re.search(r"static let files = \[(.*?)\]", source, re.S).group(1)
    return {file: bodies[name] for file, name in re.findall(r'"([^"]+)": (\w+)', table)}


class Filler:
    """Puts a hostile text wherever a schema allows one."""

    def __init__(self, schema):
        self.schema = schema
        self.written = {}
        self.seen = set()

    def resolve(self, node):
        while "$ref" in node:
            node = self.schema["definitions"][node["$ref"].rsplit("/", 1)[1]]
        return node

    @staticmethod
    def is_text(node):
        """Whether a key holds free text; what may have few characters only is a code defined elsewhere."""
        kinds = node.get("type")
        return isinstance(kinds, list) and "string" in kinds and node.get("maxLength", 0) >= 40

    def mappings(self, node, value):
        """The schemas of mappings that a mapping may follow here."""
        node = self.resolve(node)
        for key in ("oneOf", "anyOf", "allOf"):
            for choice in node.get(key, []):
                yield from self.mappings(choice, value)
        if "properties" in node or "additionalProperties" in node:
            known = set(node.get("properties", {}))
            if isinstance(node.get("additionalProperties"), dict) or set(value) <= known:
                yield node

    def lists(self, node):
        node = self.resolve(node)
        for key in ("oneOf", "anyOf", "allOf"):
            for choice in node.get(key, []):
                yield from self.lists(choice)
        if "items" in node:
            yield node["items"]

    def sourced(self, node):
        """Whether a value may be written with a source of its own.

        Where a mapping of another form may stand instead, it is that which has the source.
        """
        forms = [set(form.get("properties", {})) for form in self.mappings(node, {})]
        return {"value", "source"} in forms and not any(
            "source" in form and not form & {"value", "low"} for form in forms
        )

    def fill(self, node, value, path, count):
        """Fills a value; `count` numbers the texts of all files.

        Returns what to write in its place: a value gets a source of its own where it can have one.
        """
        if not isinstance(value, (dict, list)) and self.sourced(node):
            value = {"value": value}
        if isinstance(value, dict):
            for schema in list(self.mappings(node, value)):
                for key, member in schema.get("properties", {}).items():
                    where = f"{path}.{key}"
                    if self.is_text(member):
                        self.seen.add(id(member))
                        if where not in self.written:
                            number = next(count)
                            value[key] = text(number, member["maxLength"])
                            self.written[where] = value[key]
                    elif key in value:
                        value[key] = self.fill(member, value[key], where, count)
                others = schema.get("additionalProperties")
                if isinstance(others, dict):
                    for key in value:
                        if key not in schema.get("properties", {}):
                            value[key] = self.fill(others, value[key], f"{path}.{key}", count)
        elif isinstance(value, list):
            for items in self.lists(node):
                for place, item in enumerate(value):
                    value[place] = self.fill(items, item, f"{path}[{place}]", count)
        return value

    def missed(self):
        """The text keys of the schema that the plan gave no occasion to fill.

        The sources of single values are all alike; those of values that the plan has are enough.
        """
        found = []

        def walk(node, path):
            if isinstance(node, dict):
                if {"value", "source"} <= set(node.get("properties", {})):
                    return
                for key, member in node.get("properties", {}).items():
                    if self.is_text(member) and id(member) not in self.seen:
                        found.append(f"{path}.{key}")
                for key, member in node.items():
                    walk(member, path if key in ("properties", "definitions") else f"{path}.{key}")
            elif isinstance(node, list):
                for member in node:
                    walk(member, path)

        walk(self.schema, "")
        return found


class Plain(str):
    """What stood in a file without quotes and goes out as it came in: +9000, yes, 2027-01."""


class Loader(yaml.SafeLoader):
    """Reads every value as text."""


class Dumper(yaml.SafeDumper):
    """Writes what was read plain as it was."""

    def ignore_aliases(self, data):
        return True


def _constructed(loader, node):
    text = loader.construct_scalar(node)
    return Plain(text) if node.style is None else text


def _represented(dumper, text):
    return yaml.ScalarNode(dumper.resolve(yaml.ScalarNode, str(text), (True, False)), str(text))


Loader.yaml_implicit_resolvers = {}
Loader.add_constructor("tag:yaml.org,2002:str", _constructed)
Dumper.add_representer(Plain, _represented)


def read(source):
    return yaml.load(source, Loader=Loader)


def write(value):
    return yaml.dump(value, Dumper=Dumper, allow_unicode=True, sort_keys=False, width=10000)
