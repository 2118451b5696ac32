"""The front door: settings, addresses, the page each role begins at, and the commands of those who run it.

Puts rooms together and owns no rule of practice.
"""
