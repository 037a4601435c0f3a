"""How the tagger of names is trained: data, network, training, export, figures."""
