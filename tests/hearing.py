"""A command of the project as from a terminal, also where tests run in the background of a shell, which lets no child hear Ctrl-C."""

HEARING = """
import signal, sys
from invoke.main import program
signal.signal(signal.SIGINT, signal.default_int_handler)
program.run(["inv", *sys.argv[1:]])
"""
