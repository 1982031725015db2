"""Patterns of questions about a document as a whole: what it is about, who wrote it, when.

For a whole question without its greeting, its "please" and its last mark. `subject` is what it is
asked of.
"""

from __future__ import annotations

from qa.question.english.words import QUESTION_WORDS, VERBS, any_case

GREETING = any_case(
    r"^\W*(?:(?:hi|hello|hey|hiya|howdy|greetings|good (?:morning|afternoon|evening|day)|welcome"
    r"|bonjour|bonsoir|salut|hola|buen[oa]s (?:d[ií]as|tardes|noches)|hallo|servus|moin"
    r"|gr[uü](?:ss|ß) gott|guten (?:tag|morgen|abend)|ciao|buon(?:giorno|asera)|ol[aá]|bom dia"
    r"|hej|hoi|ahoj)"
    r"(?: there| again| all| everyone| everybody| pincite)?|thanks(?: a lot| so much| again)?"
    r"|(?:many thanks|thank you)(?: so much| very much)?|cheers|ok(?:ay)?|great|cool|nice|perfect"
    r"|alright|well)(?:\s*[,;:!.…]+\s*|\s+[–—-]+\s+|\s+(?=(?:please|can|could|would|and|so|i|my|"
    rf"{QUESTION_WORDS}|{VERBS}|whats|hows|wheres|whos)\b)|\W*$)"
)
ASKS_KINDLY = any_case(
    r"^(?:(?:and|so|but|then|now|just|please|pls|kindly)\b[, ]*"
    r"|(?:can|could|would|will) you (?:please |kindly |maybe |quickly |briefly |just )*"
    r"(?=(?:tell|give|show|summari[sz]e|sum|say|list|explain|describe|quote|read|compare|outline"
    r"|recap|find|make|write|get)\b)"
    r"|(?:please )?(?:tell me|i(?:'d| would) like to know|i want to know|do you know|let me know)"
    rf" (?=(?:{QUESTION_WORDS}|whether|if)\b))+"
)
ASKED_KINDLY = any_case(
    r"(?:[\s,]+(?:please|pls|plz|thanks|thank you|for me|then|again|exactly|briefly|quickly"
    r"|in short|in brief))+$"
)
SHORTENED = any_case(r"\b(what|who|where|how|when)(?:[’']?s|[’']re)\b(?=\s+\S)")
"""The "whats" that is "what is"."""

