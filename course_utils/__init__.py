"""Shared helpers of the course on facial expression recognition.

The rooms: `faces` (face sets), `vision` (frames in, face batches out), `models`, `figures`,
`exercises` (checks and tests), `checks` (visible checks). The instructor's copy also holds
`hidden`, `authoring` and `grading`; students never receive those.
"""

__version__ = "0.1.0"
