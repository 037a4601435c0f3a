"""Who is who across reports: scores with reasons, and no merge on a name alone."""
