"""Answering a criterion: a rating with its evidence; further answers, the earlier ones kept."""
