"""A plan and the facts of a report enter; findings leave: total, pure, deterministic."""
