"""Generated queries taken apart, and changed so that one cause of differences is gone."""

import itertools
import re

CLAUSE = re.compile(
    r"(OPTIONAL MATCH|MATCH|UNWIND|(?<!STARTS )(?<!ENDS )WITH|RETURN|WHERE|UNION ALL|UNION)(?= )")
# It would show the names that are put in.
STAR = r"(RETURN|WITH) \*"
RELATIONSHIP = re.compile(r"-\[([^\]]*)\]-|--")


def without_loops(graph):
    return [text for text in graph if not re.match(r"MATCH \(a ({.*?})\), \(b \1\)", text)]


def without_parallels(graph):
    """One relationship from a node to another."""
    seen = set()
    return [text for text in graph
            if not (ends := re.match(r"MATCH (\(a {.*?}\), \(b {.*?}\)) CREATE", text)) or not (ends[1] in seen or seen.add(ends[1]))]


def without_order(query):
    """Nor SKIP and LIMIT; the least of nodes and relationships is a matter of order too."""
    query = re.sub(r" (ORDER BY|SKIP|LIMIT) .*?(?= WHERE | RETURN | MATCH | OPTIONAL | UNWIND | WITH | UNION |$)", "", query)
    return re.sub(r"\b(min|max)\((?=(DISTINCT )?[nr]\d+\))", "count(", query)


def without_lengths(query):
    return re.sub(r"(?<! )\*\d*(\.\.)?\d*(?=[\] {])", "", query)


def without_returns(query):
    """No node stands twice in one MATCH, or in one condition."""
    out = []
    for word, text in clauses(query):
        seen = set()

        def once(match):
            return "(" if match[1] in seen or seen.add(match[1]) else match[0]

        out.append(f"{word} {re.sub(r'[(](n[0-9]+)', once, text) if 'MATCH' in word or word == 'WHERE' else text}")
    return " ".join(out)


def without_bound_relationships(query):
    """A MATCH names none of an earlier one, nor does a condition."""
    out, seen, count = [], set(), 0
    for word, text in clauses(query):
        if word.startswith("UNION"):
            seen = set()
        names = set(re.findall(r"-\[(r\d+)", text)) if "MATCH" in word or word == "WHERE" else set()
        for name in names & seen:
            count += 1
            text = re.sub(rf"-\[{name}\b", f"-[again{count}", text)
        seen |= names
        out.append(f"{word} {text}")
    return " ".join(out)


def without_long_patterns(query):
    """In expressions, those of more than one relationship."""
    def single(match):
        return "true" if len(RELATIONSHIP.findall(match[0])) > 1 else match[0]
    query = re.sub(r"EXISTS \{[^{}]*(\{[^{}]*\}[^{}]*)*\}", single, query)
    return re.sub(r"\((\(n\d+\)<?-[^()]*\([^()]*\)<?-[^()]*\([^()]*\))", lambda match: "(true", query)


def clauses(query):
    """(word, text) of each clause; words inside brackets divide nothing."""
    depth, at, found = 0, 0, []
    start = None
    while at < len(query):
        if query[at] in "([{":
            depth += 1
        elif query[at] in ")]}":
            depth -= 1
        match = CLAUSE.match(query, at) if depth == 0 and (at == 0 or query[at - 1] == " ") else None
        if match:
            if start is not None:
                found[-1][1] = query[start:at].strip()
            found.append([match[1], ""])
            at = start = match.end()
            continue
        at += 1
    found[-1][1] = query[start:].strip()
    return found


def with_uniqueness(query, differ, length=lambda inner: inner):
    """Says of the single relationships of each MATCH that no two are the same, as the language has it anyway.
    `differ` writes it for two names; `length` rewrites what stands in a relationship of variable length."""
    out, count, unique = [], 0, ""
    for word, text in clauses(query) + [["", ""]]:
        if word != "WHERE" and unique:
            out.append("WHERE " + unique)
            unique = ""
        if "MATCH" in word:
            names = []

            def name(match):
                nonlocal count
                inner = match[1] or ""
                if "*" in inner:
                    return f"-[{length(inner)}]-"
                given = re.match(r"\w+", inner)
                if given:
                    names.append(given[0])
                    return f"-[{inner}]-"
                if re.search(STAR, query):
                    return match[0]
                count += 1
                names.append(f"e{count}")
                return f"-[e{count}{inner}]-"

            text = RELATIONSHIP.sub(name, text)
            unique = " AND ".join(differ(a, b) for a, b in itertools.combinations(names, 2))
        elif word == "WHERE" and unique:
            text, unique = f"({text}) AND {unique}", ""
        out.append(f"{word} {text}".strip())
    return " ".join(out).strip()
