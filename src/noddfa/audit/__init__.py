"""The audit of how a body responds: nine standards, each criterion rated with evidence, signed as complete.

Decides: who audits what and sees it, what an answer must bring, when an audit is complete. Not here: the standards,
their criteria and what the ratings mean (practice/audit). No average is made of ratings, ever: a spread is shown.
"""
