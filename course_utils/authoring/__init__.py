"""The author's room: from `curriculum/` to `source/` and `release/`, and the proof of both.

`script` reads an author's notebook, `mistakes` refuses what is wrong in it, `notebook` makes the
source notebook, `release` the student's, `derived` says which files should stand where and
`proof` runs them. Nothing of this room is shipped to students.
"""
