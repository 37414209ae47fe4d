"""Results as text: one file per format. Knows results and diagnostics, never the machinery that made them."""
