"""Events in, cases out: the procedural state machine, and the checks an editor would make."""
