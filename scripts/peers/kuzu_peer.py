"""Kùzu: typed tables. A node table stands for each set of labels, a relationship table for each type; the property
that holds values of several types is left out, as a column has one. Kùzu walks a relationship any number of times in one MATCH:
where that can be forbidden in its own language it is, and other queries are not asked."""

import decimal
import itertools
import re

import kuzu
from queries import RELATIONSHIP, STAR, clauses, with_uniqueness, without_loops, without_order

NAME = "kuzu"

LABELS = "ABC"
SETS = ["".join(some) for count in range(4) for some in itertools.combinations(LABELS, count)]
COLUMNS = "k INT64{}, n INT64, f DOUBLE, s STRING, b BOOLEAN"
CAUSES = [
    ("theirs fills OPTIONAL MATCH with nulls where the language does not, or goes on from a null as from a node",
     lambda graph, query: (graph, query.replace("OPTIONAL ", ""))),
    ("theirs meets a loop twice where the direction is open", lambda graph, query: (without_loops(graph), query)),
    ("theirs collects no value to null, not to an empty list",
     lambda graph, query: (graph, re.sub(r"collect\(([^()]*)\)", r"coalesce(collect(\1), [])", query))),
    ("theirs joins null to a string as an empty one",
     lambda graph, query: ([re.sub(r"(\{k: \d+(?:, [nf]: [^,}]*)*)(?!.*\bs:)", r"\1, s: ''", text, count=1)
                            if text.startswith("CREATE") else text for text in graph], query)),
    ("nodes, relationships and nulls are in no common order, and SKIP and LIMIT cut by it",
     lambda graph, query: (graph, without_order(query))),
]

# (what a query has in it, why it is not asked)
UNSUPPORTED = [
    (r"\[\(|\[p\d+ = ", "a pattern comprehension"),
    (r"reduce\(|\[x\d+ IN", "a comprehension over a list"),
    (r"[\w\])]\[-?[\w.]*\]", "a place in a list, which Kùzu counts from 1"),
    (r"\*0[\] {]", "a walk of no step, which Kùzu takes from any node to any label"),
    (STAR, "a star that would show names of ours"),
]


class Peer:
    def __init__(self, graph, folder, number):
        self.connection = kuzu.Connection(kuzu.Database(":memory:", buffer_pool_size=1 << 30))
        for labels in SETS:
            self.connection.execute(f"CREATE NODE TABLE {table(labels)}({COLUMNS.format(' PRIMARY KEY')})")
        ends = ", ".join(f"FROM {table(a)} TO {table(b)}" for a in SETS for b in SETS)
        for type in "RST":
            self.connection.execute(f"CREATE REL TABLE {type}({ends}, {COLUMNS.format('')})")
        for statement in typed(graph):
            self.connection.execute(statement)

    def rows(self, query, columns):
        result = self.connection.execute(translated(query))
        rows = []
        while result.has_next():
            rows.append([plain(value) for value in result.get_next()])
        return rows

    def close(self):
        self.connection.close()


def table(labels):
    return "N" + labels


def typed(graph):
    """The statements without the property of several types, labels as tables. The script's last may change node 0."""
    changed = graph[-1].startswith("MATCH (x {k: 0}) SET")
    tables = {}
    for statement in graph[:-1] if changed else graph:
        statement = re.sub(r", m: (\[[^\]]*\]|'[^']*'|[^,}]+)", "", statement)
        node = re.match(r"CREATE \(((?::\w)*) \{k: (\d+)(.*)\}\)$", statement)
        if not node:
            # Tables of both ends have to be named.
            yield re.sub(r"\((a|b) \{k: (\d+)\}", lambda end: f"({end[1]}:{tables[end[2]]} {{k: {end[2]}}}", statement)
            continue
        names, number, rest = node[1].replace(":", ""), node[2], node[3]
        if changed and number == "0":
            names = "".join(sorted(set(names) | {"B"}))
            rest = re.sub(r", n: -?\d+", "", rest) + ", n: 3"
        tables[number] = table(names)
        yield f"CREATE (:{tables[number]} {{k: {number}{rest}}})"


def adapted(query):
    """The property of several types becomes one of integers."""
    return re.sub(r"\bm:", "n:", re.sub(r"\.m\b", ".n", query))


def supports(query):
    """Why the query is not asked; None where it is."""
    for what, why in UNSUPPORTED:
        if re.search(what, query):
            return why
    for word, text in clauses(query):
        lengths = [match for match in RELATIONSHIP.finditer(text) if "*" in (match[1] or "")]
        if "MATCH" in word and lengths and len(RELATIONSHIP.findall(text)) > 1:
            return "a walk beside other relationships, none of them twice"
        if "MATCH" not in word and (len(RELATIONSHIP.findall(text)) > 1 or lengths):
            return "a pattern in an expression, none of its relationships twice"
    return None


def is_unsupported(error):
    for word, why in [
        ("Parser exception", "the query cannot be read"), ("Binder exception", "types or names are refused"),
        ("Catalog exception", "there is no such function"), ("Not implemented", "not implemented"),
        ("Cannot find property", "types or names are refused"),
        ("Conversion exception", "types or names are refused"), ("Buffer manager exception", "its memory is full"),
        ("unordered_map::at", "it fails within"),
    ]:
        if word in error:
            return why
    return None


def translated(query):
    return labels(with_uniqueness(query, lambda a, b: f"id({a}) <> id({b})", length))


def length(inner):
    """`*2` is from 2 to 2, `*..2` from 1; no relationship twice."""
    def bounds(match):
        lower, dots, upper = match[1], match[2], match[3]
        return f"* TRAIL {lower or 1}..{upper if dots else lower}"
    return re.sub(r"\*(\d*)(\.\.)?(\d*)", bounds, inner)


def labels(text):
    """A node has all the labels where it is in one of the tables."""
    def tables(names):
        wanted = set(names.replace(":", ""))
        return [table(some) for some in SETS if wanted <= set(some)]
    text = re.sub(
        r"(\((?:n\d+)?)((?::[ABC])+)(?=[ )])", lambda match: match[1] + "".join(":" + name for name in tables(match[2])), text)
    return re.sub(r"(?<!\()\b(n\d+)((?::[ABC])+)\b", lambda match: f"(label({match[1]}) IN {tables(match[2])})", text)


def plain(value):
    if isinstance(value, dict):
        if "_rels" in value:
            return [plain(item) for item in value["_rels"]]
        return f"#{value.get('k')}"
    if isinstance(value, list):
        return [plain(item) for item in value]
    return float(value) if isinstance(value, decimal.Decimal) else value
