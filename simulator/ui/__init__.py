"""The app: one FastAPI program that owns sign-in, with one Gradio page mounted for each role and language."""
