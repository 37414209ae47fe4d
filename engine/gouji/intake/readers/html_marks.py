"""What of a web page is not shown, and what in its cells is writing of another kind: elements enter, doubts leave.

Only what stands in the page itself is known: attributes, and simple rules of its own style sheets. What a rule hides
in a table is left out, unless a table is in it or another rule may show it again; what a rule hides elsewhere is often
folded away, and shown by a script.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from gouji.intake.readers.marks import DRAWN, ELSE, HIDDEN, RAISED, STRUCK

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

NOTED: Final = frozenset(
    (
        "sup", "sub", "rt", "small", "s", "strike", "del", "ins", "a", "bdo", "math", "details", "img", "image",
        "input", "select", "textarea", "button", "object", "embed", "iframe", "svg", "canvas", "audio", "video",
        "progress", "meter",
    )
)  # fmt: skip
"""Elements beside which a figure may not be certain."""

_OF_WORDS: Final = {
    "sup": RAISED, "sub": RAISED, "rt": RAISED, "s": STRUCK, "strike": STRUCK, "del": STRUCK, "bdo": ELSE,
    "math": ELSE, "details": HIDDEN,
}  # fmt: skip
_BESIDE: Final = {"small": RAISED, "ins": ELSE, "a": ELSE}
"""Elements that only matter when other words stand beside them."""
_DRAWN: Final = NOTED - frozenset(_OF_WORDS) - frozenset(_BESIDE)

_MAX_UP: Final = 200
_MAX_GROUND: Final = 16
"""How many elements around a table are looked for, and how many around words for the ground they stand on."""
_MAX_SHEET: Final = 1_000_000
_MAX_SELECTORS: Final = 200
_CURLY: Final = re.compile(r"[{}]")
_SIMPLE: Final = re.compile(r"[a-z]*[.#]-?[_a-z][\w-]*", re.I | re.ASCII)
_CLASS: Final = re.compile(r"[.#](-?[_a-z][\w-]*)", re.I | re.ASCII)
_NONE: Final = re.compile(r"display\s*:\s*none", re.I)
_SHOWN: Final = re.compile(r"display\s*:\s*(?!none|\s)", re.I)
_VEIL: Final = re.compile(r"visibility\s*:\s*(?:hidden|collapse)", re.I)
_STYLES: Final = (
    (_VEIL, ("visibility",), HIDDEN),
    (
        re.compile(r"opacity\s*:\s*(?:0|0?\.[01]\d*)\s*(?:[;!]|$)", re.I),
        ("opacity",),
        HIDDEN,
    ),
    (
        re.compile(r"font-size\s*:\s*0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:[;!]|$)", re.I),
        ("font-size:0",),
        HIDDEN,
    ),
    (
        re.compile(r"(?<![-\w])(?:left|right|top|bottom|text-indent)\s*:\s*-\d{3}", re.I),
        (":-",),
        HIDDEN,
    ),
    (
        re.compile(
            r"(?<![-\w])color\s*:\s*(?:white|#fff(?:fff)?|rgb\(\s*255\s*,\s*255\s*,\s*255\s*\)|transparent)\s*(?:[;!]|$)",
            re.I,
        ),
        ("color:white", "color:#fff", "color:rgb(255", "color:transparent"),
        HIDDEN,
    ),
    (
        re.compile(r"vertical-align\s*:\s*(?:super|sub)\b", re.I),
        ("align:su",),
        RAISED,
    ),
    (re.compile(r"text-decoration[-\w]{0,8}\s*:[^;]{0,60}line-through", re.I), ("line-through",), STRUCK),
)
"""What a style says, the words of it by which it is looked for, and the doubt it raises."""
_PALE_FONTS: Final = 'font[color="white" i],font[color="#ffffff" i],font[color="#fff" i],font[color="ffffff" i]'


def hidden_in(root: LexborNode, low: str) -> frozenset[int]:
    """Return the elements that are not shown; found at once, since asking each for its attributes is slow."""
    found: set[int] = set()
    if "hidden" in low:
        found.update(one.mem_id for one in root.css("[hidden]"))
    if "<dialog" in low:
        found.update(one.mem_id for one in root.css("dialog:not([open])"))
    if "display" in low:
        styled = root.css('[style*="display" i]')
        found.update(one.mem_id for one in styled if _NONE.search(one.attributes.get("style") or ""))
        if "<style" in low:
            found.update(_by_rules(root, _NONE))
    return frozenset(found)


def styled_in(root: LexborNode, low: str) -> dict[int, str]:
    """Return the elements whose style makes what they hold unseen, raised or struck out, with the doubt about that."""
    found: dict[int, str] = {}
    close = low.replace(": ", ":")
    for pattern, words, doubt in _STYLES:
        present = [word for word in words if word in close]
        if present:
            either = (*present, *(word.replace(":", ": ") for word in present))
            selector = ",".join(f'[style*="{word}" i]' for word in either)
            found.update((one.mem_id, doubt) for one in root.css(selector) if _styled(one, pattern))
    if "<font" in low:
        found.update((one.mem_id, HIDDEN) for one in root.css(_PALE_FONTS) if not _on_colour(one))
    if "<style" in low and "visibility" in low:
        found.update((one, HIDDEN) for one in _by_rules(root, _VEIL))
    return found


def marks_in(cell: LexborNode, hidden: frozenset[int], styled: dict[int, str], skipped: frozenset[str]) -> list[str]:
    """Return the doubts about the words and things in a cell."""
    found: list[str] = []
    beside: list[str] = []
    plain = False
    pending: list[tuple[LexborNode, tuple[str, ...], str]] = [(cell, (), "")]
    while pending:
        node, own, apart = pending.pop()
        if node.is_text_node:
            if (node.text_content or "").strip():
                found.extend(own)
                if apart:
                    beside.append(apart)
                plain = plain or not apart
            continue
        tag = node.tag or ""
        if not node.is_element_node or node.mem_id in hidden:
            continue
        if tag in _DRAWN and not (tag == "input" and (node.attributes.get("type") or "").lower() == "hidden"):
            found.append(DRAWN)
        if tag in skipped:
            continue
        more = (_OF_WORDS.get(tag), styled.get(node.mem_id))
        own = tuple(dict.fromkeys((*own, *(one for one in more if one is not None))))
        if tag in _BESIDE and (tag != "a" or "href" in node.attributes):
            apart = _BESIDE[tag]
        pending.extend((child, own, apart) for child in _children(node))
    return [*found, *(beside if plain else ())]


def _children(node: LexborNode) -> Iterator[LexborNode]:
    child = node.child
    while child is not None:
        yield child
        child = child.next


def _styled(node: LexborNode, pattern: re.Pattern[str]) -> bool:
    style = node.attributes.get("style") or ""
    return pattern.search(style) is not None and not ("color" in pattern.pattern and _on_colour(node))


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


def _by_rules(root: LexborNode, wanted: re.Pattern[str]) -> Iterator[int]:
    """Yield the elements for which a simple rule of the page says what is wanted, without any that may be shown."""
    selectors: dict[str, None] = {}
    shown: set[str] = set()
    left = _MAX_SHEET
    for sheet in root.css("style"):
        text = sheet.text()
        left -= len(text)
        if left < 0 or "print" in (sheet.attributes.get("media") or ""):
            break
        for selector, body, top in _rules(_without_comments(text)):
            if _SHOWN.search(body) or "visible" in body:
                shown.update(_CLASS.findall(selector))
            if top and wanted.search(body):
                selectors.update((one.strip(), None) for one in selector.split(",") if _SIMPLE.fullmatch(one.strip()))
    if not 0 < len(selectors) <= _MAX_SELECTORS:
        return
    around = _around_tables(root)
    for one in root.css(",".join(selectors)):
        given = one.attributes
        names = {*(given.get("class") or "").split(), given.get("id") or ""}
        lifted = names & shown or _SHOWN.search(given.get("style") or "")
        if one.mem_id not in around and not lifted and _in_table(one):
            yield one.mem_id


def _without_comments(sheet: str) -> str:
    first, *others = sheet.split("/*")
    return first + "".join(one.partition("*/")[2] for one in others)


def _in_table(node: LexborNode) -> bool:
    at = node.parent
    for _ in range(_MAX_GROUND):
        if at is None or at.tag == "table":
            break
        at = at.parent
    return at is not None and at.tag == "table"


def _rules(sheet: str) -> Iterator[tuple[str, str, bool]]:
    """Yield the rules of a style sheet: selector, body, and whether no condition is around it."""
    depth = begin = 0
    prelude = ""
    for curly in _CURLY.finditer(sheet):
        piece = sheet[begin : curly.start()]
        begin = curly.end()
        if curly.group() == "{":
            depth += 1
            prelude = piece.strip()
            continue
        if prelude and not prelude.startswith("@"):
            yield prelude, piece, depth == 1
        prelude = ""
        depth = max(depth - 1, 0)


def _around_tables(root: LexborNode) -> set[int]:
    found: set[int] = set()
    for table in root.css("table"):
        at: LexborNode | None = table
        for _ in range(_MAX_UP):
            if at is None or at.mem_id in found:
                break
            found.add(at.mem_id)
            at = at.parent
    return found
