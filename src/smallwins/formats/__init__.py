"""How a journal travels: text to values and back. Pure; one format a package or file."""
