"""Cases across reports: which events are one step, which matters are one case."""
