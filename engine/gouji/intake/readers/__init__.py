"""One reader for each format of file: bytes enter, neutral blocks leave, or the one reason why not.

A reader is `read_X(name, content) -> Sequence[Block] | Defect`, and is registered in `dispatch`.
It knows its format and nothing of forms; libraries of others are imported within it, when it is used.
"""
