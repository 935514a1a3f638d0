"""Importing customers: a file is checked in a child process, staged, and applied in pieces.

Nothing is imported here, since the child needs little of it: it is `checking` (the child's
output), `staging` (compared with the database, kept), `applying` (written), `telling` (in words).
"""
