"""What a report of one kind may say: YAML enters, a `Vocabulary` leaves; no rule and no report is known here."""
