"""Every way in: files are read like a clerk reads them, planned, asked about, shown, written, undone.

A floor below `members`: it knows cells, tables, questions and plans, and nothing of what the
lists are about. The kinds of list register from above (`imports.kinds.register`).

The way of a file: `reading.read_file` (bytes -> `grid.Sheet`, in a child process with limits)
-> `layout.find_tables` (cells -> tables with heads, sections and rows) -> a kind's `read`
(-> `plan.Plan`: items, questions, notes) -> the page or the command shows it -> the kind's
`write` through `writing.BulkWriter`, if the plan's digest is still the one that was shown.
"""
