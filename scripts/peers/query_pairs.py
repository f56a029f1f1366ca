"""Generates queries over the bench's graph twice: in Cypher, and in SQL for DuckDB over one table per label and one table per type.

Every clause becomes a common table expression over the one before it. A node variable `n1` is carried in columns `n1_id`,
`n1_code` and so on, a relationship in `r1_row` and its properties, and a value under its own name. Where rows are cut off, they
are in a total order."""

import csv
import random
from pathlib import Path

STRING, INTEGER, FLOAT = "STRING", "INT64", "DOUBLE"
# Rows that a query may go through, and that it may give: both engines are to answer in well under a second.
MOST_ROWS, MOST_ANSWERS = 200_000, 1_000


class BenchGraph:
    """Labels, types and columns of a folder of the bench, with values to ask for."""

    def __init__(self, folder, schema):
        self.labels = {label: dict(map(tuple, table["cols"])) for label, table in schema["nodes"].items()}
        self.types = {name: dict(map(tuple, table["cols"])) for name, table in schema["rels"].items()}
        self.pairs = [(name, a, b) for name, table in schema["rels"].items() for a, b in table["pairs"]]
        self.counts = {name: table["n"] for group in ("nodes", "rels") for name, table in schema[group].items()}
        self.values = {}
        for kind, names in (("nodes", self.labels), ("rels", self.types)):
            for name in names:
                with open(Path(folder) / f"{kind}_{name}.csv", newline="") as file:
                    self.values[name] = list(csv.DictReader(file))

    def fan_out(self, name, label):
        return self.counts[name] / self.counts[label]


