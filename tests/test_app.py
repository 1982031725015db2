import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

import app
from index import Document, Passage, QuestionError, Span
from index.files import Skipped
from qa.types import Answer, Citation, Hit, Standing, Turn, Why
from qa.web import frame, replies, source
from qa.web.chat import Chat, Exchange

if TYPE_CHECKING:
    from qa.assistant import Assistant

HOSTILE = "<script>alert(1)</script><img src=x onerror='alert(2)'> \"&amp; ${alert(3)} {{value}}"
ROOT = Path(app.__file__).parent


class Page(HTMLParser):
    """The tags and the text of some HTML."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.text = ""
        self.links: list[str | None] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data: str) -> None:
        self.text += data


def document(text: str, name: str = "a.txt", title: str = "A") -> Document:
    return Document(name, title, text, f"/{name}")


def hit(document: Document, start: int, end: int, score: float = 0.5) -> Hit:
    span = Span(start, end)
    passage = Passage(document, start, end, span.of(document.text), (span,))
    standing = Standing(1, score)
    why = Why(standing, standing, standing, matched=(), margin=0.1)
    return Hit(passage, score, Citation.of(document, span), why)


def answer(found: Hit, *, abstained: bool = False, **changes: str | float) -> Answer:
    fields: dict[str, str | float] = {
        "question": "What?",
        "searched": "What?",
        "text": "It does not say." if abstained else found.citation.quote,
        "confidence": 0.9,
    }
    return Answer(
        **(fields | changes),  # type: ignore[arg-type]
        citations=() if abstained else (found.citation,),
        hits=(found,),
        abstained=abstained,
    )


def article(html: str) -> Page:
    return Page(html[html.index("<article") : html.index("</article>")])


def test_an_answer_quotes_and_links_to_its_place() -> None:
    read = document("Before. It is here. After.")
    page = Page(replies.reply(answer(hit(read, 8, 19)), {"a.txt": 4}, key="0"))
    assert "It is here. [1]" in page.text
    assert page.links[0] == "#cite-4-8-19"
    assert "quite sure" in page.text
    assert "Passages (1)" in page.text


def test_short_answers_are_bold_in_their_quote() -> None:
    read = document("Before. It <is> here. After.")
    marked = Citation.of(read, Span(8, 21), (Span(11, 15), Span(16, 20)))
    html = replies.reply(
        replace(answer(hit(read, 8, 21)), citations=(marked,)), {"a.txt": 0}, key="0"
    )
    assert "It <strong>&lt;is&gt;</strong> <strong>here</strong>." in html


def test_a_refusal_calls_its_closest_passage_no_answer() -> None:
    read = document("Before. It is here. After.")
    html = replies.reply(answer(hit(read, 8, 19), abstained=True), {"a.txt": 0}, key="0")
    page = Page(html)
    assert "pc-refusal" in html
    assert "It does not say." in page.text
    assert "Closest passage, not an answer" in page.text
    assert page.links[0] == "#near-0-8-19"
    assert "#cite" not in html


def test_a_refusal_without_passages_is_said_plainly() -> None:
    refusal = Answer("What?", "What?", "It does not say.", (), (), 0.1, abstained=True)
    assert "Closest" not in replies.reply(refusal, {}, key="0")


def test_a_follow_up_tells_how_it_was_understood() -> None:
    found = hit(document("It is here."), 0, 11)
    assert "Understood as" not in replies.reply(answer(found), {}, key="0")
    assert "Understood as: What, there?" in replies.reply(
        answer(found, searched="What, there?"), {}, key="0"
    )


def test_documents_are_named_where_there_are_several() -> None:
    found = hit(document("It is here.", title="The Title"), 0, 11)
    assert "The Title" not in replies.reply(answer(found), {"a.txt": 0}, key="0")
    assert "The Title" in replies.reply(answer(found), {"a.txt": 0, "b.txt": 1}, key="0")


@pytest.mark.parametrize(
    ("confidence", "words"), [(1, "quite"), (0.85, "quite"), (0.7, "fairly"), (0, "not sure")]
)
def test_confidence_is_said_in_words(confidence: float, words: str) -> None:
    assert replies.sureness(confidence).startswith(words)


def hostile_parts() -> Iterator[str]:
    read = document(HOSTILE, name=HOSTILE, title=HOSTILE)
    found = hit(read, 0, len(HOSTILE))
    numbers = {HOSTILE: 0, "b": 1}
    changes: dict[str, Any] = {"question": HOSTILE, "searched": HOSTILE + "?"}
    yield replies.question(HOSTILE)
    yield replies.problem(QuestionError(HOSTILE, HOSTILE), key="0")
    marked = Citation.of(read, Span(0, len(HOSTILE)), (Span(1, len(HOSTILE) - 1),))
    short = replace(answer(found, **changes), citations=(marked,), unsaid=HOSTILE)
    yield replies.reply(short, numbers, key="0")
    yield replies.reply(answer(found, abstained=True, text=HOSTILE, **changes), numbers, key="0")
    yield replies.reply(answer(found), {}, key="0")
    yield source.article(read, 0)
    yield source.article(document(f"# {HOSTILE}\n\n{HOSTILE}"), 0)
    yield source.contents([read], [Skipped(HOSTILE, HOSTILE)])
    yield source.contents([read, document("b")])
    yield frame.status("failed", HOSTILE)
    yield frame.form([HOSTILE], HOSTILE)


@pytest.mark.parametrize("html", list(hostile_parts()))
def test_text_stays_text(html: str) -> None:
    page = Page(html)
    assert not {"script", "img"} & set(page.tags)
    assert HOSTILE in page.text


@pytest.mark.parametrize(
    "text",
    [
        "\n\n# One\n\n\nA b.  C\n  d\n\nTwo\n===\n\n- e\n- f\n",
        "# One #\n```\n# no heading\n```\n",
        "\u2028a\x0bb\x0cc\x85d 🧑‍🚀\n\n\n",
        HOSTILE,
    ],
)
def test_the_source_is_the_document_character_by_character(text: str) -> None:
    assert article(source.article(document(text), 0)).text == text


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r")))
def test_any_source_is_the_document_character_by_character(text: str) -> None:
    if text.strip():
        assert article(source.article(document(text), 0)).text == text


def test_headings_and_paragraphs_are_shown_as_such() -> None:
    tags = article(source.article(document("# One\n\nText.\n\n## Two\n\nText."), 0)).tags
    assert [tag for tag in tags if tag != "span"] == ["article", "h2", "p", "h3", "p"]


def test_a_long_document_is_shown_around_the_citation_and_says_what_is_not() -> None:
    text = "".join(f"Paragraph {n}.\n\n" for n in range(30_000))
    at = Span(250_000, 250_200)
    part = source.shown(text, at)
    assert len(part) <= source.PART
    assert part.start < at.start < at.end < part.end
    assert text[part.start - 2 : part.start] == "\n\n"
    html = source.article(document(text), 0, at)
    assert article(html).text == part.of(text)
    assert f"{part.start:,} characters before" in html
    assert f"{len(text) - part.end:,} characters after" in html


def test_the_parts_of_a_long_document_leave_nothing_out() -> None:
    text = "".join(f"Paragraph {n}.\n\n" for n in range(30_000))
    part = source.shown(text)
    assert part.start == 0
    while part.end < len(text):
        following = source.shown(text, Span(part.end, part.end + 1))
        assert following.start <= part.end < following.end
        part = following


def test_a_place_in_no_shown_document_is_no_link() -> None:
    assert Page(replies.reply(answer(hit(document("It is here."), 0, 11)), {}, key="0")).links == []


def failing(error: Exception) -> "Future[Assistant]":
    opening: Future[Assistant] = Future()
    opening.set_exception(error)
    return opening


def test_an_error_keeps_the_question_and_says_what_to_do() -> None:
    chat = Chat([Exchange("Why?")])
    *_, messages = chat.answered(failing(QuestionError("Too odd.", "Ask anew.")), {})
    assert [message["role"] for message in messages] == ["user", "assistant"]
    assert "Why?" in messages[0]["content"]
    assert "Too odd." in messages[1]["content"]
    assert "Ask anew." in messages[1]["content"]
    assert chat[0].turn is None


def test_a_bug_is_told_in_the_chat_and_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    *_, messages = Chat([Exchange("Why?")]).answered(failing(KeyError("inner")), {})
    assert "Pincite failed on this question" in messages[1]["content"]
    assert "KeyError: 'inner'" in capsys.readouterr().err


def test_answers_keep_what_was_asked_meanwhile() -> None:
    chat = Chat([Exchange("First?"), Exchange("Done?", "<p>Yes.</p>", Turn("Done?"))])
    answers = chat.answered(failing(QuestionError("No.", "Ask anew.")), {})
    next(answers)
    chat.append(Exchange("Second?"))
    messages = list(answers)[-1]
    assert [m["content"] for m in messages[::2]] == [
        replies.question(asked) for asked in ("First?", "Done?", "Second?")
    ]
    assert all(exchange.reply for exchange in chat)


def test_a_waiting_question_is_shown() -> None:
    assert "Looking" in Chat([Exchange("Why?")]).messages()[1]["content"]


def asked(chat: Chat) -> list[str]:
    return [exchange.asked for exchange in chat]


def test_a_chat_takes_each_question_once_however_the_events_overtake_each_other() -> None:
    chat = Chat()
    for said in (["1", "2"], ["1"], ["1", "2"], [], ["1", "2", "2"]):
        chat.follow(0, said)
    assert asked(chat) == ["1", "2", "2"]


def test_a_new_chat_leaves_the_one_before_behind() -> None:
    chat = Chat()
    chat.follow(0, ["old"])
    chat.follow(2, [])
    chat.follow(1, ["between"])
    chat.follow(0, ["old", "late"])
    assert asked(chat) == []
    chat.follow(2, ["new"])
    assert asked(chat) == ["new"]


def test_an_answer_to_a_chat_left_behind_is_dropped() -> None:
    chat = Chat([Exchange("Why?")])
    opening: Future[Assistant] = Future()

    class Leaving:
        def ask(self, question: str, history: object) -> Answer:
            chat.follow(1, ["Why?"])
            raise QuestionError("Too late.", "Ask anew.")

    opening.set_result(cast("Assistant", Leaving()))
    answers = chat.answered(opening, {})
    next(answers)
    assert [exchange.reply for exchange in chat] == [""]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--documents", "/no/such/file"], "There is no file or folder '/no/such/file'."),
        (["--host", "no.such.host.invalid"], "The address 'no.such.host.invalid' is unknown."),
    ],
)
def test_a_bad_argument_ends_with_one_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(arguments) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(f"Pincite: {said}")


def test_a_taken_port_ends_with_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert app.main(["--port", str(port)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert f"Port {port} on 127.0.0.1 can't be used" in err
    assert "--port" in err


@pytest.mark.parametrize("port", ["0", "65536", "-1", "http", "¹"])
def test_a_port_is_a_number(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        app.main([f"--port={port}"])
    err = capsys.readouterr().err
    assert "is no port" in err
    assert err.count("\n") == 1


def test_an_unknown_option_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit, match="2"):
        app.main(["--color"])
    assert capsys.readouterr().err == "app.py: unrecognized arguments: --color\n"


def test_nothing_heavy_is_imported_before_it_is_needed() -> None:
    heavy = "{'gradio', 'torch', 'sentence_transformers', 'faiss'}"
    code = f"import sys, app; print(sorted({heavy} & set(sys.modules)))"
    ran = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"


def test_only_the_app_imports_gradio() -> None:
    importing = [
        path.relative_to(ROOT).as_posix()
        for package in ("index", "qa", "evals")
        for path in (ROOT / package).rglob("*.py")
        if "import gradio" in path.read_text() or "from gradio" in path.read_text()
    ]
    assert importing == []
