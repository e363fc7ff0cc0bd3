"""Values turned into words, tables and drawings."""