class QueryPair:
    """One query; `ordered` says that its rows come in one order only."""

    def __init__(self, graph, seed):
        self.graph, self.random = graph, random.Random(seed)
        self.reset()
        chance = self.random.random()
        if chance < 0.12:
            self.union()
        else:
            self.cypher, self.sql, self.ordered = self.single()

    def reset(self):
        self.nodes, self.relationships, self.scalars, self.lengths = {}, {}, {}, {}
        # Tables of clauses in order, and of walks, which stand before them all.
        self.clauses, self.tables, self.walks, self.made, self.rows = [], [], [], 0, 1.0

    # Clauses

    def single(self, types=None):
        self.match()
        for _ in range(self.random.choice([0, 0, 1, 1, 2])):
            step = self.random.choice([self.match, self.optional, self.optional, self.pass_on, self.unwind])
            step()
        sql, ordered = self.give(types)
        return "\n".join(self.clauses), sql, ordered

    def union(self):
        types = self.random.choices([STRING, INTEGER], k=self.random.choice([1, 2, 3]))
        word = self.random.choice(["UNION", "UNION ALL"])
        parts = []
        for _ in range(2):
            self.reset()
            parts.append(self.single(types))
        self.cypher = f"\n{word}\n".join(cypher for cypher, _, _ in parts)
        self.sql = f"\n{word}\n".join(f"({sql})" for _, sql, _ in parts)
        self.ordered = False

    def name(self, letter):
        self.made += 1
        return f"{letter}{self.made}"

    def table(self, body):
        """Adds a common table expression; returns nothing, as the next one reads the last."""
        self.tables.append((f"t{len(self.tables)}", body))

    @property
    def last(self):
        return self.tables[-1][0] if self.tables else None

    def match(self, optional=False):
        pattern = Pattern(self, self.rows)
        if not pattern.sources:
            return
        where = self.random.random() < (0.5 if optional else 0.7)
        columns = pattern.columns()
        inner = f"SELECT {', '.join(columns or ['1 AS ' + self.name('x')])} FROM {', '.join(pattern.sources)}"
        if pattern.conditions:
            inner += " WHERE " + " AND ".join(pattern.conditions)
        condition = None
        if where:
            # A condition sees the new variables beside the old ones.
            held = (dict(self.nodes), dict(self.relationships))
            self.bind(pattern)
            condition = self.condition()
            self.nodes, self.relationships = held
            inner = f"SELECT * FROM ({inner}) inner_rows WHERE {condition[1]}" if optional else inner
        if optional:
            chosen = "".join(", o." + column.split(" AS ")[1] for column in columns)
            self.table(f"SELECT {self.last}.*{chosen} FROM {self.last} LEFT JOIN LATERAL ({inner}) o ON true")
        elif self.last:
            self.table(inner.replace("SELECT ", f"SELECT {self.last}.*, ", 1).replace(" FROM ", f" FROM {self.last}, ", 1))
        else:
            self.table(inner)
        self.bind(pattern)
        if condition and not optional:
            self.table(f"SELECT * FROM {self.last} WHERE {condition[1]}")
        self.rows = max(self.rows, pattern.rows) if optional else pattern.rows
        self.clauses.append(("OPTIONAL " if optional else "") + "MATCH " + pattern.text
                            + (f" WHERE {condition[0]}" if condition else ""))

    def bind(self, pattern):
        self.nodes = self.nodes | pattern.nodes
        self.relationships = self.relationships | pattern.relationships
        self.lengths = self.lengths | pattern.lengths

    def optional(self):
        self.match(optional=True)

    def unwind(self):
        texts = [(f"{v}.{key}", f"{v}_{key}") for v, label in self.nodes.items()
                 for key in self.graph.labels[label] if key in ("text", "title")]
        if not texts or self.rows > MOST_ROWS / 15:
            return
        (cypher, sql), name = self.random.choice(texts), self.name("v")
        self.table(f"SELECT {self.last}.*, unnest(string_split({sql}, ' ')) AS {name} FROM {self.last}")
        self.clauses.append(f"UNWIND split({cypher}, ' ') AS {name}")
        self.scalars = self.scalars | {name: STRING}
        self.rows *= 8

    def pass_on(self):
        """WITH: some variables, and counts of the rest or rows cut off."""
        if not self.nodes:
            return
        kept = self.random.sample(sorted(self.nodes), min(len(self.nodes), self.random.choice([1, 1, 2])))
        columns = [column for v in kept for column in self.node_columns(v)]
        order = [(f"{v}.code", f"{v}_code") for v in kept]
        scalars, condition = {}, ""
        if self.random.random() < 0.6:
            name, (cypher, sql, kind) = self.name("v"), self.aggregate()
            self.table(f"SELECT {', '.join(columns + [f'{sql} AS {name}'])} FROM {self.last} GROUP BY {', '.join(columns)}")
            clause = f"WITH {', '.join(kept)}, {cypher} AS {name}"
            scalars[name] = kind
            if kind == INTEGER:
                order.insert(0, (name, name))
        else:
            self.table(f"SELECT DISTINCT {', '.join(columns)} FROM {self.last}")
            clause = f"WITH DISTINCT {', '.join(kept)}"
        self.nodes = {v: self.nodes[v] for v in kept}
        self.relationships, self.lengths, self.scalars = {}, {}, scalars
        if self.random.random() < 0.5:
            cypher, sql, limit = self.cut(order)
            self.table(f"SELECT * FROM {self.last} {sql}")
            clause += cypher
            self.rows = min(self.rows, limit)
        if scalars and self.random.random() < 0.4:
            condition = self.condition()
            self.table(f"SELECT * FROM {self.last} WHERE {condition[1]}")
            clause += f" WHERE {condition[0]}"
        self.rows = min(self.rows, self.product(kept))
        self.clauses.append(clause)

    def product(self, names):
        size = 1
        for v in names:
            size *= self.graph.counts[self.nodes[v]]
        return size

    def give(self, types):
        """RETURN: values or groups."""
        grouped = types is None and (self.random.random() < 0.45 or self.rows > MOST_ROWS)
        ends = types is None and (self.random.random() < 0.5 or not grouped and self.rows > MOST_ANSWERS)
        items, order = [], []
        if grouped:
            keys = [self.expression(self.random.choice([STRING, STRING, INTEGER]), plain=True)
                    for _ in range(self.random.choice([0, 1, 1, 2]))]
            counts = [self.aggregate() for _ in range(self.random.choice([1, 2, 3]))]
            items = [(c, s) for c, s in keys] + [(c, s) for c, s, _ in counts]
            order = [i for i in range(len(keys))]
            order += [len(keys) + i for i, (_, _, kind) in enumerate(counts) if kind == INTEGER and self.random.random() < 0.4]
            self.random.shuffle(order)
            group = ", ".join(str(i + 1) for i in range(len(keys)))
        else:
            items = [self.expression(kind) for kind in types or self.random.choices([STRING, INTEGER, STRING, FLOAT], k=self.random.choice([1, 2, 3]))]
            order = list(range(len(items)))
            self.random.shuffle(order)
        distinct = "DISTINCT " if not grouped and self.random.random() < (0.35 if types is None else 0.1) else ""
        names = [f"c{i}" for i in range(len(items))]
        cypher = f"RETURN {distinct}" + ", ".join(f"{c} AS {name}" for (c, _), name in zip(items, names))
        sql = f"SELECT {distinct}" + ", ".join(f"{s} AS {name}" for (_, s), name in zip(items, names)) + f" FROM {self.last}"
        if grouped and group:
            sql += f" GROUP BY {group}"
        if ends and order:
            tail = self.cut([(names[i], names[i]) for i in order])
            cypher, sql = cypher + tail[0], f"SELECT * FROM ({sql}) answer {tail[1]}"
        self.clauses.append(cypher)
        head = ", ".join(f"{name} AS ({body})" for name, body in self.walks + self.tables)
        return f"WITH {'RECURSIVE ' if self.walks else ''}{head} {sql}", bool(ends and order)

    def cut(self, order):
        """ORDER BY and, mostly, SKIP and LIMIT; nulls are the greatest."""
        parts = [(c, s, self.random.random() < 0.5) for c, s in order]
        limit = self.random.choice([1, 3, 10, 25, 100])
        skip = self.random.choice([0, 0, 0, 2, 7])
        cypher = " ORDER BY " + ", ".join(c + (" DESC" if down else "") for c, _, down in parts)
        sql = "ORDER BY " + ", ".join(s + (" DESC NULLS FIRST" if down else " ASC NULLS LAST") for _, s, down in parts)
        if skip:
            cypher, sql = f"{cypher} SKIP {skip}", f"{sql} OFFSET {skip}"
        return f"{cypher} LIMIT {limit}", f"{sql} LIMIT {limit}", limit

    def node_columns(self, v):
        return [f"{v}_{key}" for key in self.graph.labels[self.nodes[v]]]

    # Expressions: the Cypher and the SQL

    def properties(self, kind):
        """Of every variable: Cypher, SQL, and the table and column that hold values of it."""
        found = [(f"{v}.{key}", f"{v}_{key}", label, key) for v, label in self.nodes.items()
                 for key, held in self.graph.labels[label].items() if held == kind and key != "id"]
        found += [(f"{v}.{key}", f"{v}_{key}", name, key) for v, name in self.relationships.items()
                  for key, held in self.graph.types[name].items() if held == kind]
        found += [(name, name, None, None) for name, held in self.scalars.items() if held == kind]
        return found

    def sample(self, table, key):
        return self.random.choice(self.graph.values[table])[key]

    def expression(self, kind, plain=False):
        found = self.properties(kind)
        chance = self.random.random()
        if kind == STRING:
            cypher, sql, _, _ = self.random.choice(found) if found else ("'none'", "'none'", 0, 0)
            if plain and chance < 0.7 or chance < 0.5:
                return cypher, sql
            return self.random.choice([
                (f"toUpper({cypher})", f"upper({sql})"),
                (f"substring({cypher}, 1, 3)", f"substr({sql}, 2, 3)"),
                (f"left({cypher}, 4)", f"left({sql}, 4)"),
                (f"split({cypher}, ' ')[0]", f"split_part({sql}, ' ', 1)"),
                (f"coalesce({cypher}, 'none') + '!'", f"coalesce({sql}, 'none') || '!'"),
                (f"CASE WHEN {cypher} < 'L' THEN 'low' ELSE {cypher} END", f"CASE WHEN {sql} < 'L' THEN 'low' ELSE {sql} END"),
                (f"reverse({cypher})", f"reverse({sql})"),
                (f"replace({cypher}, 'a', 'AA')", f"replace({sql}, 'a', 'AA')")])
        if kind == FLOAT:
            if found and chance < 0.6:
                return self.random.choice(found)[:2]
            cypher, sql = self.expression(INTEGER)
            return f"toFloat({cypher}) / 4", f"CAST({sql} AS DOUBLE) / 4"
        if self.lengths and chance < 0.3:
            return self.random.choice(sorted(self.lengths.items()))
        texts = self.properties(STRING)
        if not found or chance < 0.3:
            if not texts:
                return "7", "7"
            cypher, sql, _, _ = self.random.choice(texts)
            return f"size({cypher})", f"length({sql})"
        cypher, sql, _, _ = self.random.choice(found)
        if chance < 0.6:
            return cypher, sql
        other = self.random.choice(found)
        return self.random.choice([
            (f"{cypher} * 3 - 2", f"{sql} * 3 - 2"),
            (f"{cypher} % 7", f"{sql} % 7"),
            (f"{cypher} / 10", f"{sql} // 10"),
            (f"{cypher} + {other[0]}", f"{sql} + {other[1]}"),
            (f"abs({cypher} - 50)", f"abs({sql} - 50)"),
            (f"CASE {cypher} % 3 WHEN 0 THEN {other[0]} WHEN 1 THEN null ELSE 0 END",
             f"CASE {sql} % 3 WHEN 0 THEN {other[1]} WHEN 1 THEN NULL ELSE 0 END"),
            (f"coalesce({cypher}, -1)", f"coalesce({sql}, -1)")])

    def aggregate(self):
        """Cypher, SQL and type."""
        kind = self.random.choice([STRING, INTEGER, INTEGER, FLOAT])
        cypher, sql = self.expression(kind)
        options = [("count(*)", "count(*)", INTEGER), (f"count({cypher})", f"count({sql})", INTEGER),
                   (f"count(DISTINCT {cypher})", f"count(DISTINCT {sql})", INTEGER),
                   (f"min({cypher})", f"min({sql})", kind), (f"max({cypher})", f"max({sql})", kind),
                   (f"size(collect({cypher}))", f"count({sql})", INTEGER),
                   (f"size(collect(DISTINCT {cypher}))", f"count(DISTINCT {sql})", INTEGER)]
        if kind == INTEGER:
            options += [(f"sum({cypher})", f"CAST(coalesce(sum({sql}), 0) AS BIGINT)", INTEGER),
                        (f"sum(DISTINCT {cypher})", f"CAST(coalesce(sum(DISTINCT {sql}), 0) AS BIGINT)", INTEGER)]
        if kind != STRING:
            options += [(f"avg({cypher})", f"avg({sql})", FLOAT)]
        return self.random.choice(options)

    def condition(self, depth=0):
        chance = self.random.random()
        if depth < 2 and chance < 0.3:
            (a, x), (b, y) = self.condition(depth + 1), self.condition(depth + 1)
            word = self.random.choice(["AND", "OR", "XOR"])
            return f"({a} {word} {b})", f"(({x}) <> ({y}))" if word == "XOR" else f"({x} {word} {y})"
        if depth < 2 and chance < 0.38:
            a, x = self.condition(depth + 1)
            return f"NOT ({a})", f"NOT ({x})"
        if depth < 2 and chance < 0.55 and self.nodes:
            return self.subquery()
        strings, integers = self.properties(STRING), self.properties(INTEGER)
        if integers and chance < 0.75:
            cypher, sql = self.expression(INTEGER)
            number = self.random.choice([0, 1, 2, 3, 4, 10, 40, 90])
            word = self.random.choice(["<", "<=", ">", ">=", "=", "<>"])
            if self.random.random() < 0.2:
                return f"1 <= {cypher} < {number + 2}", f"(1 <= {sql} AND {sql} < {number + 2})"
            return f"{cypher} {word} {number}", f"{sql} {word} {number}"
        if not strings:
            return "true", "true"
        cypher, sql, table, key = self.random.choice(strings)
        if self.random.random() < 0.1:
            return f"{cypher} IS NULL", f"{sql} IS NULL"
        if table is None:
            return f"{cypher} >= 'm'", f"{sql} >= 'm'"
        value = self.sample(table, key)
        part = self.random.choice([value[:2], value[1:4], value[-2:], value.split(" ")[0]])
        some = [self.sample(table, key) for _ in range(3)]
        listed = ", ".join(f"'{text}'" for text in some)
        return self.random.choice([
            (f"{cypher} <> '{value}'", f"{sql} <> '{value}'"),
            (f"{cypher} > '{value}'", f"{sql} > '{value}'"),
            (f"{cypher} <= '{value}'", f"{sql} <= '{value}'"),
            (f"{cypher} CONTAINS '{part}'", f"contains({sql}, '{part}')"),
            (f"{cypher} STARTS WITH '{value[:2]}'", f"starts_with({sql}, '{value[:2]}')"),
            (f"{cypher} ENDS WITH '{value[-1:]}'", f"ends_with({sql}, '{value[-1:]}')"),
            (f"{cypher} =~ '.*{value[-3:]}'", f"regexp_full_match({sql}, '.*{value[-3:]}')"),
            (f"{cypher} IN [{listed}]", f"{sql} IN ({listed})"),
            (f"any(w IN split({cypher}, ' ') WHERE w = '{value.split(' ')[0]}')",
             f"list_contains(string_split({sql}, ' '), '{value.split(' ')[0]}')")])

    def subquery(self):
        """EXISTS or COUNT of a pattern that starts at a bound node."""
        pattern = Pattern(self, 1, bound=True, fresh=False)
        if not pattern.sources:
            return "true", "true"
        conditions = list(pattern.conditions)
        text = pattern.text
        if self.random.random() < 0.4:
            held = (self.nodes, self.relationships, self.lengths)
            self.bind(pattern)
            cypher, sql = self.condition(depth=2)
            self.nodes, self.relationships, self.lengths = held
            text += f" WHERE {cypher}"
        else:
            sql = "true"
        columns = ", ".join(pattern.columns() or ["1 AS nothing"])
        inner = f"SELECT {columns} FROM {', '.join(pattern.sources)} WHERE {' AND '.join(conditions)}"
        if self.random.random() < 0.7:
            return f"EXISTS {{ MATCH {text} }}", f"EXISTS (SELECT 1 FROM ({inner}) s WHERE {sql})"
        number = self.random.choice([0, 1, 2, 5])
        return f"COUNT {{ MATCH {text} }} > {number}", f"(SELECT count(*) FROM ({inner}) s WHERE {sql}) > {number}"


