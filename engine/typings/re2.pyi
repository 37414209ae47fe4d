# google-re2 brings no types; this is what the engine uses of it.
from collections.abc import Iterator
from typing import AnyStr, Generic

class error(Exception): ...  # noqa: N801, N818 - the library's name

class Options:
    max_mem: int
    log_errors: bool
    never_capture: bool
    def __init__(self) -> None: ...

class _Match(Generic[AnyStr]):
    def span(self, group: int = ...) -> tuple[int, int]: ...

class _Regexp:
    @property
    def programsize(self) -> int: ...
    def search(self, text: AnyStr, pos: int | None = ..., endpos: int | None = ...) -> _Match[AnyStr] | None: ...
    def match(self, text: AnyStr, pos: int | None = ..., endpos: int | None = ...) -> _Match[AnyStr] | None: ...
    def fullmatch(self, text: AnyStr, pos: int | None = ..., endpos: int | None = ...) -> _Match[AnyStr] | None: ...
    def finditer(self, text: AnyStr, pos: int | None = ..., endpos: int | None = ...) -> Iterator[_Match[AnyStr]]: ...

def compile(pattern: str | bytes, options: Options | None = ...) -> _Regexp: ...  # noqa: A001 - the library's name
