"""Where a journal is kept: the only room that speaks SQL.

Read opening, migrations/0001.sql, wins, then the other stores. Every key begins with the owner, and every query names
the owner first.
"""