class Pattern:
    """A path of one to three relationships, fixed or of variable length, from a bound node or a new one."""

    def __init__(self, query, rows, bound=False, fresh=True):
        self.query, self.random, self.graph = query, query.random, query.graph
        self.nodes, self.relationships, self.lengths = {}, {}, {}
        self.sources, self.conditions, self.rows = [], [], rows
        self.walked = []  # (types, alias of a row or of a list of rows)
        steps = 0 if fresh and not query.nodes and self.random.random() < 0.12 else self.random.choice([1, 1, 1, 2, 2, 3] if fresh else [1, 1, 2])
        label, place = self.first(bound or bool(query.nodes))
        for _ in range(steps):
            moved = self.step(label, place)
            if moved is None:
                break
            label, place = moved
        fixed = sum(1 for _, _, length in self.walked if length is None)
        variable = [length for _, _, length in self.walked if length is not None]
        if fresh and variable and not query.tables:
            path = query.name("p")
            self.text = f"{path} = {self.text}"
            column = f"{path}_length"
            self.lengths[f"length({path})"] = column
            self.extra = [f"{fixed} + {' + '.join(variable)} AS {column}"]
        else:
            self.extra = []

    def columns(self):
        found = [f"{v}.{key} AS {v}_{key}" for v, label in self.nodes.items() for key in self.graph.labels[label]]
        found += [f"{v}.row AS {v}_row" for v in self.relationships]
        found += [f"{v}.{key} AS {v}_{key}" for v, name in self.relationships.items() for key in self.graph.types[name]]
        return found + self.extra

    def first(self, bound):
        if bound:
            v = self.random.choice(sorted(self.query.nodes))
            self.text = f"({v})"
            return self.query.nodes[v], f"{v}_id"
        label = self.random.choice(sorted({label for _, a, b in self.graph.pairs for label in (a, b)}))
        v = self.query.name("n")
        self.nodes[v] = label
        self.sources.append(f"{label} {v}")
        self.rows *= self.graph.counts[label]
        fixed = ""
        if self.random.random() < 0.3:
            code = self.query.sample(label, "code")
            fixed = f" {{code: '{code}'}}"
            self.conditions.append(f"{v}.code = '{code}'")
            self.rows /= self.graph.counts[label]
        self.text = f"({v}:{label}{fixed})"
        return label, f"{v}.id"

    def step(self, label, place):
        ways = [(name, a, b, "out") for name, a, b in self.graph.pairs if a == label]
        ways += [(name, b, a, "in") for name, a, b in self.graph.pairs if b == label]
        ways += [(name, a, b, "both") for name, a, b in self.graph.pairs if a == b == label]
        name, _, other, way = self.random.choice(ways)
        growth = self.graph.fan_out(name, label) * (2 if way == "both" else 1)
        repeats = None
        if way != "both" and name in ("WORKS_WITH", "MAPS_TO") and self.random.random() < 0.4:
            repeats = self.random.choice([(1, 2), (2, 2), (0, 1)] if name == "WORKS_WITH" else [(1, 3), (1, 2), (2, 4), (0, 2)])
            other = self.random.choice([b if way == "out" else a for n, a, b in self.graph.pairs if n == name])
            if other == label or name != "MAPS_TO" or repeats[0] > 0:
                growth = sum(max(1.5, growth) ** i for i in range(repeats[0], repeats[1] + 1))
        if self.rows * growth > MOST_ROWS:
            return None
        self.rows *= growth
        near, far = ("src", "dst") if way != "in" else ("dst", "src")
        alias = self.query.name("r")
        shown = ""
        if repeats:
            low, high = repeats
            table = self.walk(name, low, high)
            near, far = ("a", "b") if way == "out" else ("b", "a")
            self.sources.append(f"{table} {alias}")
            inner = f":{name}*{low}..{high}" if low != high else f":{name}*{low}"
        else:
            columns = "".join(", " + key for key in self.graph.types[name])
            table = f"SELECT rowid AS row, src, dst{columns} FROM {name}"
            if way == "both":
                table += f" UNION ALL SELECT rowid, dst, src{columns} FROM {name} WHERE src <> dst"
            self.sources.append(f"({table}) {alias}")
            if self.random.random() < 0.5:
                self.relationships[alias] = name
                shown = alias
            inner = f"{shown}:{name}"
        for walked, held, length in self.walked:
            if walked == name:
                self.conditions.append(self.differ(held, length is not None, alias, repeats is not None))
        self.walked.append((name, alias, f"{alias}.d" if repeats else None))
        self.conditions.append(f"{alias}.{near} = {place}")
        left, right = {"out": ("-", "->"), "in": ("<-", "-"), "both": ("-", "-")}[way]
        # An end is a new node, or now and then one that is bound.
        known = [v for v, held in (self.query.nodes | self.nodes).items() if held == other]
        if known and self.random.random() < 0.15:
            v = self.random.choice(sorted(known))
            end = f"{v}.id" if v in self.nodes else f"{v}_id"
            self.conditions.append(f"{alias}.{far} = {end}")
            self.text += f"{left}[{inner}]{right}({v})"
            self.rows /= self.graph.counts[other] ** 0.5
            return other, end
        v = self.query.name("n")
        self.sources.append(f"{other} {v}")
        self.conditions.append(f"{alias}.{far} = {v}.id")
        named = self.random.random() < 0.75
        if named:
            self.nodes[v] = other
        self.text += f"{left}[{inner}]{right}({v if named else ''}:{other})"
        return other, f"{v}.id"

    def walk(self, name, low, high):
        """A table of paths: both ends, length and relationships, none of them twice."""
        table = f"w{len(self.query.walks)}"
        body = (f"SELECT src AS a, dst AS b, 1 AS d, [rowid] AS rows FROM {name} UNION ALL SELECT {table}.a, t.dst, d + 1, "
                f"list_append(rows, t.rowid) FROM {table} JOIN {name} t ON t.src = {table}.b "
                f"WHERE d < {high} AND NOT list_contains(rows, t.rowid)")
        self.query.walks.append((table, body))
        rows = f"SELECT * FROM {table} WHERE d >= {low}"
        if low == 0:
            labels = sorted({label for n, a, b in self.graph.pairs if n == name for label in (a, b)})
            for label in labels:
                rows += f" UNION ALL SELECT id, id, 0, [] FROM {label}"
        return f"({rows})"

    @staticmethod
    def differ(a, a_many, b, b_many):
        if a_many and b_many:
            return f"NOT list_has_any({a}.rows, {b}.rows)"
        if a_many:
            return f"NOT list_contains({a}.rows, {b}.row)"
        if b_many:
            return f"NOT list_contains({b}.rows, {a}.row)"
        return f"{a}.row <> {b}.row"
