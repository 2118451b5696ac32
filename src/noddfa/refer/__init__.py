"""The report to social services: made from a concern, received at a council's duty desk, decided, answered.

Decides: to which desk a report goes, what is to happen by when, and what its maker is told. Not here: the concern
itself (recognise), what a case then does (protect). Noddfa never says that a report has arrived where no desk of it
is: then it is prepared, not sent.
"""
