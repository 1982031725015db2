"""Patterns of questions for places, parts, numbers and comparisons, and of small talk.

For a whole question without its greeting, its "please" and its last mark.
"""

from __future__ import annotations

import re

from qa.question.english.overviews import OWN_TEXT, SUBJECT
from qa.question.english.words import CARDINALS, PREPOSITIONS, QUESTION_WORDS, VERBS, any_case

_THEY = r"(?:it|this|that|they|these|the (?:documents?|texts?|articles?|files?|papers?|reports?))"
_SAYS_OF = (
    r"(?:say|says|said|tell|tells|state|talk|speak|write|have|contain|mention|give)"
    r"(?: us| me)?(?: anything| something| a word| any information| any details| info)?"
)
ASKS_WHETHER_MENTIONED = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"(?:does|do|did) (?:{_THEY}|{OWN_TEXT.pattern}) (?:ever |even |anywhere |also )?"
        rf"(?:{_SAYS_OF} (?:about|on|of|regarding|concerning)|mention|discuss|refer to|touch on"
        rf"|address|bring up) {SUBJECT}(?: anywhere| at all)?",
        rf"(?:is|are|was|were) {SUBJECT} (?:ever |even |anywhere |also )?(?:mentioned|discussed"
        rf"|addressed|referred to|brought up|talked about)(?: (?:anywhere|at all|here"
        rf"|(?:any\w+ )?in (?:{OWN_TEXT.pattern})))*",
        r"(?:is|are) there (?:anything|something|any mention|a mention|any information|a word)"
        rf"(?: (?:said|written|here|in (?:{OWN_TEXT.pattern})))? (?:about|on|of|regarding)"
        rf" {SUBJECT}(?: (?:anywhere|here|in (?:{OWN_TEXT.pattern})))?",
        rf"is (?:anything|something) (?:said|mentioned|written) (?:about|on|of) {SUBJECT}",
        rf"(?:any mention|anything|something)(?: (?:here|said))? (?:of|about|on) {SUBJECT}",
    )
)
ASKS_ALL_PLACES = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        r"(?:(?:find|list|show|give|tell|quote|get|what (?:is|are)|i want|i need)(?: me)? )?"
        rf"(?:everything|all)(?: (?:that )?(?:{_THEY}|there is|is|you (?:have|know|find)))?"
        rf"(?: (?:says?|said|written|mentioned))? (?:about|on|regarding|concerning) {SUBJECT}",
        r"(?:(?:find|list|show|give|quote|get|what are|count|mark)(?: me)? )?(?:all|every|each|any)"
        r"(?: of)?(?: the)? (?:places?|mentions?|sentences?|passages?|parts?|lines?|references?"
        r"|occurrences?|instances?|paragraphs?|spots?|quotes?)"
        rf" (?:where|of|about|on|to|with|for|that|which|in which)"
        r"(?: (?:it|they|the \w+) (?:mentions?|says?|talks? about|speaks? of))?"
        r"(?: (?:mentions?|contains?|discuss(?:es)?|names?|refers? to|is|are|talks? about))?"
        rf" {SUBJECT}(?: (?:is|are|comes? up|appears?|occurs?)?(?: mentioned| named| discussed"
        r"| used)?)?",
        rf"where (?:all )?(?:is|are|was|were) {SUBJECT} (?:mentioned|discussed|referred to"
        r"|talked about|brought up)(?: (?:in (?:.+)))?",
        rf"where (?:does|do|did) (?:{_THEY}|{OWN_TEXT.pattern}) (?:mention|discuss|talk about"
        rf"|speak of|say (?:anything|something) about|refer to|bring up) {SUBJECT}",
        rf"where (?:does|do) {SUBJECT} (?:appear|occur|come up)",
        rf"how (?:often|many times) (?:is|are|was|were) {SUBJECT} (?:mentioned|named|discussed"
        r"|referred to)(?: (?:in (?:.+)))?",
        rf"how (?:often|many times) (?:does|do) (?:{_THEY}|{OWN_TEXT.pattern}) (?:mention|name"
        rf"|refer to|talk about) {SUBJECT}",
        rf"how (?:often|many times) (?:does|do) {SUBJECT} (?:appear|occur|come up)"
        r"(?: (?:in (?:.+)))?",
        rf"(?:find|search(?: for)?|look for|ctrl\+?f) (?:the words? )?{SUBJECT}",
    )
)
ASKS_WHAT_IS_SAID = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"what (?:does|do|did) .+? (?:say|tell us|tell me|mention|write|state) (?:about|on|of"
        rf"|regarding|concerning) {SUBJECT}",
        rf"what (?:is|are) (?:said|written|mentioned|stated) (?:here )?(?:about|on|of) {SUBJECT}",
        rf"(?:tell me|what) (?:more )?about {SUBJECT}",
    )
)
ANY_CLAUSE = any_case(rf"\b(?:{QUESTION_WORDS}|{VERBS})\b")
"""What no name has in it."""
CLAUSE_SUBJECT = any_case(r"^(?:that|whether|if|how|why|when|where|who|whom|whose|which|what|to)\b")
"""What is asked about is told by a clause, not a name: no place can be known by its words."""

