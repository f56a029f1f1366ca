"""What writes to the social graph take beside the peers: runs Benchmarks/Social/run_writes.py and makes tables of it."""

import json
import subprocess
import tempfile
from pathlib import Path

from bench_folder import NAMES, PROGRAM, PYTHON, SOCIAL
from bench_tables import spelled, times


def measure(data, peers, repeats):
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "result.json"
        subprocess.run([PYTHON, SOCIAL / "run_writes.py", "--data", data, "--out", out, "--exe", PROGRAM, "--repeats", str(repeats), "--peers", ",".join(peers)], check=True)
        return json.loads(out.read_text())


def cell(result, peer, write):
    found = result["peers"][peer].get(write)
    if found is None or "err" in found:
        return found["err"] if found and found["err"].startswith("over") else "–"
    return f"{spelled(found['ms'])}{'' if found['same'] else ' (another state)'}"


def best(result, write):
    """The quickest peer that left the same graph; None where there is none."""
    good = [peer for peer, found in result["peers"].items() if peer != "exe" and found.get(write, {}).get("same")]
    return min(good, key=lambda peer: result["peers"][peer][write]["ms"], default=None)


def ratio(result, write):
    """How many times as long the best peer takes."""
    mine, other = result["peers"]["exe"].get(write, {}), best(result, write)
    return result["peers"][other][write]["ms"] / max(mine["ms"], 0.001) if other and mine.get("same") else None


def rows(result):
    peers = list(result["peers"])
    head = ["write", "about", *(NAMES[peer] for peer in peers), "best peer", *(f"{NAMES[peer]}, MiB" for peer in peers)]
    def memory(peer, write):
        found = result["peers"][peer].get(write, {})
        return f"{found['mib']:.0f}" if "mib" in found else "–"
    return head, [[write, about, *(cell(result, peer, write) for peer in peers), times(ratio(result, write)), *(memory(peer, write) for peer in peers)]
                  for write, about in result["writes"].items()]


def losses(result):
    """A line a write where a peer is ahead."""
    lines = []
    for write in result["writes"]:
        found = ratio(result, write)
        if found is not None and found < 1:
            lines.append(f"- {write}: {cell(result, 'exe', write)} ms, {NAMES[best(result, write)]} {cell(result, best(result, write), write)} ms")
    return "\n".join(lines) or "On no write of this run."


def wrong(result):
    return [write for write in result["writes"] if not result["peers"]["exe"].get(write, {}).get("same")]
