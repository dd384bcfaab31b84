"""Django's connection to the SQLite file that the journals lie in too."""
