"""Mentions in, entities out, for languages whose endings tell what stands in which role."""
