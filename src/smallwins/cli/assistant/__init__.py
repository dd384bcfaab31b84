"""A person's own assistant, by the Model Context Protocol: it writes down and asks, and never answers."""
