"""Confidence in words."""

_SURE = ((0.85, "quite sure"), (0.65, "fairly sure"), (0.0, "not sure, check the source"))


def confidence_label(confidence: float) -> str:
    """A confidence in words."""
    return next(words for least, words in _SURE if confidence >= least)
