"""The terminal, through the front only: real arguments, a real journal file, a real terminal where one is needed."""
