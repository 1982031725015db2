"""Measuring Pincite: answers and citations against written cases, speed and memory.

`python -m evals` holds the answers to the floors, `python -m evals.speed` measures speed, and
`python -m evals.readme_figures` writes both into docs/benchmarks.md.
"""
