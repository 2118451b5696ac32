"""Signing an audit as complete, and opening it again."""
