"""Making the report, confirming it, asking again, and the answer: the report-maker's side."""
