"""Prompts, masks, documents and files: plain data, no Qt, no models."""
