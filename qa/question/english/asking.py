"""Patterns that tell what kind of answer a question wants, and whether a text has one."""

from __future__ import annotations

import re

from qa.question.english.words import (
    CARDINALS,
    COUNTED,
    DAYS,
    MEASURES,
    MONTHS,
    NAMED,
    PREPOSITIONS,
    QUESTION_WORDS,
    TIMED,
    VERBS,
    any_case,
)

_OPENING = (
    rf"(?:^|[,.;?!]\s*|\b(?:and|but|so|please|also|ok|well)\s+)(?:(?:{PREPOSITIONS}|since|until"
)
_OPENING += r"|till|about|within|after|per|under|over|during)\s+)?"
# "When" asks for a time where a verb is behind it, or at an end: not in "when I arrive".
_WHEN = (
    rf"{_OPENING}when(?: exactly)?(?=\s+(?:{VERBS})\b|\W*$)|\b(?:know|tell me|wonder|say) when\b"
)
ASKS_TIME = any_case(
    rf"{_WHEN}|\bhow long ago\b"
    rf"|\b(?:what|which)\s+(?:{TIMED})\b(?: of the (?:week|month|year))?"
)
ASKS_NUMBER = any_case(
    rf"\bhow (?:{MEASURES})\b"
    rf"|\bwhat (?:is|was|are|were) the (?:\w+ )?(?:{COUNTED})\b|\bwhat (?:{COUNTED})\b"
)
ASKS_NAME = any_case(rf"\bwho(?:m|se)?\b|\bwhere\b|\b(?:what|which)\s+(?:\w+\s+)?(?:{NAMED})\b")
MEASURED = any_case(rf"\bhow (?:{MEASURES}|deep|wide|heavy|late|early)\b")

TELLS_TIME = any_case(
    rf"\b(?:1[0-9]|20)\d\ds?\b|\b(?:{DAYS})s?\b|\b(?:{MONTHS})\b(?! be\b)"
    r"|\b\d+(?:st|nd|rd|th)\b|\bcentur(?:y|ies)\b|\b\d+\s?(?:BC|AD|BCE|CE|[ap]\.?m)\b"
    r"|\b(?:[01]?\d|2[0-4]):[0-5]\d\b"
    r"|\b(?:yesterday|today|tomorrow|ago|decades?|spring|summer|autumn|winter)\b"
)
TELLS_NUMBER = any_case(rf"\d|\b(?:{CARDINALS})\b")
# A capital that does not only open the sentence.
TELLS_NAME = re.compile(r"(?<=[\w,;:)\"'”’–—-] )[^\W\d_a-z]\w+|^\W*[A-Z]\w+ (?:of |the )?[A-Z]")

ASKS_TIME_ALONE = any_case(
    rf"{_WHEN}|{_OPENING}(?:what|which)\s+(?:exact )?(?:year|date|day|weekday|month|century"
    r"|decade)\b"
    rf"|\bwhat time (?:{VERBS})\b|\bat what time\b"
)
"""Questions that nothing but a time, or an event, answers."""
ASKS_COUNT_ALONE = any_case(rf"{_OPENING}how (?:many|old|tall|far)\b")
"""Questions that nothing but a number, or a word for one, answers."""
_ORDER = "once|first|last|next"
NO_TIME = any_case(rf"\b(?:{_ORDER})\b")
"""What may tell a time in a sentence, and tells none in a heading."""
MAY_TELL_TIME = any_case(
    rf"{TELLS_TIME.pattern}|\d|\b(?:{CARDINALS}|{_ORDER})\b"
    r"|\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b"
    r"|\b(?:second|minute|hour|day|night|week|weekday|weekend|fortnight|month|quarter|year|season"
    r"|term|session|time|date|era|age|dynasty|period|war|holiday|anniversary|deadline)s?\b"
    r"|\b(?:morning|afternoon|evening|noon|midday|midnight|daily|weekly|monthly|quarterly|yearly"
    r"|annual(?:ly)?|always|when(?:ever)?|while|during|after(?:wards)?|before|prior|until|till"
    r"|upon|if|unless|where|provided|soon|request|immediately|currently|now|later|earlier|recently"
    r"|formerly|beginning|start|end|opening|closing)\b|o['’]clock"
)
MAY_TELL_COUNT = any_case(
    rf"{TELLS_NUMBER.pattern}|\b(?:{CARDINALS})s\b|\w+teen\b|\b(?:twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety)-\w+|\b(?:one|single|sole|only|both|pair|couple|several|few|many|all"
    r"|each|every|any|majority|minority|first|second|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
    r"|unlimited|maximum|minimum|number|amount|limit)\b"
)
SAYS_UNKNOWN = any_case(
    r"\b(?:unknown|undecided|unclear|uncertain|undated|unspecified|unlimited|never|nobody|none|not"
    r"|no|varies|depends?|to be (?:announced|decided|confirmed)|tba|tbd|tbc)\b|n['’]t\b"
)
"""Sentences that may say that there is no such thing, or that it is not known."""

