"""The window: the only package, beside the test kit, that knows Qt."""
