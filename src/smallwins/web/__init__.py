"""The web room: one file a screen, thin over the journal."""
