"""All measurements of the project in one run, as ratios: `python benchmarks/run.py [--reports N] [--quick]`.

Every measurement is repeated, interleaved with the others, and the best of each batch is taken; absolute figures move
with the machine, ratios much less. The peers must name the same faulty reports, or the run stops.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import msgspec
import orjson

import handwritten
import synthetic
from gouji import api
from gouji.cli.packs import files_of, folder_of

BATCH = 20
"""So many reports are timed at once, and the best time of each batch counts: few are then disturbed by others."""
HERE = Path(__file__).resolve().parent


def workload() -> api.Pack:
    """Return the pack of the 61 checks, on the vocabulary of cn-disclosure."""
    shared = files_of(folder_of("cn-disclosure"))
    own = files_of(HERE / "workload")
    return api.load_pack({**own, "vocabulary.yaml": shared["vocabulary.yaml"], "sources.yaml": shared["sources.yaml"]})


def main() -> None:
    """Measure everything and print the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--reports", type=int, default=4000)
    options.add_argument("--rounds", type=int, default=7)
    options.add_argument("--quick", action="store_true", help="fewer reports and no memory or start-up")
    chosen = options.parse_args()
    number = 400 if chosen.quick else chosen.reports
    small, whole = workload(), api.load_pack(files_of(folder_of("cn-disclosure")))
    _throughput(small, whole, number, chosen.rounds)
    if not chosen.quick:
        _processes(number)
        _memory()
        _start_up()


# ── throughput ──────────────────────────────────────────────────────────────


def agree(small: api.Pack, reports: Sequence[bytes]) -> int:
    """Return how many reports are faulty, which both must say of the same ones.

    Raises:
        SystemExit: the peers disagree, and no figure would mean anything.
    """
    faulty = 0
    for content in reports:
        settled = small.fast.settle(content)
        ours = settled is None or bool(settled.instances)
        theirs = bool(handwritten.check(content))
        if ours != theirs:
            raise SystemExit("the peers disagree about a report")
        faulty += ours
    return faulty


