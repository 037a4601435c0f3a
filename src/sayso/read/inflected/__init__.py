"""One report in, findings out, for languages whose endings tell what stands in which role.

Words are matched by dictionary form and by what their form shows (`sayso.records.morph`); there
are no dependencies. The records that come out are those of the other languages.
"""
