"""Everything in one encrypted file, and back: one format for both databases.

    sealing.py   the encrypted stream              secret.py    the passphrase or key it is sealed with
    rows.py      rows as lines of JSON             archive.py   what lies in a backup and in which order
    write.py     `noddfa backup`                   restore.py   `noddfa restore`
    landing.py   a database that appears whole or not at all

Left out on purpose: sessions (nobody stays signed in across a restore), what is counted for a few minutes, static
files (made anew), and, unless asked for, the master keys. Format: docs/guide/running.md.
"""
