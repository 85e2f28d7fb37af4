"""One file for each command: the order in which stations are joined."""
