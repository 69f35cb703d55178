"""`python -m tutor` is `tutor`."""

from tutor.cli.main import main

main()
