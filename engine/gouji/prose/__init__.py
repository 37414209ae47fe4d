"""Numbers in Chinese administrative prose: numerals, dates, quantities with unit, role and scope."""
