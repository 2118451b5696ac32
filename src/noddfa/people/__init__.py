"""The vault of identities: names, births, numbers, addresses, each sealed with the person's own key.

Everything else refers to a person by an opaque id. People are found by blind index, never by plain text; sealed
items (a safe address) are read apart, by those whom access lets. Destroying a person's key is erasure.
Not here: cases and what happened (chronicle), who may look (access).
"""
