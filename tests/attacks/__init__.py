"""Hostile submissions: each is named by what it tries, and gets nothing."""