_TEXT = (
    r"(?:(?:the|this|that|these|those|my|your|our|an?|any|all|both|whole|entire|full|present|given"
    r"|uploaded|current) )*(?:documents?|docs?|texts?|articles?|files?|pages?|papers?|pdf|piece"
    r"|thing|collection|library|folder|stuff|contents?)(?: here| above| in here| i uploaded)?"
)
OWN_TEXT = any_case(
    r"(?:(?:all|both|each|every|any)(?: of)? )?(?:it|this|that|these|those|they|them|here"
    rf"|everything|{_TEXT})"
)
"""What speaks of the documents themselves, whatever they are."""
POINTS_BACK = any_case("it|that|them|they|this|those|these")
WRITINGS = frozenset(
    "essay post report memo memorandum guide manual handbook study review letter story tale book"
    " novel poem recipe minutes transcript interview contract lease agreement note notes policy"
    " leaflet brochure newsletter speech mail email message log logs glossary list faq presentation"
    " specification datasheet sheet syllabus paper article document text file page chapter blog"
    " chat conversation call meeting thread script plan proposal statement declaration form table"
    " readme changelog notice release news announcement summary tutorial overview amendment"
    " addendum rules bylaws regulations invoice receipt quotation case opinion ruling statute"
    " treaty".split()
)
"""Nouns that a document may call itself by."""
SUBJECT = r"(?P<subject>.+?)"
_OF = rf"(?: (?:of|in|from|for|on|about) {SUBJECT})?"
_BRIEF = (
    r"(?:(?:very|short|brief|quick|concise|rough|general|little|simple|one[- ]\w+|\w+[- ]sentence"
    r"|two[- ]\w+|three[- ]\w+|executive|high[- ]level|bullet[- ]point) )*"
)
_SUMMARY = (
    r"(?:summary|overview|synopsis|abstract|gist|outline|recap|digest|run[- ]?down|tl;?\s?dr"
    r"|bottom line|upshot|essence|in a nutshell)"
)
_LENGTH_WANTED = (
    r"(?: (?:in|with|as|into) (?:a |an |just |only |about |at most )*"
    r"(?:\w+ )?(?:sentences?|words?|lines?|points?|bullets?|paragraphs?|nutshell|brief|short)"
    r"(?: or less)?)?"
)
ASKS_OVERVIEW = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"what (?:is|are|was|were) {SUBJECT} (?:all |mainly |mostly |basically |actually |really"
        r" |generally |roughly |even )?(?:about|on about|saying)",
        rf"what (?:does|do|did) {SUBJECT} (?:say|talk about|deal with|discuss|tell(?: us| me)?"
        r"|boil down to|come down to)",
        rf"what (?:does|do|did) (?P<subject>{_TEXT}) (?:cover|contain|include|describe"
        r"|explain|mention)",
        rf"(?:summari[sz]e|sum up|recap|condense|outline|abridge|boil down)(?: {SUBJECT})??"
        rf"{_LENGTH_WANTED}",
        rf"sum {SUBJECT} up{_LENGTH_WANTED}",
        r"(?:(?:please )?(?:give|show|make|write|provide|get|produce|create|do)(?: me| us)?"
        r"|i (?:need|want|would like)|i'd like|(?:can|could|may) i (?:have|get|see)|what is"
        r"|is there)? ?"
        rf"(?:a |an |the |your |its )?{_BRIEF}{_SUMMARY}{_OF}{_LENGTH_WANTED}",
        r"(?:(?:what (?:are|is)|give me|list|show me|name|tell me) )?(?:all )?(?:the |its |some )?"
        r"(?:\w+ )?(?:main|key|most important|central|major|principal|essential|important|core|big)"
        r" (?:points?|take-?\s?aways?|ideas?|messages?|topics?|themes?|facts?|things?|insights?"
        rf"|highlights?|contents?|subjects?){_OF}{_LENGTH_WANTED}",
        r"(?:(?:what (?:are|is)|give me|list|show me) )?(?:the |its |some )?(?:highlights?|take-?"
        rf"\s?aways?|point){_OF}",
        r"(?:describe|explain|tell me about|introduce)"
        rf" (?P<subject>{OWN_TEXT.pattern})(?: to me)?{_LENGTH_WANTED}",
        r"what (?:is|are) (?P<subject>this|these|(?:this|these) (?:documents?|files?|texts?))",
        rf"what (?:is|are) (?:in|inside|(?:the )?contents? of) (?P<subject>{OWN_TEXT.pattern})",
        r"what (?:do|should|must) (?:i|we|you) (?:need to )?know"
        rf"(?: (?:about|from|of) (?P<subject>{OWN_TEXT.pattern}))?",
        r"what kind of (?P<subject>documents?|texts?|files?|articles?) (?:is|are)"
        rf" {OWN_TEXT.pattern}",
        rf"what (?:was|were|has been) (?:discussed|talked about|covered)(?: (?:in|at) {SUBJECT})?",
        rf"what (?:topics?|subjects?|themes?) (?:are|is) (?:covered|discussed|treated|dealt with)"
        rf"(?: in {SUBJECT})?",
        rf"what (?:topics?|subjects?|themes?) (?:does|do) {SUBJECT} (?:cover|discuss|treat|have"
        r"|deal with)",
        r"what can (?:i|we|you) ask(?: (?:you|here|about|of|about (?:it|this|here)))?",
    )
)
ASKS_SUMMARY = any_case(r"^(?:summari[sz]e|sum|recap|condense|outline|.*\b(?:summary|overview)\b)")
"""Questions that surely want an overview, so that a part of a title names the document."""
_WROTE = (
    r"(?:wrote|authored|penned|drafted|composed|has written|have written|is behind|put together"
    r"|prepared)"
)
_WRITTEN = (
    r"(?:first |last |originally |most recently |recently )*(?:written|published|posted|dated"
    r"|drafted|authored|updated|edited|revised|modified|reviewed)"
)
_MADE = (
    r"(?:first |last |originally )*(?:made|created|issued|released|changed|produced|amended|from)"
)
ASKS_AUTHOR = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"(?:who (?:is|are|was|were)|name|what is the name of) (?:the |its )?(?:author|writer)s?"
        rf"(?: of {SUBJECT})?",
        rf"who (?:is|are|was|were) {SUBJECT}(?:'s|’s) (?:author|writer)s?",
        rf"what (?:is|are|was|were) the (?:author|writer)s?(?:'s?|’s?) names?(?: of {SUBJECT})?",
        rf"who {_WROTE} {SUBJECT}",
        rf"who (?:made|created) (?P<subject>{_TEXT})",
        rf"(?:who|whom) (?:is|was|were|are) {SUBJECT} (?:{_WRITTEN} )?(?:by|from)",
        rf"by whom (?:is|was|were|are) {SUBJECT}(?: {_WRITTEN})?",
        rf"(?:the )?(?:author|writer)s?(?: of {SUBJECT})?",
    )
)
ASKS_DATE = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"(?:when|(?:on |in |from )?(?:what|which) (?:date|day|year|month)) (?:is|was|were|are)"
        rf" {SUBJECT} {_WRITTEN}",
        rf"(?:when|(?:on |in |from )?(?:what|which) (?:date|day|year|month)) (?:is|was|were|are)"
        rf" (?P<subject>{_TEXT}) {_MADE}",
        rf"when did {SUBJECT}(?:'s|’s) (?:author|writer)s? write (?:it|this)",
        rf"what (?:is|was) (?:the |its )?(?:writing |publication |publishing |release |issue )?date"
        rf"(?: of {SUBJECT})?",
        rf"what (?:is|was) {SUBJECT}(?:'s|’s) (?:publication )?date",
        rf"how (?:old|recent|new|current|up[- ]to[- ]date) (?:is|are)"
        rf" (?P<subject>{_TEXT})",
        r"(?:the )?date(?: written)?",
    )
)
ASKS_TITLE = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"(?:what (?:is|are|was)|tell me|give me|show me)? ?(?:the |its )?(?:full )?"
        rf"(?:titles?|headline)(?: of {SUBJECT})?",
        rf"what (?:is|are|was) {SUBJECT}(?:'s|’s) (?:title|headline)",
        r"what (?:is|are|was) (?:the )?names? of (?P<subject>(?:this|the|these|my|your|all the)"
        r" (?:documents?|texts?|articles?|files?|papers?))",
        rf"what (?:is|are|was) {SUBJECT} (?:en)?titled",
        r"what (?:is|are) (?P<subject>(?:this|these|the) (?:documents?|articles?|texts?|files?"
        r"|papers?)) called",
        r"(?:what|which) (?:documents?|files?|texts?) (?:are there|do you have|have you got|did i"
        r" (?:upload|add)|can you (?:read|see))",
        r"(?:list|show(?: me)?|name) (?:all )?(?:the |my |your )?(?:documents|files|titles)",
    )
)
_WORDS = "(?:words|characters|sentences|paragraphs|pages)"
ASKS_WORDS = any_case(r"\b(?:words?|characters|sentences|paragraphs|read|reading)\b")
"""What tells that the length of the text is asked for, not of what it is about."""
ASKS_LENGTH = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"how long (?:is|are) (?P<subject>{OWN_TEXT.pattern}|(?:the|this|that) (?:\w+ )??"
        r"(?:report|essay|article|paper|post|letter|manual|guide|story|book|text|chapter|handbook"
        r"|novel|poem|blog|study|document|page|memo|email))(?: to read)?",
        rf"how many {_WORDS} (?:are (?:there )?in|(?:has|have)|(?:long )?(?:is|are)) {SUBJECT}",
        rf"how many {_WORDS} (?:does|do) {SUBJECT} (?:have|contain|run to)",
        rf"how many {_WORDS}(?: are there)?",
        rf"(?:what is )?(?:the )?(?:length|word count|number of words|reading time)"
        rf"(?: (?:of|in|for) {SUBJECT})?",
        rf"how (?:long|much time) (?:does|do|will|would|to) (?:it|{SUBJECT}) (?:takes? )?(?:me )?"
        r"(?:to )?read(?: (?:it|this|that|them|all))?",
    )
)
_WHICH_SECTIONS = (
    r"(?:what|which|list|name|show(?: me)?)(?: are)?(?: all)?(?: the| its)?"
    r" (?:sections|chapters|headings|section titles|chapter titles)"
)
ASKS_SECTIONS = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"{_WHICH_SECTIONS}(?: (?:are there in|of|in) {SUBJECT}| are there)?",
        rf"{_WHICH_SECTIONS} (?:does|do) {SUBJECT} have",
        rf"(?:(?:what is|show(?: me)?|give me) )?(?:the |its |a )?(?:table of contents|toc"
        rf"|structure){_OF}",
        rf"how is {SUBJECT} (?:structured|organi[sz]ed|divided|laid out)",
    )
)
ASKS_CONCLUSION = tuple(
    any_case(rf"^(?:{form})$")
    for form in (
        rf"(?:what (?:is|are|was|were))? ?(?:the |its )?(?:main |overall |final |key )*"
        rf"(?:conclusion|finding|result|message)s?(?: of {SUBJECT})?",
        rf"what (?:does|do|did) (?P<subject>{OWN_TEXT.pattern}|(?:the|this) \w+) (?:conclude|find)",
    )
)
SENTENCES_WANTED = any_case(
    r"\b(?P<number>\d|one|two|three|four|five|six|seven|eight|single)[- ]?"
    r"(?:sentences?|lines?|bullets?|points?|bullet points)\b"
)
