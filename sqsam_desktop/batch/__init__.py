"""Many photos at once: what is to be done, and by whom. Knows no window."""
