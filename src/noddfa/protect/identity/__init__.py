"""Who the child is, as far as is known, and the sealed items that few may open."""
