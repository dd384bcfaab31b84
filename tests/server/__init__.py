"""Tests of the shared server, through its front."""
