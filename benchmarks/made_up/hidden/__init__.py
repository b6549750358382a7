"""Hidden tests of the made-up course."""
