"""What a report says: named, typed, located values, and matches and mentions in its prose."""
