"""What the checks ask of whole texts, and how sound their rates are."""
