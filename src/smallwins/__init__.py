"""A private journal that tells the wins that move you from the bright, shiny objects."""

__version__ = "0.1.0"
