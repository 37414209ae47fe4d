"""Trying out: what an author types about one report enters, what it gives there leaves."""
