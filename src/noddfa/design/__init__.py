"""How Noddfa looks and reads: page components, forms, dates and drawings, in both languages.

Decides: the markup and wording of the parts every page is made of. Not here: what any page is about.
"""
