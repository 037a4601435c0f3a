"""How the gazetteer is made: by the build of the wheel, and by a user from a GeoNames dump.

The build hook imports this package before sayso is installed: nothing here may need more
than the standard library and the store's own modules.
"""
