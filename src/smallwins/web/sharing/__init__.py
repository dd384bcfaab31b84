"""The pages of sharing, on a shared server only: what a client lets others see, and what those others see."""
