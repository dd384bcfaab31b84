"""The terminal: argv in, one use case, text or JSON out. Rendering files show, commands/ holds one file a command."""
