"""Patterns of questions that lean on one asked before."""

from __future__ import annotations

from qa.question.english.words import PREPOSITIONS, QUESTION_WORDS, TIMED, VERBS, any_case

_ANDS = r"(?:(?:and|but|so|or|then|ok(?:ay)?),? )"
_THING_ALONE = (
    rf"(?P<thing>(?!(?:{QUESTION_WORDS}|{VERBS}|then|also|if|else|that|it|they|there|now)\b)"
    rf"(?:(?!(?:{QUESTION_WORDS}|is|are|was|were|do|does|did|has|have|had)\b)"
    r"[^\s?!,;:]+ ?){1,6}?)"
)
ANOTHER_THING = any_case(
    rf"^(?:{_ANDS}(?:what about |how about )?|(?:what|how) about ){_THING_ALONE}[?.!]*$"
)
"""A follow-up that names a thing and no more: the same is asked of it."""
ANOTHER_WAY = any_case(
    rf"^{_ANDS}?(?P<way>(?:when|where|why|how|by whom|to whom|for whom|with whom"
    rf"|(?:{PREPOSITIONS}) (?:what|which) \w+(?: of (?:the )?\w+)?"
    rf"|(?:what|which) (?:{TIMED})))[?.!]*$"
)
"""A follow-up that asks the same, but when, where or why."""
COUNTS_AGAIN = any_case(
    r"^(?:and |so )?how many(?: of (?:them|those|these)| items| things| entries)?"
    r"(?: (?:are|is|were|was) (?:there|they|that|those|listed|named)(?: in (?:total|all))?)?[?.!]*$"
)
"""A follow-up that asks how many there are of what was asked about."""
YES_OR_NO = any_case(
    r"^(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should|may|must)\b.+"
)
DONE_BY_WHOM = any_case(r"^who (?P<verb>\w+) (?P<thing>.+)")
ASKS_HOW_DONE = any_case(
    rf"^(?P<asked>(?:(?:{PREPOSITIONS}) )?(?:{QUESTION_WORDS})\b(?: \w+){{0,4}}?)"
    r" (?P<rest>(?:do|does|did|can|could|will|would|has|have|had|should|may|must|is|are|was|were)"
    r" .+)"
)
SAYS_ABOUT = any_case(r"\b(?:say|mention|tell|state)s?\b.* (?:about|of)\b|\babout\W*$")
HELPING = any_case(rf"\b(?:{VERBS}) ")
ASKS_WHO_IS = any_case(r"^who (?:is|was) (?:the|an?|your|our|its) ")
STANDS_FOR_THING = any_case(r"\b(?:its?|they|them|theirs?|he|him|his|she|hers?)\b")
OWNING_HER = any_case(r"her (?=\w)")
CONNECTIVE = any_case(r"^(?:and|but|or|so|also|then|what about|how about)\b")
FRAGMENT = any_case(
    r"^(?:(?:and|but|so|then) )?(?:(?:with|for|from|to|by|in|on|at|of|about|under|since|until) )?"
    r"(?:which|what|whose|whom?|when|where|why|how)\b"
)
PRONOUN = any_case(
    r"\b(?:its?|they|them|theirs?|he|him|his|she|hers?|else|the same)\b"
    # "this strategy" and "that privacy matters" name their subject; "is that true", "why this?"
    # do not, and "there" points back only at the end.
    r"|\b(?:this|that|these|those|ones?)\b(?=\W*$| (?:is|are|was|were|will|would|can|do|does|did"
    r"|has|have|had|mean|means|happen|happened|true|possible|so|too|in|on|at|by|for|to|from)\b)"
    r"|\bthere\W*$"
)
# Up to three words after an article, none of which ends a noun's phrase.
NOUN_PHRASE = any_case(
    r"\b(?:the|an?|these|those|its|their) "
    r"((?:(?!(?:of|in|on|at|by|for|to|with|and|or|is|was|are|were)\b)\w+\W+){0,2}\w+)"
)
# "What does it say about X" names its own subject; "it" is the document.
ASKS_WHAT_IT_IS = any_case(
    r"^what(?:'s|’s| is| are)? (?:an? )(?!one\b)[^\W\d][\w’'-]*(?: [\w’'-]+)?[?.! ]*$"
    r"|^(?:what does|define|explain) (?!(?:it|this|that|they|these|he|she)\b)(?:an? |the )?"
    r"[\w’'-]+(?: [\w’'-]+)?(?: means?| stand for)?[?.! ]*$"
)
"""Questions what a thing is, which need no other to be understood: "What is a cartridge?"."""
SELF_CONTAINED = any_case(
    r"\b(?:it|this|that|they|the (?:article|document|text))\s+"
    r"(?:say|says|said|mention|mentions|mentioned|state|states|tell|tells us|explain|explains)\b"
)