NUMBERED_PARTS = (
    "clause|section|article|chapter|paragraph|para|part|rule|step|question|item|point|appendix"
    "|annex|schedule|regulation|principle|note|stage|phase|lesson|exercise|option"
)
_PART_NUMBER = r"\d+[a-z]?(?:\.\d+[a-z]?)*(?:\([a-z0-9]+\))*|[ivxlc]+|[a-z]"
_NUMBERED = (
    rf"(?P<part>{NUMBERED_PARTS}|§)s?\s*(?:(?:no\.?|number|nr\.?|#)\s*)?"
    rf"(?P<number>{_PART_NUMBER})\.?"
)
_WITHIN = r"(?: (?:of|in|under|from|for) (?P<scope>.+?))?"
_SHOW = r"(?:show|quote|read|give|cite|display|print|open|find|see|go to|take me to)(?: me| us)?"
_STATES = (
    r"(?:say|state|require|provide|contain|read|cover|mean|tell(?: me| us)?|regulate|stipulate"
    r"|talk about|deal with|ask)"
)
LOOKS_UP_NUMBER = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"what (?:does|do|did) (?:the )?{_NUMBERED}{_WITHIN} {_STATES}",
        rf"what (?:is|are)(?: the)?(?: (?:content|text|wording)s? of)? (?:(?:in|under|said in"
        rf"|written in) )?(?:the )?{_NUMBERED}{_WITHIN}(?: (?:about|all about|saying))?",
        rf"(?:(?:{_SHOW}|what about|explain|summari[sz]e) )?(?:the )?(?:text of )?"
        rf"{_NUMBERED}{_WITHIN}",
    )
)
_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last"
ORDINALS = tuple(_ORDINALS.split("|"))
LOOKS_UP_ORDINAL = any_case(
    rf"^(?:(?:what is|{_SHOW}) )?(?:the )?(?P<number>{_ORDINALS}) (?P<part>step|item|point|rule"
    rf"|section|chapter|paragraph|clause|question){_WITHIN}(?: about)?$"
)
_PARTS = r"(?:section|chapter|heading|part|paragraph|clause|article|bit|passage|entry)"
LOOKS_UP_HEADING = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"what (?:does|do|did) the {_PARTS} (?:on|about|called|named|titled|under|headed|for"
        rf"|entitled) {SUBJECT} {_STATES}",
        rf"what (?:does|do|did) the {SUBJECT} {_PARTS} {_STATES}",
        r"what (?:is|are|stands|comes) (?:written |listed |said )?(?P<under>under|below|beneath|in)"
        rf" (?:the (?:heading |title )?)?{SUBJECT}(?P<named> {_PARTS})?",
        rf"what (?:is|are) the {SUBJECT} (?:section|chapter) about",
        rf"(?:{_SHOW}|summari[sz]e|explain) (?:the |all of the |the whole )?{_PARTS} (?:on|about"
        rf"|called|named|titled|under|headed|for|entitled) {SUBJECT}",
        rf"(?:{_SHOW}|summari[sz]e|explain) (?:the )?{SUBJECT} (?:section|chapter)",
        rf"(?:the )?(?:section|chapter) (?:on|about|called|named|titled|entitled) {SUBJECT}",
        r"(?:the )?(?:section|chapter|heading) (?P<subject>[\"“'‘].+[\"”'’])",
    )
)
LOOKS_UP_ROW = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"(?:{_SHOW} )?(?:the )?(?:row|line|entry|record) (?:for|of|on|about|with|named|called)"
        rf" {SUBJECT}",
        rf"(?:{_SHOW} )?(?:the )?(?:row|entry|record) {SUBJECT}",
        rf"what (?:does|do) the (?:row|line|entry|record) (?:for|of|on|about) {SUBJECT} {_STATES}",
        rf"what (?:is|are) in the (?:row|line|entry|record) (?:for|of|on|about) {SUBJECT}",
    )
)
CODE = re.compile(
    r"(?=[A-Za-z0-9]*[-_./]?[A-Za-z0-9]*\d)(?=.*[A-Z])[A-Z][A-Za-z0-9]{0,9}(?:[-_/.][A-Za-z0-9]+)*"
    r"|0x[0-9A-Fa-f]+"
)
"""A code as people give them to errors, orders and parts: capitals and digits in one piece."""
_CODED = (
    r"(?P<coded>(?:(?:error|code|fault|message|ticket|order|part|item|model|number|warning|status"
    r"|issue|bug|alarm|room|form)s? )*)"
)
LOOKS_UP_CODE = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"what (?:is|are|was) (?:the |an? )?{_CODED}(?P<code>\S+)",
        rf"what (?:does|do|did) (?:the |an? )?{_CODED}(?P<code>\S+)"
        r" (?:mean|say|stand for|indicate|signify)",
        r"(?:(?:explain|find|show(?: me)?|look up|what about|meaning of|search for) )?(?:the )?"
        rf"{_CODED}(?P<code>\S+)(?: meaning)?",
    )
)
CODE_NUMBER = re.compile(r"\d{2,}")
"""What is a code where it is called so: "error 404"."""