def _throughput(small: api.Pack, whole: api.Pack, number: int, rounds: int) -> None:
    mixed = list(synthetic.reports(number))
    clean = list(synthetic.reports(number, faulty=0))
    print(f"{number} reports of {sum(map(len, mixed)) // number} bytes, {agree(small, mixed)} of them faulty")
    typed = small.fast
    runs: list[tuple[str, Callable[[bytes], Any], Sequence[bytes]]] = [
        ("parse: json", json.loads, mixed),
        ("parse: orjson", orjson.loads, mixed),
        ("parse: msgspec", msgspec.json.decode, mixed),
        ("parse: typed reader", typed.open, mixed),
        ("(b) written by hand, 61 checks", handwritten.check, mixed),
        ("(b) the same, clean reports", handwritten.check, clean),
        ("compiled, 61 checks, clean reports", small.fast.settle, clean),
        ("compiled, 61 checks, 30 % faulty, findings with evidence", small.fast.settle, mixed),
        ("whole pack, clean reports", whole.fast.settle, clean[: number // 10]),
        ("whole pack, 30 % faulty, findings with evidence", whole.fast.settle, mixed[: number // 10]),
        ("whole pack, strict reader and explaining evaluator", _explaining(whole), mixed[: max(4, number // 400)]),
    ]
    best: list[dict[int, float]] = [{} for _ in runs]
    for _ in range(rounds):
        for met, (_, check, reports) in zip(best, runs, strict=True):
            batch = BATCH if len(reports) == number else 1  # the whole pack takes as long for one
            for start in range(0, len(reports), batch):
                begun = time.perf_counter()
                for content in reports[start : start + batch]:
                    check(content)
                met[start] = min(met.get(start, float("inf")), time.perf_counter() - begun)
    means = [sum(met.values()) / len(reports) for met, (_, _, reports) in zip(best, runs, strict=True)]
    fastest = min(means[:4])
    hand = means[4]
    print(f"{'':58} {'µs':>8} {'× parse':>8} {'× hand':>8}")
    for (name, _, _), seconds in zip(runs, means, strict=True):
        print(f"{name:58} {seconds * 1e6:8.1f} {seconds / fastest:8.2f} {seconds / hand:8.2f}")


def _explaining(pack: api.Pack) -> Callable[[bytes], Any]:
    def check(content: bytes) -> Any:
        document = api.open_document("report.json", content, pack)
        assert isinstance(document, api.Document)  # noqa: S101 - synthetic reports can be read
        return api.check_document(document, pack, everything=True)

    return check


# ── processes and memory ────────────────────────────────────────────────────


_started: tuple[api.Pack, list[bytes]] | None = None
"""What a process of the pool works with."""


def _start(ready: Any) -> None:
    global _started
    _started = (workload(), list(synthetic.reports(500)))
    ready.wait()


def _count(number: int) -> int:
    assert _started is not None  # noqa: S101 - `_start` has run in this process
    pack, reports = _started
    return sum(pack.fast.settle(reports[index % 500]) is not None for index in range(number))


def _processes(number: int) -> None:
    """Print what two processes do against one, from when each has its pack: what starting costs is told by itself."""
    spawn = multiprocessing.get_context("spawn")
    seconds = []
    for processes in (1, 2, 1, 2):
        ready = spawn.Barrier(processes + 1)
        with spawn.Pool(processes, _start, (ready,)) as pool:
            ready.wait()
            begun = time.perf_counter()
            pool.map(_count, [number] * 20, chunksize=1)
            seconds.append(time.perf_counter() - begun)
    one, two = min(seconds[0::2]), min(seconds[1::2])
    print(f"two processes against one: {one / two:.2f} times as fast ({os.cpu_count()} cores, {20 * number} reports)")


def _memory() -> None:
    script = (
        "import resource, sys; sys.path.insert(0, sys.argv[1])\n"
        "import run, synthetic\n"
        "pack = run.workload(); kept = list(synthetic.reports(200))\n"
        "for index in range(int(sys.argv[2])): pack.fast.settle(kept[index % 200])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)\n"
    )
    peaks = [
        int(
            subprocess.run(
                [sys.executable, "-c", script, str(HERE), str(count)], capture_output=True, check=True
            ).stdout
        )
        for count in (1_000, 10_000, 100_000)
    ]
    shown = ", ".join(f"{peak / 1024:.0f} MB" for peak in peaks)
    print(f"peak memory after 1,000, 10,000 and 100,000 reports: {shown}")


# ── start-up ────────────────────────────────────────────────────────────────


def _start_up(rounds: int = 25) -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o700)
        environment = {**os.environ, "GOUJI_CACHE": folder}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed package has its bytecode
        clean, faulty = Path(folder) / "clean.json", Path(folder) / "faulty.json"
        clean.write_bytes(next(synthetic.reports(1, faulty=0)))
        faulty.write_bytes(next(synthetic.reports(1, faulty=1)))
        command = str(Path(sys.executable).parent / "gouji")
        runs = [
            ("python -c pass", [sys.executable, "-c", "pass"]),
            ("gouji --version", [command, "--version"]),
            ("gouji check clean.json --format json, warm", [command, "check", str(clean), "--format", "json"]),
            ("gouji check faulty.json --format json, warm", [command, "check", str(faulty), "--format", "json"]),
        ]
        best = [float("inf")] * len(runs)
        for _, arguments in runs[1:]:
            subprocess.run(arguments, env=environment, stdout=subprocess.DEVNULL, check=False)
        for _ in range(rounds):
            for index, (_, arguments) in enumerate(runs):
                begun = time.perf_counter()
                subprocess.run(arguments, env=environment, stdout=subprocess.DEVNULL, check=False)
                best[index] = min(best[index], time.perf_counter() - begun)
        for (name, _), seconds in zip(runs, best, strict=True):
            print(f"{name:48} {seconds * 1e3:7.1f} ms  {seconds / best[0]:6.2f} × python -c pass")


if __name__ == "__main__":
    main()
