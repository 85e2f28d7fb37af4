"""`python -m workflow` is `publish`."""

from .cli import main

main()
