"""Rule files and a vocabulary enter; checked rules or every complaint about them leave."""
