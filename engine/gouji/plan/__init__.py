"""Checked rules become a plan: patterns made ready, and the instances of every rule counted beforehand."""
