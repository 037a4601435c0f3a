"""Mentions of events joined across documents, measured on ECB+."""
