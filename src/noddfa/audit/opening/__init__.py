"""Beginning an audit, who stands around it, and the list of audits."""
