"""The web room, through its front."""
