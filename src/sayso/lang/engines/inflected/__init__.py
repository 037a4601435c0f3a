"""Engines for languages whose endings tell what stands in which role."""
