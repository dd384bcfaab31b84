"""Every part of a page with made-up values, to be looked at."""
