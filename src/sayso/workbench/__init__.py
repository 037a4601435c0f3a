"""The only place where stages and store meet; one method a use case."""
