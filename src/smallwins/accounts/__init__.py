"""Who keeps a journal, and who may see what of it: people, invitations, grants, links, tokens; nothing of wins."""
