#!/usr/bin/env python3
"""Makes a made-up social graph as CSV files, for `--load` and for the peers: people who know each other, posts, comments, tags, likes, places.

usage: generate.py --sf 0.1 --out DIR [--seed N]

`nodes_<Label>.csv` begin with `id`, unique over all labels; `rels_<TYPE>.csv` with `src,dst`; `schema.json` has the types of the columns.
The same scale and seed give the same bytes. At scale 1 there are about a million nodes and seven million relationships. Some cells are
empty: null. Degrees are uneven, as among people."""

import argparse
import csv
import datetime
import itertools
import json
import random
from pathlib import Path

options = argparse.ArgumentParser()
options.add_argument("--sf", type=float, default=0.1)
options.add_argument("--seed", type=int, default=7)
options.add_argument("--out", type=Path, required=True)
options = options.parse_args()
dice = random.Random(options.seed)
options.out.mkdir(parents=True, exist_ok=True)
schema = {"nodes": {}, "rels": {}, "sf": options.sf}
numbers = itertools.count(1)
text, whole, number, date = "STRING", "INT64", "DOUBLE", "DATE"
FIRST_DAY = datetime.date(2012, 1, 1)
DAYS = [(FIRST_DAY + datetime.timedelta(days=day)).isoformat() for day in range(4000)]
WORDS = "river stone paper garden winter music summer bridge lantern market engine mountain harbour window letter island forest silver morning thunder".split()


def write(name, columns, rows):
    count = 0
    with open(options.out / f"{name}.csv", "w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count


def nodes(label, columns, rows):
    ids = []

    def numbered():
        for row in rows:
            ids.append(next(numbers))
            yield [ids[-1], *row]

    count = write(f"nodes_{label}", ["id", *(name for name, _ in columns)], numbered())
    schema["nodes"][label] = {"cols": [["id", whole], *map(list, columns)], "n": count}
    return ids


def relationships(kind, source, target, columns, rows):
    count = write(f"rels_{kind}", ["src", "dst", *(name for name, _ in columns)], rows)
    schema["rels"][kind] = {"pairs": [[source, target]], "cols": [list(column) for column in columns], "n": count}


def words(least, most):
    return " ".join(dice.choices(WORDS, k=dice.randint(least, most)))


def skewed(items, power):
    """One of the items, the first ones more often."""
    return items[int(len(items) * dice.random() ** power)]


def perhaps(value, share):
    return value if dice.random() < share else ""


def pairs(sources, targets, count, power):
    """Distinct pairs of different nodes, targets uneven."""
    seen = set()
    while len(seen) < count:
        pair = (dice.choice(sources), skewed(targets, power))
        if pair[0] != pair[1] and pair not in seen:
            seen.add(pair)
            yield pair


def scaled(count):
    return max(10, round(count * options.sf))


countries = nodes("Country", [("name", text)], ([f"Country {index:02d}"] for index in range(30)))
cities = nodes("City", [("name", text)], ([f"City {index:03d}"] for index in range(400)))
tags = nodes("Tag", [("name", text)], ([f"{dice.choice(WORDS)} {index}"] for index in range(1500)))
people = nodes("Person", [("name", text), ("surname", text), ("gender", text), ("birthday", date), ("joined", date), ("hobby", text), ("height", number)],
               ([dice.choice(WORDS).title(), f"{dice.choice(WORDS).title()}{dice.choice(WORDS)}", dice.choice(["female", "male"]),
                 f"{dice.randint(1950, 2005)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}", dice.choice(DAYS[:2000]),
                 perhaps(f"{dice.choice(WORDS)} {dice.randrange(1500)}", .7), perhaps(round(dice.uniform(1.5, 2), 2), .8)]
                for _ in range(scaled(30000))))
companies = nodes("Company", [("name", text), ("founded", whole)],
                  ([f"{dice.choice(WORDS).title()} {index}", dice.randint(1900, 2010)] for index in range(scaled(2000))))
posts = nodes("Post", [("text", text), ("created", date), ("length", whole), ("language", text), ("rating", whole), ("browser", text)],
              ([words(3, 12), dice.choice(DAYS), dice.randint(1, 300), perhaps(dice.choice(["en", "de", "fr", "cy"]), .8), perhaps(dice.randint(1, 10), .6),
                dice.choice(["Firefox", "Chrome", "Safari", "Opera"])] for _ in range(scaled(300000))))
comments = nodes("Comment", [("text", text), ("created", date), ("length", whole), ("browser", text)],
                 ([words(1, 5), dice.choice(DAYS), dice.randint(1, 120), dice.choice(["Firefox", "Chrome", "Safari", "Opera"])]
                  for _ in range(scaled(600000))))

relationships("PART_OF", "City", "Country", [], ((city, dice.choice(countries)) for city in cities))
relationships("LIVES_IN", "Person", "City", [], ((person, skewed(cities, 2)) for person in people))
relationships("WORKS_AT", "Person", "Company", [("since", whole)], ((person, dice.choice(companies), dice.randint(1990, 2022)) for person in people if dice.random() < .8))
relationships("INTERESTED", "Person", "Tag", [], pairs(people, tags, 10 * len(people), 2))
relationships("KNOWS", "Person", "Person", [("since", date), ("weight", number)],
              ((a, b, dice.choice(DAYS), round(dice.random(), 3)) for a, b in pairs(people, people, 20 * len(people), 1.7)))
relationships("POSTED", "Person", "Post", [], ((skewed(people, 1.5), post) for post in posts))
relationships("WROTE", "Person", "Comment", [], ((skewed(people, 1.5), comment) for comment in comments))
roots = len(comments) // 3
relationships("REPLY_TO", "Comment", "Post", [], ((comment, skewed(posts, 2)) for comment in comments[:roots]))
relationships("REPLIES", "Comment", "Comment", [], ((comment, comments[dice.randrange(index)]) for index, comment in enumerate(comments) if index >= roots))
relationships("TAGGED", "Post", "Tag", [], ((post, tag) for post in posts for tag in dice.sample(tags, dice.randint(0, 6))))
relationships("LIKES", "Person", "Post", [("day", date)], ((a, b, dice.choice(DAYS)) for a, b in pairs(people, posts, 80 * len(people), 2)))
(options.out / "schema.json").write_text(json.dumps(schema, indent=1))
print("nodes", sum(part["n"] for part in schema["nodes"].values()), "relationships", sum(part["n"] for part in schema["rels"].values()))
