"""What the page shows: HTML as its tags and text, and answers to show."""

from html.parser import HTMLParser

from index import Document, Passage, Span
from qa.types import Answer, Citation, Grade, Hit, ReplyKind, Standing, Why
from qa.web.session.exchange import Exchange
from qa.web.templates.reply import chat_messages

HOSTILE = "<script>alert(1)</script><img src=x onerror='alert(2)'> \"&amp; ${alert(3)} {{value}}"


class Shown(HTMLParser):
    """The tags, their attributes and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[str]:
        """The values of the attributes of this name, in order."""
        return [value for other, value in self.attributes if other == name]


def reply_html(exchange: Exchange) -> str:
    """The reply of an exchange as it is sent."""
    return chat_messages([exchange])[1]["content"]


def document(text: str, name: str = "a.txt", title: str = "A") -> Document:
    return Document(name, title, text, f"/{name}")


def hit(
    document: Document,
    start: int,
    end: int,
    *,
    matched: tuple[str, ...] = (),
    margin: float | None = 0.1,
    reader: Standing | None = None,
) -> Hit:
    span = Span(start, end)
    passage = Passage(document, start, end, span.of(document.text), (span,))
    why = Why(Standing(1, 0.5), Standing(2, 0.26), Standing(3, 0.0), matched, margin, reader)
    return Hit(passage, 0.5, Citation.of(document, span), why)


def answer(found: Hit, *, question: str = "What?", searched: str = "What?") -> Answer:
    cited = (found.citation,)
    return Answer(question, searched, cited[0].quote, cited, (found,), 0.9, Grade.ANSWER)


def likely(*hits: Hit, question: str = "What?") -> Answer:
    places = tuple(hit.citation for hit in hits)
    text = "I am not sure. The likeliest place:"
    return Answer(question, question, text, (), hits, 0.2, Grade.LIKELY, likely=places)


def talk(text: str, question: str = "Hello!") -> Answer:
    return Answer(question, question, text, (), (), 0.0, Grade.ABSENT, kind=ReplyKind.TALK)


def refusal(*hits: Hit, question: str = "What?", text: str = "It does not say.") -> Answer:
    return Answer(question, question, text, (), hits, 0.1, Grade.ABSENT)
