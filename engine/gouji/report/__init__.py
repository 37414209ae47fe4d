"""Report JSON enters, a `Report` or its defects leave; no rule, and no table by name, is known here."""
