"""A training simulator for hostile calls: a caller that is computed, a scorecard with quotes as proof."""

__version__ = "0.1.0"
