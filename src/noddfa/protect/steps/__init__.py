"""Steps of the protocol that have no screen of their own yet: recorded with a date and a few words."""
