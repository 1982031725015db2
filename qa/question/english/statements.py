"""Patterns that tell rules from their exceptions, and wishes from what came of them."""

from __future__ import annotations

from qa.question.english.words import any_case

ALLOWS = any_case(
    r"\b(?:(?<!in )(?<!of )(?<!by )may(?= \w)|can|allowed|permitted|welcome|free to|lets?"
    r"|exempt(?:ed)?|excepted|included|covered)\b"
)
FORBIDS = any_case(
    r"\b(?:prohibited|forbidden|banned|excluded|not|never|no|cannot|must|shall|required|only)\b"
    r"|n['’]t\b"
)
"""What a rule demands or forbids."""
EXCEPTS = any_case(
    r"^\W*(?:however|but|except|unless|exceptions?|only|otherwise|still|nevertheless)\b"
    r"|\b(?:except|exception|exempt(?:ed)?|excepted|unless|however)\b"
    r"|^\W*(?:[\w’'-]+ ){1,4}(?:are|is|may|do|does|can|must)(?: not)?\W*$"
)
"""Sentences that except something from the rule before them."""
GOES_ON = any_case(r"^\W*(?:it|they|this|these|that|those|he|she|such)\b")
"""Sentences that speak on of what the one before is of."""

WISHES = any_case(
    r"\b(?:ask(?:s|ed)? (?:whether|if|for|that)|wish(?:es|ed)?|propos(?:es?|ed)|suggest(?:s|ed)?"
    r"|request(?:s|ed)?|want(?:s|ed)|would like|hop(?:es|ed)|consider(?:s|ed)|used to"
    r"|(?:was|were|is|are|had been) (?:originally |first |provisionally )?(?:planned|scheduled|due"
    r"|set|meant|supposed)|planned to|originally|previously|formerly|in the past)\b"
)
"""Sentences of what somebody wished or planned, or of what was before."""
OUTCOMES = any_case(
    r"\b(?:decid(?:es?|ed)|agreed|resolved|approved|rejected|refused|adopted|declined|dismissed"
    r"|carried|voted|granted|denied|concluded)\b"
    r"|\b(?:instead\b(?! of)|no longer|nowadays|today|currently|meanwhile|since (?:the|then|last"
    r"|this)|by now|(?:is|are|was|were) now|now)\b"
    r"|\b(?:remains?|stays?|was (?:left|moved|put off|postponed|cancelled))\b"
)
"""Sentences of what came of it, or of what is so since."""
ASKS_OF_WISH = any_case(
    rf"{WISHES.pattern}|\b(?:ask|want|plan|propose|suggest|request|wish|who|whose|before|once)\b"
)
"""Questions that a wish, or what was before, answers."""
