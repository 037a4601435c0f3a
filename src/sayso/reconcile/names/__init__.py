"""Whether two written names can be one person's, across spellings, romanizations and scripts."""
