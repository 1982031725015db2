"""The reply to a question that wants another than the sentence that answers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from index.text.terms import WORD
from qa.answering.comparison import compare, compare_sources
from qa.answering.count import count
from qa.answering.facts import facts
from qa.answering.look_up import look_up
from qa.answering.mention import mention
from qa.answering.overview import overview
from qa.answering.scope import Scope
from qa.answering.source import sources_of
from qa.answering.subject import documents_named
from qa.answering.talk import talk
from qa.question.english.follow_ups import COUNTS_AGAIN
from qa.question.english.overviews import POINTS_BACK
from qa.question.kind import Aspect, Mention, Request, plain, request
from qa.question.query import understand
from qa.question.restating import ask_again
from qa.types import Answer, ReplyKind, Turn


def reply_to(
    scope: Scope, asked: Request, question: str, history: Sequence[Turn] = ()
) -> Answer | None:
    """The reply that its kind calls for, None where an ordinary search is to answer.

    That is where it wants no other, where the documents lack what it names, or where they ask the
    very question themselves, and answer it below.
    """
    if history and not scope.is_vast and (again := _counted_again(asked, history)):
        return count(scope, again, question)
    if asked.kind is ReplyKind.QUESTION or _is_in_text(scope, asked.question):
        return None
    if asked.kind is ReplyKind.TALK:
        return talk(asked.smalltalk, question) if asked.smalltalk else None
    if asked.mention is Mention.SAID or _leans(asked, history):
        return None
    return _made(scope, asked, question)


def reply_from_sources(
    scope: Scope,
    asked: Request,
    question: str,
    history: Sequence[Turn],
    answer: Callable[[Scope, Request, str, Sequence[Turn]], Answer],
) -> Answer | None:
    """The reply of the documents that a question names as its source; None where it names none.

    So it is where what it names may be another thing, and they do not answer. ``answer`` is how
    they are asked.
    """
    ordinary = asked.kind is ReplyKind.QUESTION  # nearly all, of which few name a source
    if asked.kind not in _FROM_SOURCES or (not ordinary and _is_in_text(scope, asked.question)):
        return None
    if asked.kind is ReplyKind.OVERVIEW:
        named = documents_named(scope, asked.things[0])
        return answer(scope.inside(named), asked, question, history) if named else None
    if asked.kind is ReplyKind.LOOK_UP and (part := _made(scope, asked, question)):
        return part
    text = asked.question
    if history:
        text = understand(scope.index, text, history, scope.within).text
    sources = sources_of(scope, text)
    if not sources or (ordinary and _is_in_text(scope, asked.question)):
        return None
    documents = [document for source in sources for document in source.documents]
    wanted = request(sources[0].plain)
    if wanted.kind is ReplyKind.TALK:
        return None
    of_places = wanted.kind is ReplyKind.MENTION and wanted.mention is not Mention.SAID
    if len(sources) > 1 and not of_places:
        return compare_sources(scope, sources, question)
    # Whatever is searched for is asked in its own words.
    searched = wanted.kind is ReplyKind.QUESTION or wanted.mention is Mention.SAID
    wanted = replace(wanted, question=asked.question) if searched else wanted
    reply = answer(scope.inside(documents), wanted, question, history)
    if sources[0].sure:
        return reply
    if reply.abstained or not sources[0].place:
        return None if reply.abstained else reply
    everywhere = answer(scope, asked, question, history)
    return reply if reply.confidence >= everywhere.confidence else everywhere


_FROM_SOURCES = frozenset(
    {
        ReplyKind.QUESTION,
        ReplyKind.OVERVIEW,
        ReplyKind.MENTION,
        ReplyKind.COUNT,
        ReplyKind.LOOK_UP,
    }
)


def reply_after(scope: Scope, asked: Request, question: str) -> Answer | None:
    """The reply to a question that an ordinary search did not answer; None without one."""
    leaning = asked.kind is ReplyKind.OVERVIEW or asked.mention is Mention.SAID
    if not leaning or _is_in_text(scope, asked.question):
        return None
    made = _made(scope, asked, question)
    # That nothing is mentioned is for the search to say.
    return made if made and made.citations else None


def _made(scope: Scope, asked: Request, question: str) -> Answer | None:
    """The reply of its kind; None where it cannot be told, or very many documents are asked."""
    if scope.is_vast:
        return None
    match asked.kind:
        case ReplyKind.OVERVIEW if Aspect.ABOUT in asked.aspects:
            return overview(scope, asked, question)
        case ReplyKind.OVERVIEW:
            return facts(scope, asked, question)
        case ReplyKind.MENTION:
            return mention(scope, asked, question)
        case ReplyKind.LOOK_UP:
            return look_up(scope, asked, question)
        case ReplyKind.COUNT:
            return count(scope, asked, question)
        case ReplyKind.COMPARISON:
            return compare(scope, asked, question)
    return None


def _counted_again(asked: Request, history: Sequence[Turn]) -> Request | None:
    """What "How many are there?" counts of what was asked last."""
    if not COUNTS_AGAIN.match(asked.question):
        return None
    again = ask_again(asked.question, history[-1].question)
    counted = again and request(again)
    return counted if counted and counted.kind is ReplyKind.COUNT else None


def _leans(asked: Request, history: Sequence[Turn]) -> bool:
    """Whether the "it" of a question may be what was asked about before, not the document."""
    if asked.kind is not ReplyKind.OVERVIEW or Aspect.ABOUT in asked.aspects or not history:
        return False
    before = request(history[-1].question)
    whole = before.kind in (ReplyKind.OVERVIEW, ReplyKind.TALK)
    return not whole and bool(POINTS_BACK.fullmatch(asked.things[0]))


def _is_in_text(scope: Scope, question: str) -> bool:
    """Whether a document asks ``question`` itself, as lists of frequent questions do."""
    asked = plain(question).casefold()
    if len(asked.split()) < 2 or scope.is_vast:
        return False
    words = " ".join(question.split()).rstrip("?!. ").casefold()
    holding = scope.holding(WORD.findall(words))
    return any(f"{words}?" in " ".join(d.text.split()).casefold() for d in holding)
