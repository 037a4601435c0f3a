"""Engines that analyse text; the only place that imports an NLP library."""
