"""What each report, and each case, tells towards lists of all places and all sources."""
