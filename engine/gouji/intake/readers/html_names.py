"""The names of elements of which nothing is shown, and of those that stand on lines of their own."""

from __future__ import annotations

from typing import Final

SKIPPED: Final = frozenset(
    (
        "head", "script", "style", "noscript", "template", "select", "textarea", "button", "iframe",
        "object", "svg", "canvas", "audio", "video", "nav", "footer", "aside", "datalist", "progress",
        "meter", "title", "rp",
    )
)  # fmt: skip
BLOCKS: Final = frozenset(
    (
        "address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div",
        "dl", "dt", "fieldset", "figcaption", "figure", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table",
        "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "br",
    )
)  # fmt: skip
