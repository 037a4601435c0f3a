"""Findings and decisions in, worklists and effective values out."""
