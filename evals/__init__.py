"""Measuring Pincite: answers and citations against written cases, speed and memory.

`python -m evals` holds the answers to the floors, `python -m evals.bench` measures speed, and
`python -m evals.figures` writes both into the README.
"""
