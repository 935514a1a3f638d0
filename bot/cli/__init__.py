"""The command line: one module per command that has something to do, and the frame of them all."""
