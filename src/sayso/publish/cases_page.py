"""Cases across reports as pages for the browser: single files that need no network."""
