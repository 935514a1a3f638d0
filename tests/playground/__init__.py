"""Tests of the playground itself."""
