"""What was measured, as text: for the terminal, and for the tables of a document between their marks."""

import re
import sys


def spelled(ms):
    return f"{ms:.3f}" if ms < 0.1 else f"{ms:.2f}" if ms < 10 else f"{ms:.1f}" if ms < 100 else f"{ms:.0f}"


def times(value):
    return "–" if value is None else f"{value:.2g}" if value < 10 else f"{value:.0f}"


def table(head, rows):
    return "\n".join("| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows])


def show(head, rows):
    rows = [head, *rows]
    widths = [max(len(row[index]) for row in rows) for index in range(len(head))]
    for row in rows:
        print("  ".join(text.ljust(width) if index < 2 else text.rjust(width) for index, (text, width) in enumerate(zip(row, widths))))


def write(document, parts):
    """Puts each part between its marks."""
    text = document.read_text()
    for name, part in parts.items():
        marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.S)
        if not marks.search(text):
            sys.exit(f"{document} has no marks for {name}")
        text = marks.sub(lambda match: f"{match[1]}{part}\n{match[2]}", text)
    document.write_text(text)
