"""The word patterns by which acts are recognised, one file for each language and side."""
