"""How well time expressions are found and what they mean, by what people found."""
