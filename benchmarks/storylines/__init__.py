"""Storylines: several invented reports of one or two cases, put together and scored."""
