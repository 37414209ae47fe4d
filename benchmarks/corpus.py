"""The whole pack over reports with the year before beside them: `python benchmarks/corpus.py [--reports N]`.

Each agency has two years, the later one checked with the earlier as its neighbour. Measured in one run and interleaved,
the best of several rounds: parsing alone with the fastest parser; the whole pack on each report alone; the whole pack
with last year's report; and both without the rules over prose. Every report is without a fault, as most are.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Mapping, Sequence

import orjson

import synthetic
from gouji import api
from gouji.cli.packs import files_of, folder_of

PROSE = (
    "compared", "denials", "figures", "formerly", "likeness", "named", "narrative", "outcomes", "reckoning", "results",
    "text", "wording",
)  # fmt: skip
"""The topics whose rules read numbers or wordings out of prose."""


def main() -> None:
    """Measure and print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--reports", type=int, default=200)
    options.add_argument("--rounds", type=int, default=5)
    chosen = options.parse_args()
    pairs = list(two_years(chosen.reports))
    files = files_of(folder_of("cn-disclosure"))
    whole = api.load_pack(files)
    bare = api.load_pack(without_prose(files))
    runs: list[tuple[str, Callable[[], object]]] = [
        ("parse both years: orjson", lambda: [(orjson.loads(now), orjson.loads(before)) for now, before in pairs]),
        ("whole pack, each report alone", lambda: [alone(now, whole) for now, _ in pairs]),
        ("whole pack, with the year before", lambda: [with_prior(now, before, whole) for now, before in pairs]),
        ("without prose, each report alone", lambda: [alone(now, bare) for now, _ in pairs]),
        ("without prose, with the year before", lambda: [with_prior(now, before, bare) for now, before in pairs]),
    ]
    print(f"{len(pairs)} reports of {sum(len(now) for now, _ in pairs) // len(pairs)} bytes, each with the year before")
    taken = best_of(chosen.rounds, [work for _, work in runs])
    for (name, _), seconds in zip(runs, taken, strict=True):
        each = seconds / len(pairs)
        print(f"{name:<38}{each * 1e6:>10.0f} µs{1 / each:>10.0f} reports/s{seconds / taken[0]:>9.1f} × parse")


def without_prose(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a pack without the rules over prose; their patterns stay, for other topics use some."""
    kept = dict(files)
    for name in (f"{topic}.rules" for topic in PROSE):
        kept[name] = b"".join(line for line in files[name].splitlines(True) if line.startswith(b"pattern "))
    return kept


def two_years(number: int) -> Sequence[tuple[bytes, bytes]]:
    """Return reports with those of the year before, of which the later carries in what the earlier carried out."""
    made = []
    for before, now in zip(
        synthetic.reports(number, seed=1, faulty=0), synthetic.reports(number, seed=2, faulty=0), strict=True
    ):
        earlier, later = json.loads(before), json.loads(now)
        text = json.dumps(earlier, ensure_ascii=False).replace("2023年", "2022年")
        earlier = json.loads(text) | {"year": 2022}
        earlier["tables"]["requests"]["carried_out"] = later["tables"]["requests"]["carried_in"]
        made.append((now, json.dumps(earlier, ensure_ascii=False).encode()))
    return made


def alone(content: bytes, pack: api.Pack) -> object:
    """Return the result of a report without neighbours."""
    return api.check_document(opened(content, pack), pack)


def with_prior(content: bytes, before: bytes, pack: api.Pack) -> object:
    """Return the result of a report beside that of the year before."""
    return api.check_document(opened(content, pack), pack, neighbours=api.Neighbours(prior=opened(before, pack)))


def opened(content: bytes, pack: api.Pack) -> api.Document:
    """Return a report that can be read.

    Raises:
        SystemExit: it cannot, and no figure would mean anything.
    """
    document = api.open_document("report.json", content, pack)
    if not isinstance(document, api.Document):
        raise SystemExit("a report could not be read")
    return document


def best_of(rounds: int, works: Sequence[Callable[[], object]]) -> list[float]:
    """Return the least processor time of each work, in seconds; the rounds are interleaved."""
    least = [float("inf")] * len(works)
    for _ in range(rounds):
        for rank, work in enumerate(works):
            begun = time.process_time()
            work()
            least[rank] = min(least[rank], time.process_time() - begun)
    return least


if __name__ == "__main__":
    main()