_TELLING_WORDS = "what|which|who|whom|whose|when|where|how"
ASKS = any_case(rf"\b(?:{_TELLING_WORDS}|name)\b")
# "Can you tell me who …" is no question of yes or no.
POLITE = any_case(rf"\b(?:tell|know|say|show|remember)\b.*?\b(?={_TELLING_WORDS})")
SETTLED_BY_SENTENCE = any_case(
    r"^(?:and |but |so )?(?:is|are|was|were|do|does|did|can|could|will|would|has|have|had|should"
    r"|may|might|must|isn't|aren't|wasn't|weren't|don't|doesn't|didn't)\b"
    r"|\b(?:says?|said|mentions?|mentioned) (?:anything )?about\b"
    r"|^(?:and |but |so )?(?:what|how) about\b|\btell me about\b|^why\b"
    r"|^what are\b|\bname (?:all|both|every)\b|^(?:please )?list\b|\beverything\b"
    r"|\b(?:two|three|four|five|all|these|those|the) things\b"
)
"""Questions of yes or no, why, or what is said of a thing, and for lists."""
LISTED = any_case(r"^\W*(?:(?:and|please) )?(?:what|which|list|name)\b")
_NO_VERB = r"(?!(?:is|was|does|has|its|this|as)\b)"
SEVERAL = any_case(
    r"^\W*(?:(?:and|please) )?(?:(?:what|which)"
    rf"(?: (?:are|were)\b|(?: {_NO_VERB}\w+){{0,2}}? {_NO_VERB}\w+[^su\W]s\b)"
    r"|list\b|name (?:all|the|every)\b)|^\W*what (?:all|else)\b"
)
"""Questions for several things, by their words."""


ASKS_HOW_TO = any_case(
    r"^\W*(?:and |but |so |please )*how (?:do|can|could|should|must|would|shall) (?:i|we|you|one"
    r"|people|users?|somebody|someone|members?|applicants?|customers?|guests?)\b"
    r"|^\W*(?:and |but |so |please )*(?:how (?:to|(?:is|are) .+ (?:made|done|prepared|assembled"
    r"|installed|cooked|built|set up))\b|explain how|tell me how|show me how)"
    r"|\b(?:steps|procedure|instructions|process)(?: are| is)? (?:there )?(?:to|for|of)\b"
    r"|^\W*what (?:are|is) the (?:steps|procedure|instructions|process|method)\b"
    r"|^\W*what (?:do|must|should) (?:i|we|you) do (?:to|when|if|in order)\b"
)
"""Questions that steps answer."""
NAMES_TASK = any_case(r"^\W*(?:[\d.]+ )?(?:how (?:to|do|can|you)\b|to \w+|\w+ing\b)")
"""Headings that name what is done below them."""
ASKS_OF_ASKING = any_case(r"\bask(?:s|ed|ing)?\b|\bquestions?\b|\b(?:wonder|enquir|inquir)\w*")
"""Questions that a sentence which asks may answer."""
SETTLES = any_case(
    r"^\W*(?:a(?:nswer)?\s*[:.]\W*)?(?:yes|no|yep|nope|sure|certainly|of course|not)\b"
)
"""Answers that only a question of yes or no has."""
CHANGES = any_case(
    r"\binstead\b(?! of)|\bno longer\b|\buntil further notice\b|\bwith effect from\b"
    r"|\b(?:from|as of|as from|starting|effective|beginning)(?: on)?(?: the)?"
    rf" (?:\d{{1,2}}(?:st|nd|rd|th)?\b(?! (?:to|until)\b)|{MONTHS}|now on|next|today|tomorrow)"
    r"|\b(?:has|have|had|was|were|been) (?:been )?(?:now )?(?:moved|changed|postponed|cancelled"
    r"|canceled|rescheduled|replaced|raised|lowered|extended|shortened|corrected|amended|revised"
    r"|superseded|brought forward|put off)\b|\b(?:is|are|will) now\b|\bnow (?:is|are|costs?|takes?"
    r"|opens?|closes?|starts?|begins?|applies|meets?|lives?|works?)\b"
    r"|^\W*(?:correction|erratum|update|updated|amendment|change|note of change|edit)\b\W"
    r"|\b(?:replaces|supersedes)\b"
)
"""Sentences that change what another one says."""
AMENDS = any_case(
    rf"{CHANGES.pattern}|\b(?:is|are) (?:hereby )?(?:replaced|deleted|amended|changed|struck"
    r"|removed|cancelled|increased|reduced|raised|lowered|extended|revised|void)\b"
)
"""Sentences that change the clause that they name by its number."""
CLAUSE = any_case(r"(?:\b(?:clause|section|article|paragraph|rule|item|point|no\.) |§ ?)")
"""What stands before the number of a clause that is spoken of."""
HEADS_CHANGES = any_case(
    r"^\W*(?:[\d.]+ )?(?:(?:latest|recent|important|further|last[- ]minute) )?(?:changes?|updates?"
    r"|corrections?|corrigend(?:um|a)|errat(?:um|a)|amendments?|revisions?)"
    r"(?:$|\W| (?:of|to|on|from|since|for|in)\b)"
)
"""Headings of what changes what was said above."""
_TERM = r"(?:the (?:term|word|phrase|abbreviation) )?(?:an? |the )?(?P<thing>[^,;:?!]{2,60}?)"
ASKS_DEFINITION = tuple(
    any_case(rf"^(?:and |so |but )?{form}\W*$")
    for form in (
        rf"(?:what|who) (?:is|are|was|were) (?:meant by )?{_TERM}(?: defined as)?",
        rf"what (?:does|do) {_TERM} (?:mean|stand for|refer to)",
        rf"(?:define|explain|(?:what is )?(?:the )?(?:meaning|definition) of) {_TERM}",
    )
)
"""Questions what a ``thing`` is."""
DEFINES = (
    r"(?:[^\w\n]|\d+[.)])*(?:(?:an?|the) )?{thing}(?:\W*\([^)\n]*\))?[*_\"”’`]*"
    r"(?:(?: here| also|,[^,.;]*,)? (?:is|are|was|were|means?|denotes?|refers? to|stands? for"
    r"|describes?|comprises?|includes?|shall mean)\b|\s*:|\s+[-–—]\s)"
)
"""How a sentence that defines ``thing`` begins; a template of a regular expression."""

