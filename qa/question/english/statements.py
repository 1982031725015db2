"""Patterns that tell rules from their exceptions, and wishes from what came of them."""

from __future__ import annotations

from qa.question.english.words import any_case

ALLOWS = any_case(
    r"\b(?:(?<!in )(?<!of )(?<!by )may(?= \w)|can|allowed|permitted|welcome|fine|okay|free to"
    r"|lets?|exempt(?:ed)?|excepted|included|covered)\b"
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
LIMITS = any_case(
    r"^\W*(?:in|on|at|for|during|from|under|with|outside|inside|until|after|before|between)\b"
    r"(?! (?:addition|fact|general|particular|short|total|summary|other words)\b)[^.;:]{2,60}?,?"
    r" (?:it|they|this|these|you|we) (?:is|are|was|were|costs?|may|can|must|do|does|has|have|pays?"
    r"|cannot|will|shall)\b"
)
"""Sentences that say how it is otherwise in a part: "In the rooms it costs 2 euros a day.\""""

WISHES = any_case(
    r"\b(?:appl(?:y|ies|ied) (?:to|for)|moved that|(?:the )?(?:idea|plan|motion) (?:is|was)"
    r"|ask(?:s|ed)? (?:whether|if|for|that)|wish(?:es|ed)?|propos(?:es?|ed)|suggest(?:s|ed)?"
    r"|request(?:s|ed)?|want(?:s|ed)|would like|hop(?:es|ed)|consider(?:s|ed)|used to"
    r"|(?:was|were|is|are|had been) (?:originally |first |provisionally )?(?:planned|scheduled|due"
    r"|set|meant|supposed)|planned to|originally|previously|formerly|in the past)\b"
)
"""Sentences of what somebody wished or planned, or of what was before."""
DECISIONS = any_case(
    r"\b(?:decid(?:es?|ed)|agreed|resolved|approved|rejected|refused|adopted|declined|dismissed"
    r"|carried|voted|granted|denied|concluded|withdrawn|postponed|cancelled|shelved|put off"
    r"|instead\b(?! of)|no longer|since (?:the|then|last|this)"
    r"|(?:is|are|was|were) (?:then |now |therefore )?(?:moved|left|put))\b"
)
"""Sentences of what was decided, or came instead."""
OUTCOMES = any_case(
    r"\b(?:nowadays|today|currently|meanwhile|by now"
    r"|(?:is|are|was|were) now|now|remains?|stays?)\b"
)
"""Sentences of what is so since."""
ASKS_OF_WISH = any_case(
    rf"{WISHES.pattern}|\b(?:ask|want|plan|propose|suggest|request|wish|who|whose|before|once)\b"
)
"""Questions that a wish, or what was before, answers."""
