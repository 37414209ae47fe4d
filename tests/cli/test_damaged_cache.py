"""A damaged cache, or one not ours alone, costs time and nothing else; closed files of a pack are named."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from gouji.cli.cache import cached_pack
from gouji.cli.entry import main
from gouji.cli.packs import files_of

SMALL = Path(__file__).resolve().parents[2] / "benchmarks" / "workload"
PACK = Path(__file__).resolve().parents[2] / "rules" / "cn-disclosure"


def files() -> dict[str, bytes]:
    """A small pack, which compiles quickly."""
    shared = files_of(PACK)
    return {**files_of(SMALL), "vocabulary.yaml": shared["vocabulary.yaml"], "sources.yaml": shared["sources.yaml"]}


@pytest.fixture(params=[".pack", ".plan"])
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Path:
    """One of the files in which a first run kept the pack: what every check needs, and what few need."""
    monkeypatch.setenv("GOUJI_CACHE", str(tmp_path / "cache"))
    cached_pack(files())
    found = {path.suffix: path for path in (tmp_path / "cache").iterdir()}
    assert set(found) == {".pack", ".plan"}
    return found[request.param]


def _flip(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


DAMAGE: list[tuple[str, Callable[[bytes], bytes]]] = [
    ("cut short", lambda content: content[: len(content) // 2]),
    ("empty", lambda content: b""),
    ("zeros after a power cut", lambda content: content[:32] + bytes(len(content) - 32)),
    ("one bit flipped", _flip),
    ("something else", lambda content: b"\x80\x05}\x94."),
]


@pytest.mark.parametrize(("said", "damaged"), DAMAGE, ids=[one[0] for one in DAMAGE])
def test_a_damaged_file_is_made_anew(said: str, damaged: Callable[[bytes], bytes], kept: Path) -> None:
    sound = kept.read_bytes()
    kept.write_bytes(damaged(sound))
    assert cached_pack(files()).plan == cached_pack(files(), use=False).plan
    assert kept.read_bytes() == sound


def test_a_folder_in_the_place_of_the_file_is_left_alone(kept: Path) -> None:
    kept.unlink()
    kept.mkdir()
    assert cached_pack(files()).plan == cached_pack(files(), use=False).plan
    assert kept.is_dir()


def test_a_pipe_named_as_a_report_is_told_and_not_waited_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pipe = tmp_path / "report.txt"
    os.mkfifo(pipe)
    monkeypatch.setattr("sys.argv", ["gouji", "check", str(pipe)])
    assert main() == 3
    assert "管道或设备" in capsys.readouterr().out


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_of_a_pack_that_is_closed_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in files_of(PACK).items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "fees.rules").chmod(0)
    import sys

    sys.argv = ["gouji", "check", "--pack", str(tmp_path), str(tmp_path / "pack.yaml")]
    assert main() == 2
    assert "fees.rules" in capsys.readouterr().err
