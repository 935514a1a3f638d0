"""Rules and values: pure, knowing neither database nor network."""
