"""Benchmarks: ours and a peer in one run, as child processes in turn; CPU medians, ratios."""
