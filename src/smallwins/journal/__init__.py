"""What one can do with a journal: one function per use case, over one open journal.

A use case loads values, asks the method, saves values and appends history. It never commits: the caller's
`with … as journal:` is the one transaction. An open journal belongs to one person, so none can name another's wins.
"""
