"""What the recogniser has learnt, one file for each language and side; made by `benchmarks/train_recogniser.py`."""
