"""On whose word claims finally rest, and who merely repeats whom."""
