"""Measuring Pincite: answers and citations against written cases, speed and memory.

`python -m evals` and `python -m evals.everyday` hold the answers to the floors, `python -m
evals.overview` asks all sets, `python -m evals.speed` measures speed, and `python -m
evals.readme_figures` writes the figures into README.md and docs/benchmarks.md.
"""
