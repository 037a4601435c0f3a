"""How well penalties and provisions are read from short reports that no reader was made on."""