_FEW_WORDS = rf"(?:(?!(?:{VERBS})\b)[\w’'-]+ ){{0,3}}(?!(?:{VERBS})\b)[\w’'-]+"
COUNTS = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        r"how many (?P<things>[^,]+?) (?:are|is|were) (?:there|listed|named|mentioned|given|defined"
        r"|described|in total)(?: (?:in|for|of|at|on|under|to) (?P<owner>.+?))?",
        rf"how many (?P<things>{_FEW_WORDS}) (?:are|is|were) (?:in|on|of|at|under|among|part of"
        r"|(?:listed|named|described|given|set out) (?:in|on|under|for|at)) (?P<owner>.+?)",
        r"how many (?P<things>[^,]+?) (?:does|do|did) (?P<owner>.+?) (?:have|list|name|give|contain"
        r"|include|mention|need|comprise|set|set out|define|describe|offer|cover|require|consist of"
        r"|state|support|show)",
        r"how many (?P<things>[^,]+?) has (?P<owner>.+?)(?: got)?",
        rf"how many (?P<things>{_FEW_WORDS}) (?:need|needs|use|uses|contain|contains|include"
        r"|includes|require|requires|call for|calls for|mention|mentions|have|come with)"
        r" (?P<held>.+)",
        rf"how many (?P<things>{_FEW_WORDS}) (?:are|is|were) (?P<owner>\w+(?:ed|en))",
        r"how many (?P<things>[^,]+?) must (?:i|we|you|one|members?) (?:follow|take|do|bring)",
        r"(?:what is )?(?:the )?(?:total )?number of (?P<things>[^,]+?)"
        r"(?: (?:in|for|of|at|on) (?P<owner>.+?))?",
        r"count (?:all )?(?:the )?(?P<things>[^,]+?)(?: (?:in|for|of|at|on) (?P<owner>.+?))?",
        rf"how many (?P<things>(?:(?!(?:{VERBS})\b)[\w-]+ ?){{1,3}}?)(?: in (?P<owner>.+?))?",
    )
)
"""`things` are counted, those of an `owner`, or those in which something else is `held`."""
COUNTED_EACH = any_case(
    r"^(?:the |all |all the |of the |of |different |distinct |separate |various |other |more "
    r"|(?:kinds|sorts|types) of )+"
)
"""What stands before what is counted and tells nothing of it."""
LISTED_THINGS = frozenset("items item things thing points point entries entry bullets list".split())
"""What the members of any list may be called."""
LISTED_STEPS = frozenset("step steps stages stage instructions".split())
"""What the members of a numbered list may be called."""
LISTED_ROWS = frozenset("row rows line lines entry entries record records".split())
"""What the members of a table may be called."""
LISTED_PEOPLE = frozenset(
    "people person persons member members employee employees colleague colleagues staff".split()
)
"""What the members of a list of names may be called."""
PERSON_COLUMN = any_case(r"(?:full |first |last )?(?:name|names|person|member|employee|who)")
"""What a table's first column is called where its rows are people."""
SUMMING_ROW = any_case(r"(?:sub-?|grand )?total\b.*|sum\b.*|average|mean|overall|in total")
"""What a row begins with that sums up the others."""
DENIES = any_case(r"\b(?:no|not|never|without|none|except|neither|nor|free)\b|n['’]t\b|-free\b")
"""What may turn what a part of a text says of a thing into that it lacks it."""
COUNTED_NUMBER = rf"(?:\d[\d,.]*|(?:{CARDINALS}|one|several|both))"
"""A number beside what it counts, as a regular expression."""
COUNTED_BETWEEN = (
    rf"(?!(?:the|an?|and|or|until|till|before|after|when|while|that|which|per|{PREPOSITIONS})\b)"
    r"[\w’'-]+"
)
"""A word that may stand between them: "five long steps", never "five seconds until the lamp"."""
LEAD_OF_LIST = re.compile(r"[:：]\s*\**\s*$")

