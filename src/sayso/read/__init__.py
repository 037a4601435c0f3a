"""One report in, findings out; one module a kind."""
