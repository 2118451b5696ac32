"""The people of a body: who they are, who invited them, in which role and until when. For its administrator."""
