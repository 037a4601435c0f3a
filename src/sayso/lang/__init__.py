"""Languages: their words as data, and the engines that analyse them."""
