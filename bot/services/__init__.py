"""What an actor may do, one module per noun that has rules."""
