"""Text and patterns: folding, typed holes, exact reading of numbers and dates, sentences, mentions."""
