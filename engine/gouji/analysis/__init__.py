"""What a pack's rules say of each other, and what none of them sees: shown by reports, proved, or left undecided."""
