"""Training, evaluation and export of the network (extra `train`); the only package with torch."""
