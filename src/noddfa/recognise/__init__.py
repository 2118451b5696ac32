"""A concern: who is worried, about whom, what was seen, and what its writer decides to do about it.

Decides: what a concern holds, what its answers call for, what its writer sees of it. Not here: the report to social
services and what becomes of it (refer). A concern is a record of its own, never the first page of a case.
"""
