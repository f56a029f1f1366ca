"""graphdblite: an openCypher engine without a schema, asked the queries as they are."""

import re

import graphdblite
from queries import (
    with_uniqueness, without_bound_relationships, without_lengths, without_long_patterns, without_loops, without_order,
    without_parallels, without_returns)

NAME = "graphdblite"

# (why the answers differ, what takes the cause away): see `explanation` in scripts/differential
CAUSES = [
    ("theirs fills OPTIONAL MATCH with nulls where the language does not, or goes on from a null as from a node",
     lambda graph, query: (graph, query.replace("OPTIONAL ", ""))),
    ("theirs drops a loop, or meets it twice", lambda graph, query: (without_loops(graph), query)),
    ("theirs takes several relationships from a node to another for one",
     lambda graph, query: (without_parallels(graph), query)),
    ("theirs counts the bytes of a string, not its characters",
     lambda graph, query: ([text.replace("é", "e") for text in graph], query.replace("é", "e"))),
    ("nodes and relationships are in no common order, and SKIP and LIMIT cut by it",
     lambda graph, query: (graph, without_order(query))),
    ("theirs walks a relationship twice in one MATCH where a length is variable",
     lambda graph, query: (graph, without_lengths(query))),
    ("theirs walks a relationship twice in one MATCH",
     lambda graph, query: (graph, with_uniqueness(query, lambda a, b: f"{a}.k <> {b}.k"))),
    ("theirs asks no label of a node that is bound already",
     lambda graph, query: (graph, re.sub(r"(?<=\()(n\d+)(:[ABC])+", r"\1", query))),
    ("theirs loses patterns that come back to a node", lambda graph, query: (graph, without_returns(query))),
    ("theirs takes any relationship for one that is bound already",
     lambda graph, query: (graph, without_bound_relationships(query))),
    ("theirs walks a relationship twice in one EXISTS or comprehension",
     lambda graph, query: (graph, without_long_patterns(query))),
]


class Peer:
    def __init__(self, graph, folder, number):
        self.database = graphdblite.Database(f"{folder}/{number}.db")
        for statement in graph:
            self.database.execute(statement)

    def rows(self, query, columns):
        """Raises where the query is not understood."""
        return [[plain(row.get(column)) for column in columns] for row in self.database.query(query)]

    def close(self):
        self.database.close()


def adapted(query):
    return query


def supports(query):
    return None


def is_unsupported(error):
    """Why the engine did not run the query; None where it failed."""
    return "the query cannot be read" if "Syntax" in error else None


def plain(value):
    """Nodes and relationships by their number."""
    if isinstance(value, dict) and ("__labels" in value or "__id" in value or "__src" in value):
        return f"#{value.get('k')}"
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value
