"""The empty form of a vocabulary, as a workbook or a Word document to be filled in."""
