"""Consent to share, for one purpose at a time, and its withdrawal."""