COMPARES = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        r"(?:(?:what (?:is|are)|what|explain|tell me|show(?: me)?|give me|is there) )?"
        r"(?:the |a |any )?(?:main |key |big |biggest )?(?:differences?|distinctions?)"
        r"(?: in (?P<aspect>.+?))? between (?P<one>.+?) (?:and|vs\.?|versus) (?P<other>.+?)",
        r"(?:the )?(?P<one>.+?) (?:vs\.?|versus|compared (?:to|with)) (?P<other>.+?)",
        r"compare (?:the )?(?:(?P<aspect>[\w ]+?) of )?(?P<one>.+?)"
        r" (?:and|with|to|vs\.?|versus|against) (?P<other>.+?)",
        r"how (?:does|do|is|are) (?P<one>.+?) (?:differ(?:ent)?|compare)(?: in (?P<aspect>.+?))?"
        r" (?:from|to|with|than) (?P<other>.+?)",
        r"how (?:does|do|are) (?P<one>.+?) and (?P<other>.+?) (?:differ(?:ent)?|compare)"
        r"(?: in (?P<aspect>.+?))?",
        r"in what (?:way|ways|respects?) (?:does|do|is|are) (?P<one>.+?) (?:and|differ from"
        r"|different from) (?P<other>.+?)(?: differ| different)?",
    )
)

THANKS = any_case(r"^\W*(?:thanks|thank you|many thanks|cheers|ok|great|cool|nice|perfect)")
GREETS = any_case(
    r"^(?:how are you(?: doing)?(?: today)?|how(?: is|s|'s) it going|what is up|sup|yo|good night"
    r"|nice to meet you|pleased to meet you)$"
)
PARTS = any_case(
    r"^(?:(?:good)?bye(?: bye)?|see you(?: later| soon)?|that is all|that will be all|no thanks"
    r"|nothing|never mind|nevermind|have a (?:nice|good) day|done|stop|quit|exit)$"
)
ASKS_WHO = any_case(
    r"^(?:who|what)(?: the hell)? are you$|^what can you do(?: for me| here)?$"
    r"|^how (?:do|does|can) (?:you|i use you|this|it|i use (?:this|it)) work$|^what do you do$"
    r"|^how do i use (?:this|you|it)$"
    r"|^(?:what is|who is) (?:pincite|your name)$|^(?:help|help me|can you help(?: me)?)$"
    r"|^are you (?:an? |really )?(?:ai|bot|robot|human|person|chatgpt|gpt|llm|real|there)\b.*$"
)
_MAKE = r"(?:write|compose|draft|generate|create|make|invent|produce)"
_WORKS = (
    r"(?:poem|story|song|essay|email|e-mail|letter|joke|haiku|tweet|post|article|blog|speech|code"
    r"|program|script|function|rap|limerick|reply|response|quiz|slides?|presentation|picture|image"
    r"|drawing|cv|resume|cover letter|report|paragraph|text|headline|slogan)"
)
ASKS_TO_WRITE = any_case(
    rf"^(?:(?:can|could|will|would) you )?(?:please )?(?:{_MAKE} (?:me|us) (?:an? |some |the )?.*"
    rf"|{_MAKE} (?:an? |some )(?:\w+[ -]){{0,2}}{_WORKS}\b.*"
    r"|(?:tell|sing)(?: me| us)? (?:an? |another )?(?:\w+ )?(?:joke|story|poem|song)"
    r"|(?:rewrite|paraphrase|rephrase|proofread|correct|improve|continue) (?:it|this|that"
    r"|the (?:document|text|article)|my .*)(?: .*)?)$"
)
ASKS_TO_TRANSLATE = any_case(
    r"^(?:(?:can|could|will|would) you )?(?:please )?translate(?: (?:it|this|that|all|everything"
    r"|the (?:document|text|article|answer|page|last answer)|these))?"
    r"(?: (?:in)?to [a-z]+)?(?: for me)?$"
    r"|^(?:please )?translate (?!.*\bmean).+ (?:in)?to [a-z]+$|^say (?:it|that|this) in [a-z]+$"
    r"|^(?:please )?(?:answer|reply|speak|talk)(?: to me)? in [a-z]+$"
)
