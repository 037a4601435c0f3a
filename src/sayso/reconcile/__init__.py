"""Mentions in, entities out; sources resolved into chains; tellings of one event joined."""
