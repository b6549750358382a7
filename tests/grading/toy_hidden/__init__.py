"""Hidden tests of the toy course of tests/grading: nothing here may reach a student."""
