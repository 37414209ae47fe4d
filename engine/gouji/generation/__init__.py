"""Reports made up for a pack: conformant ones, ones that a named rule fails, and the documents that print them."""
