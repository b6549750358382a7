"""The toy course's hidden tests: on the grader's side only."""
