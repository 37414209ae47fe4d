"""Whatever is in a file, a check ends with one of its exit codes and in words for people, never with a crash."""

from __future__ import annotations

import io
import json
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from gouji.cli.app import run

ROOT = Path(__file__).resolve().parents[2]
PACK = ROOT / "rules" / "cn-disclosure"
REPORT = (ROOT / "reports" / "beilun-2021" / "source.txt").read_text(encoding="utf-8")
AS_JSON = json.loads((ROOT / "reports" / "beilun-2021" / "report.json").read_text(encoding="utf-8"))
ODD = [
    "",
    "\t",
    "\n",
    "\x00",
    "\u202e",
    "[red]",
    "/",
    "-1",
    "1.5",
    "９",
    "一百二十",
    "9" * 400,
    "三、",
    "\ud800",
    "{",
    '"',
]


def checked(name: str, content: bytes, *options: str) -> tuple[int, str]:
    """Exit code and all output of a check of one file."""
    out = io.StringIO()
    with tempfile.TemporaryDirectory() as folder, redirect_stdout(_Stream(out)), redirect_stderr(_Stream(out)):
        path = Path(folder) / name
        path.write_bytes(content)
        code = run(["check", str(path), *options])
    return code, out.getvalue()


class _Stream(io.TextIOBase):
    """A stream that can be told its encoding, as the process's own can."""

    def __init__(self, into: io.StringIO) -> None:
        self.into = into

    def write(self, text: str) -> int:
        return self.into.write(text)

    def reconfigure(self, **_: str) -> None:
        """Take any encoding."""


@pytest.fixture(autouse=True, scope="module")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        folder = tmp_path_factory.mktemp("cache")
        folder.chmod(0o700)
        patch.setenv("GOUJI_CACHE", str(folder))
        yield


@st.composite
def mutilated_text(draw: st.DrawFn) -> bytes:
    """The real report with a few stretches cut, doubled or replaced."""
    text = REPORT
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 400)))
        middle = draw(st.one_of(st.sampled_from(ODD), st.just(text[start:end] * 2), st.text(max_size=20)))
        text = text[:start] + middle + text[end:]
    return text.encode(draw(st.sampled_from(["utf-8", "gb18030", "utf-16"])), "backslashreplace")


@st.composite
def mutilated_json(draw: st.DrawFn) -> bytes:
    """The real report as JSON with values of the wrong kind, keys lost, or the text cut short."""
    report = json.loads(json.dumps(AS_JSON))
    for _ in range(draw(st.integers(1, 4))):
        at = report
        while isinstance(at, dict | list) and at:
            key = draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
            inner = at[key]
            if not isinstance(inner, dict | list) or not inner or draw(st.integers(0, 3)) == 0:
                if draw(st.booleans()):
                    at[key] = draw(st.sampled_from([None, -1, 10**30, 1.5, "", "x", [], {}, True, *ODD]))
                else:
                    del at[key]
                break
            at = inner
    text = json.dumps(report, ensure_ascii=draw(st.booleans())).encode("utf-8", "surrogatepass")
    return text[: draw(st.integers(0, len(text)))] if draw(st.integers(0, 9)) == 0 else text


LIMITS = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
FORMS = st.sampled_from(["console", "json", "csv"])


@LIMITS
@given(mutilated_text(), FORMS)
@example(b"", "console")
@example(b"\xff\xfe\x00", "csv")
def test_a_mutilated_document_is_no_crash(content: bytes, form: str) -> None:
    code, out = checked("报告.txt", content, "--format", form)
    assert code in (0, 1, 3), out[-2000:]
    assert "Traceback" not in out


@LIMITS
@given(mutilated_json(), FORMS)
def test_a_mutilated_report_json_is_no_crash(content: bytes, form: str) -> None:
    code, out = checked("report.json", content, "--format", form)
    assert code in (0, 1, 3), out[-2000:]
    assert "Traceback" not in out


@settings(LIMITS, max_examples=8)
@given(st.sampled_from(sorted(path.name for path in PACK.glob("*.*"))), st.data())
def test_a_mutilated_pack_is_no_crash(name: str, data: st.DataObject) -> None:
    content = (PACK / name).read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(content)))
    end = min(len(content), start + data.draw(st.integers(1, 60)))
    with tempfile.TemporaryDirectory() as folder:
        for path in PACK.glob("*.*"):
            (Path(folder) / path.name).write_bytes(path.read_bytes())
        changed = content[:start] + data.draw(st.sampled_from(ODD)) + content[end:]
        (Path(folder) / name).write_bytes(changed.encode("utf-8", "surrogatepass"))
        code, out = checked("报告.txt", REPORT.encode(), "--pack", folder, "--no-cache")
    assert code in (0, 1, 2, 3), out[-2000:]
    assert "Traceback" not in out
