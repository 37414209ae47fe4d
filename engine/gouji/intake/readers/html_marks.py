"""What of a web page is not shown, and what in its cells is writing of another kind: elements enter, doubts leave.

Only what stands in the page itself is known: attributes, and rules of its own style sheets (`html_rules`). What a rule
hides in a table is left out, unless a table is in it or another rule may show it again; what a rule hides elsewhere is
often folded away, and shown by a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from gouji.intake.readers.html_declared import declarations
from gouji.intake.readers.html_dividing import Boxes
from gouji.intake.readers.html_names import BLOCKS
from gouji.intake.readers.html_rules import Ruled
from gouji.intake.readers.html_styles import (
    OF_COLOUR,
    Look,
    changes_a_figure,
    colour_in,
    divides,
    doubt_of,
    first_font,
    hides_tables,
    is_gone,
    look_of,
    size_of_font,
    unusual,
)
from gouji.intake.readers.html_values import is_pale
from gouji.intake.readers.marks import DRAWN, ELSE, HIDDEN, RAISED, STRUCK, UNKNOWN_SIGN, is_of_signs
from gouji.record import Record

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

NOTED: Final = frozenset(
    (
        "sup", "sub", "rt", "small", "s", "strike", "del", "ins", "a", "bdo", "math", "details", "ol", "img",
        "image",
        "input", "select", "textarea", "button", "object", "embed", "iframe", "svg", "canvas", "audio", "video",
        "progress", "meter", "script",
    )
)  # fmt: skip
"""Elements beside which a figure may not be certain."""

_OF_WORDS: Final = {
    "sup": RAISED, "sub": RAISED, "rt": RAISED, "s": STRUCK, "strike": STRUCK, "del": STRUCK, "bdo": ELSE,
    "math": ELSE, "details": HIDDEN, "ol": ELSE, "script": ELSE,
}  # fmt: skip
_BESIDE: Final = {"small": RAISED, "ins": ELSE, "a": ELSE}
"""Elements that only matter when other words stand beside them."""
_DRAWN: Final = NOTED - frozenset(_OF_WORDS) - frozenset(_BESIDE)

_MAX_GROUND: Final = 16
"""How many elements around words are looked at for the ground they stand on."""
_MAX_LOOK: Final = 100
_MAX_HIDING: Final = 10
"""In how many elements around tables something is looked for that may show these again."""
_INLINE: Final = frozenset(("sup", "sub", "small", "big"))
_PLAIN: Final = ("", "")
_HARMLESS: Final = frozenset(("spelle", "grame"))
"""Classes with which Word marks what it would spell otherwise."""
_DIGIT: Final = re.compile(r"\d")
_STYLE: Final = re.compile(rb"style\s*+=\s*+(?=(\"[^\"]*\"|'[^']*'|[^>]))")
"""What may be the style of an element: a value within its quotes, or the first sign of one without."""
_HIDDEN: Final = re.compile(rb"hidden(?<=[\s/\"']hidden)[\s/>=]")
_OF_SIGNS: Final = "font[face*=dings i],font[face*=symbol i],font[face*=marlett i]"
"""Elements with a font that may be one of signs, by what stands in the names of all of these."""
_USUAL: Final = 300


class _Style(Record, frozen=True):
    """What a style says of an element: that it is gone, the doubt it raises (in a table another), that it is pale.

    `hides` says which elements in it would have to be there for the tables in it to be seen.
    """

    gone: bool
    doubt: str | None
    in_table: str | None
    pale: bool
    hides: str | None


_SILENT: Final = _Style(False, None, None, False, None)


class Marks(Record, frozen=True):
    """The elements that are not shown; with a doubt those whose words are unseen, raised or struck out; all around.

    `outer` are the elements that hide the tables in them.
    """

    hidden: frozenset[int]
    styled: dict[int, str]
    around: frozenset[int]
    outer: frozenset[int]


def marks_of(root: LexborNode, low: bytes, ruled: Ruled) -> Marks:
    """Return which elements of a page are not shown or raise a doubt.

    They are found at once, since asking each element for its attributes is slow.
    """
    hidden: list[LexborNode] = []
    found: list[tuple[LexborNode, str]] = []
    outer: list[tuple[LexborNode, str]] = []
    if _HIDDEN.search(low):
        hidden += root.css("[hidden]")
    if b"dialog" in low:
        hidden += root.css("dialog:not([open])")
    for one in root.css("[style]") if _says_a_style(low) else ():
        written = one.attributes.get("style") or ""
        style = _style(written)
        if style.gone:
            hidden.append(one)
        if style.hides is not None:
            outer.append((one, style.hides))
        doubt = style.doubt if style.doubt == style.in_table else doubt_of(declarations(written), one.tag or "")
        doubt = HIDDEN if doubt is None and style.pale and not _on_colour(one) else doubt
        if doubt is not None:
            found.append((one, doubt))
    if b"<font" in low:
        pale_fonts = (one for one in root.css("font[color]") if is_pale(one.attributes.get("color") or ""))
        pale = [one for one in pale_fonts if not _on_colour(one)]
        found += [(one, HIDDEN) for one in pale]
        outer += [(one, OF_COLOUR) for one in pale]
        faces = ((one, one.attributes.get("face") or "") for one in root.css(_OF_SIGNS))
        found += [(one, UNKNOWN_SIGN) for one, face in faces if is_of_signs(first_font(face))]
    for one in root.css("details:not([open]),[popover]"):
        outer.append((one, ""))
        if "popover" in one.attributes:
            found.append((one, HIDDEN))
    styled = {one.mem_id: doubt for one, doubt in found}
    for one, rule in ruled.found:
        if rule.added:
            doubt = ELSE if changes_a_figure(rule.said, one.attributes) else None
        else:
            doubt = HIDDEN if is_gone(rule.said) and not rule.sure else doubt_of(rule.said, one.tag or "")
            if rule.sure and is_gone(rule.said):
                hidden.append(one)
        if doubt is not None:
            found.append((one, doubt))
            styled.setdefault(one.mem_id, doubt)
    around = _around([*hidden, *(one for one, _ in found)])
    return Marks(frozenset(one.mem_id for one in hidden), styled, around, frozenset(_hiding(root, outer)))


def _hiding(root: LexborNode, outer: Sequence[tuple[LexborNode, str]]) -> Iterator[int]:
    """Yield the elements that hide the tables in them, where none of the elements that a selector names undoes it.

    A page as a whole is often hidden until a script has run.
    """
    over_tables = _around(root.css("table")) if outer else frozenset[int]()
    looked = 0
    for one, undone in outer:
        if one.mem_id not in over_tables or one.tag in ("html", "body"):
            continue
        if undone == OF_COLOUR and _on_colour(one):
            continue
        looked += bool(undone)
        if not undone or looked > _MAX_HIDING or all(inner.mem_id == one.mem_id for inner in one.css(undone)):
            yield one.mem_id


def _around(nodes: Iterable[LexborNode]) -> frozenset[int]:
    """Return elements and all in which they stand; of what is around several each is looked at once."""
    found: set[int] = set()
    for node in nodes:
        at: LexborNode | None = node
        while at is not None and at.mem_id not in found:
            found.add(at.mem_id)
            at = at.parent
    return frozenset(found)


def _says_a_style(low: bytes) -> bool:
    """Return whether the style of any element may say something; most do not, and most are written alike.

    Whatever stands behind `style=` counts, so that none is missed.
    """
    written = set(_STYLE.findall(low))
    return any(len(one) < 2 or b"&" in one or _style(one[1:-1].decode()) != _SILENT for one in written)


def _style(written: str) -> _Style:
    return _usual_style(written) if len(written) <= _USUAL else _new_style(written)


@lru_cache(maxsize=1024)
def _usual_style(written: str) -> _Style:
    return _new_style(written)


def _new_style(written: str) -> _Style:
    said = declarations(written)
    pale = is_pale(colour_in(said))
    return _Style(is_gone(said), doubt_of(said, ""), doubt_of(said, "table"), pale, hides_tables(said, pale=pale))


def _said(node: LexborNode) -> Mapping[str, str]:
    return declarations(node.attributes.get("style") or "")


def marks_in(
    cell: LexborNode, hidden: frozenset[int], styled: dict[int, str], skipped: frozenset[str], boxes: Boxes
) -> list[str]:
    """Return the doubts about the words and things in a cell."""
    found: list[str] = []
    beside: list[str] = []
    plain = False
    looks: dict[tuple[Look, tuple[str, ...]], None] = {}
    pending: list[tuple[LexborNode, tuple[str, ...], str, Look, tuple[str, ...]]] = [(cell, (), "", _PLAIN, ())]
    while pending:
        node, own, apart, look, classes = pending.pop()
        if node.is_text_node:
            words = node.text_content or ""
            if words.strip():
                found.extend(own)
                if apart:
                    beside.append(apart)
                plain = plain or not apart
            if _DIGIT.search(words):
                looks[look, classes] = None
            continue
        tag = node.tag or ""
        if not node.is_element_node or node.mem_id in hidden:
            continue
        if tag in _DRAWN and not (tag == "input" and (node.attributes.get("type") or "").lower() == "hidden"):
            found.append(DRAWN)
        if tag == "script":
            found.append(ELSE)  # it may write a figure, or a part of one
        if tag in skipped:
            continue
        more = (_OF_WORDS.get(tag), styled.get(node.mem_id))
        own = tuple(dict.fromkeys((*own, *(one for one in more if one is not None))))
        if tag in _BESIDE and (tag != "a" or "href" in node.attributes):
            apart = _BESIDE[tag]
        look, classes = _looks(node, tag, look, classes, boxes)
        pending.extend((child, own, apart, look, classes) for child in _children(node))
    if len({look for look, _ in looks}) > 1:
        found.append(RAISED)
    elif len(looks) > 1:
        found.append(ELSE)
    return [*found, *(beside if plain else ())]


def _looks(
    node: LexborNode, tag: str, look: Look, classes: tuple[str, ...], boxes: Boxes
) -> tuple[Look, tuple[str, ...]]:
    """Return the size and height of what stands in an element, and the classes of all that is around it in its cell.

    To the classes belongs what else sets an element apart: that it is a box of its own, or a style not understood.
    """
    given = node.attributes
    if tag == "font" and given.get("size"):
        look = size_of_font(given.get("size") or "", look)
    if tag in _INLINE:
        look = f"{look[0]} {tag}", look[1]
    apart: tuple[str, ...] = ()
    if given.get("style"):
        said = _said(node)
        look = look_of(said, look)
        apart = unusual(said)[:_MAX_GROUND]
        if tag not in BLOCKS and divides(said):
            apart = (*apart, f"#{node.mem_id}")
    if not apart and boxes.holds(node, tag):
        apart = (f"#{node.mem_id}",)
    own = tuple(sorted(one for one in (given.get("class") or "").lower().split() if one not in _HARMLESS))
    return (look[0][-_MAX_LOOK:], look[1][-_MAX_LOOK:]), (*classes[-_MAX_GROUND:], *own[:_MAX_GROUND], *apart)


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _on_colour(node: LexborNode) -> bool:
    """Return whether something between a node and its table gives it a ground of its own."""
    at: LexborNode | None = node
    for _ in range(_MAX_GROUND):
        if at is None:
            return False
        given = at.attributes
        if "bgcolor" in given or "background" in (given.get("style") or "").lower():
            return True
        if at.tag == "table":
            return False
        at = at.parent
    return False
