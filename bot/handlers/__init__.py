"""One module per noun: its commands, buttons and forms, made of plain functions."""
