"""Patterns of what documents tell of themselves: author, date, length, summary."""

from __future__ import annotations

import re

from qa.question.english.words import CARDINALS, DAYS, MONTHS, any_case

FRONT_MATTER_KEYS = {
    "author": "author|authors|by|writer|written by|prepared by|byline"
    "|minutes|minutes by|minutes taken by|minute taker|recorded by",
    "date": "date|published|publish date|pubdate|publication date|written|created|posted|issued"
    "|dated|updated|last updated|last modified|modified|lastmod|last edited|revised|last revised"
    "|last changed|version date|released|release date",
    "title": "title|headline",
}
"""What a document's own fields for its author, date and title are called."""
LETTER_KEY = any_case("to|subject|re|cc")
"""Fields that make a letter of a text."""
OPENS_LETTER = any_case(r"^\W*(?:dear|hello|hi|to whom it may concern)\b.{0,60}[,:!]?$")
CLOSES_LETTER = any_case(
    r"\W*(?:(?:with )?(?:yours|(?:kind|best|warm|warmest|many)? ?(?:regards|wishes)|sincerely"
    r"|best|cheers|love|respectfully|cordially|many thanks|thank you|thanks)"
    r"(?: (?:sincerely|faithfully|truly|regards|wishes))?)\W*"
)
"""The first and the last words of a letter."""
_DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?)"
_MONTH = rf"(?:{MONTHS}|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?"
WRITTEN_DATE = (
    rf"(?:(?:{DAYS}),?\s+)?(?:(?:the )?{_DAY}(?: of)?\s+{_MONTH},?\s+\d{{4}}"
    rf"|{_MONTH}\s+{_DAY},?\s+\d{{4}}|{_MONTH},?\s+\d{{4}}"
    r"|\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?|\d{4}/\d{2}/\d{2}"
    r"|\d{1,2}[./]\d{1,2}[./]\d{2,4})"
)
"""A date with its year, as a regular expression."""
_PERSON_NAME = r"(?P<told>[A-ZÀ-Þ][\w.’'-]*\w(?:(?: and|,)? [A-ZÀ-Þ][\w.’'-]*\w)*)"
TELLS_AUTHOR = re.compile(
    r"\b[Aa]uthors? of (?:this|the present) (?:\w+ )?\w+ (?:is|are|was|were) "
    + _PERSON_NAME
    + r"|\b[Tt]his (?:\w+ )?\w+ (?:is|was|has been) (?:written|prepared|compiled|drafted|authored)"
    r" by " + _PERSON_NAME.replace("told", "by")
)
TELLS_DATE = re.compile(
    r"\b[Tt]his (?:\w+ )?\w+ (?:is|was|has been) (?:first |last )?(?:written|published|issued"
    rf"|dated|prepared|drafted|updated|revised)(?: in| on)? (?P<told>{WRITTEN_DATE})"
)
"""Sentences in which a document tells its author or date itself."""
BYLINE = any_case(r"^\W*(?:written |prepared |posted |compiled |story |text )?by:?\s+")
CHANGED = any_case(r"\b(?:updated|edited|revised|modified|changed|amended|reviewed)\b")
"""What tells that the last change is asked for, or told of."""
TELLS_LENGTH = any_case(
    rf"\b(?:\d[\d.,]*|{CARDINALS}|one|an?)[ -]?(?:met(?:re|er)s?|m|km|cm|mm|kilomet(?:re|er)s?|feet"
    r"|foot|ft|inch(?:es)?|miles?|yards?|pages?|words?|minutes?|hours?|days?|weeks?|months?|years?)"
    r"[ -](?:long|in length)\b"
)
OWN_SUMMARY = any_case(
    r"^\W*(?:executive )?(?:summary|abstract|overview|key (?:points|takeaways|facts|messages)"
    r"|at a glance|tl;?dr|highlights"
    r"|main points|in (?:short|brief|a nutshell))\W*$"
)
"""Headings of what a document says to sum itself up."""
OWN_CONCLUSION = any_case(
    r"^\W*(?:[\d.]+\s+)?(?:conclusions?|main (?:findings?|conclusions?)|findings|results"
    r"|key findings|bottom line|summary and conclusions?|conclusions? and .+|in conclusion)\W*$"
)
CONCLUDES = any_case(
    r"^\W*(?:in (?:short|summary|conclusion|sum|brief|the end)|to (?:conclude|sum up|summari[sz]e)"
    r"|overall|all in all|we conclude|our (?:main )?conclusion|the (?:main )?conclusion"
    r"|the (?:upshot|bottom line|takeaway)|(?:we|the \w+) (?:found|find|conclude)s? that)\b"
)
SPEAKS_OF_ITSELF = any_case(
    r"\b(?:this|the present) (?:\w+ )?(?:document|report|paper|article|guide|guidance|policy|page"
    r"|note|memo|study|manual|handbook|agreement|contract|lease|pep|charter|specification|book"
    r"|essay|post|notice|plan|course|tutorial|section|work|text|site|recipe|code)\b"
)
LEANS_BACK = any_case(
    r"^\W*(?:it|its|they|their|he|his|she|her|this|that|these|those|such|however|but|also|then"
    r"|therefore|thus|otherwise|moreover|for example|for instance|so|and|here|there|as such)\b"
)
CONTACT_FIELD = any_case(
    r"^\W*(?:(?:(?:tele)?phone|fax|mobile|e-?mail|web(?:site)?|url|(?:postal |street )?address)"
    r"(?: (?:no\.?|number|address))?\W{0,4}:|(?:tel|fax|mob)\W{0,4}[.:])\s"
)
"""A line that tells how somebody is reached, by what it is called."""
_STREET = r"(?:street|st|road|rd|lane|avenue|ave|drive|square|terrace|crescent|boulevard|blvd)\b\.?"
CONTACT_VALUE = any_case(
    r"\S+@\S+\.\w+|(?:https?://|www\.)\S+|(?:\+|\(?0)\d[\d\s()/.-]{5,}\d|\b\d{3}[-.]\d{3}[-.]\d{4}"
    rf"|\b\d{{1,4}}[a-z]?,? (?:[a-z.’'-]+ ){{1,3}}{_STREET}"
    r"|\b[a-zß]+(?:str\.|stra(?:ß|ss)e|gasse|platz) \d{1,4}|\b\d{5} [a-zäöü]+"
    r"|\b[a-z]{1,2}\d{1,2}[a-z]? ?\d[a-z]{2}\b|\bp\.? ?o\.? box \d+"
)
"""An address of the post or the net, or a telephone number."""
_NUMBER = r"(?:[\d.]+|[a-z]|x{0,3}(?:ix|iv|v?i{0,3}))"
PART_LABEL = any_case(
    rf"^\W*(?:[\d.]+\s+)?(?:{_NUMBER}|syllabus|(?:table of )?contents|preface|foreword"
    r"|introduction|prologue|epilogue|index|glossary|per curiam"
    rf"|(?:appendix|annex|part|chapter|section|book|volume|article)(?: {_NUMBER})?"
    r"|opinion(?: of (?:the court|.{1,30}, c?\.? ?j\.?))?"
    r"|[^,]{1,40}, (?:c\. )?j\.,.*(?:concurring|dissenting).*)\W*$"
)
"""Headings that tell which part of a document follows, and nothing of what it says."""
ASIDE_HEADING = any_case(
    r"^\W*(?:[\d.]+\s+)?(?:references?|bibliography|acknowledge?ments?|licen[cs]e|copyright"
    r"|contacts?(?: details| us)?|contributors?|further reading|see also|external links|appendix"
    r"|footnotes?|related (?:information|links|pages)|disclaimer|credits|changelog|about the author"
    r"|funding|notes)\W*$"
)
