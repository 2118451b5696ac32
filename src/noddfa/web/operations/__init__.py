"""What the people who run Noddfa do with it: one module a command, listed in table.py.

Decides how commands are read and how they speak. Not here: what a record, a key or an estimate is; the commands
call the rooms that know.
"""
