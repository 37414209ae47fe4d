"""Reading a published document: its bytes enter, report JSON, source map and defects leave.

One reader per kind of file makes neutral blocks; one extraction, driven by the vocabulary alone, makes the report.
Nothing here judges what was read.
"""
