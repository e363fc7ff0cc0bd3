"""Whoever can speak for the caller."""