BOTH = any_case(r"\b(?:and|both|as well as|each)\b")
"""What names several things side by side."""
ASKS_PRICE = any_case(r"\bhow much\b|\b(?:costs?|price|fee|charge|fare)\b")
COLUMNS = tuple(
    (any_case(pattern), names)
    for pattern, names in (
        (r"\bhow heavy\b|\bweigh(?:s|t)?\b", "weight mass"),
        (r"\bhow (?:high|tall)\b|\bheight\b", "height"),
        (r"\bhow long\b|\b(?:length|duration|lasts?)\b", "length duration time period"),
        (r"\bhow wide\b", "width"),
        (r"\bhow deep\b", "depth"),
        (r"\bhow old\b|\bage\b", "age"),
        (r"\bhow far\b", "distance"),
        (r"\bhow fast\b", "speed"),
        (r"\b(?:costs?|price|fee|fare)\b|^how much (?:is|are|was)\b", "price cost fee fare rate"),
        (r"\bhow many\b", "number quantity count"),
        (r"\bhow much\b", "amount quantity"),
        (r"^when\b|\bwhat time\b", "time date day start begin opening hours"),
        (r"^who\b", "name person owner author contact responsible"),
        (r"^where\b", "place location city room address venue"),
    )
)
"""What the column may be called whose cell answers such a question."""

_IN = rf"(?:(?:{PREPOSITIONS})\s+)?"
JOINT = any_case(
    rf"(?:,?\s+and(?:\s+also)?|\s*;|\?)\s+(?=(?:and\s+)?{_IN}(?:{QUESTION_WORDS})\b"
    rf"|(?:{VERBS})\s+(?:it|they|he|she|there|this|that|these|the)\b)"
)
"""What joins two questions."""
ASKS_FOR_ITSELF = any_case(
    rf"\b(?:{QUESTION_WORDS})(?:'s|’s|\b.*\b(?:{VERBS})\b)|^(?:and\s+)?{_IN}whom?\s+\w+\s+\w+"
    rf"|^(?:{VERBS})\s+\w+"
)
# "Who issued it, and when?" asks of what was just asked about.
BARE = any_case(rf"^(?:and\s+)?{_IN}(?:when|where|why|how|whom)$")
OPEN_END = any_case(rf"\b(?:{QUESTION_WORDS})$")
