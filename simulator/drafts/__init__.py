"""First drafts of rubrics from a call manual: by rules, or by a model; and how well the two cover each other."""
