"""What is learned from, a few rows of it: an article, its questions, an example of another set."""

from dataclasses import replace

from evals.fitting.data.articles import Article, ArticleQuestion, Paragraph
from evals.fitting.data.examples import Example
from evals.fitting.data.wordnet import Synonyms
from index.documents.span import Span
from tests.evals.fitting.small_sets import OTHER, TEXT


def paragraph(text: str) -> Paragraph:
    ends = [n + 1 for n, c in enumerate(text) if c == "."]
    return Paragraph(text, tuple(Span(a, b) for a, b in zip([0, *ends], ends, strict=False)))


def article(name: str, questions: tuple[ArticleQuestion, ...]) -> Article:
    return Article(name, name.title(), (paragraph(TEXT), paragraph(OTHER)), questions)


FOUNDED = ArticleQuestion("When was Brno founded by King Wenceslaus?", 0, 20, 24, (0, 1))
UNSAID = ArticleQuestion("When was Brno burned?", 0, -1, -1, (0, 1))
TWIN = replace(FOUNDED, twins=("When was Prague founded by King Wenceslaus?",))
NONE = Synonyms(None)
EXAMPLE = Example(
    "boolq", "Is Brno old?", "Brno", TEXT, (Span(0, 44),), False, "yes", False, (OTHER,)
)
