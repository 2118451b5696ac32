"""Who learned what: the course page by page, its check of five questions, the result, the certificate.

Decides: how far somebody has read, whether a check was passed, who sees that. Not here: what the course says, its
questions and its pass mark (practice/course). Nothing of a case is ever kept here: a pause for thought has no box to
write in, and the choices made in a scene are not stored.
"""
