"""The chat on paper."""

import pypdfium2
from playwright.sync_api import Page

from tests.browser.server import UNANSWERABLE, ask, ready

QUESTIONS = ("Who issued the strategy?", "What is the aim of the strategy?", UNANSWERABLE)


def test_no_question_stands_alone_at_the_foot_of_a_page(page: Page) -> None:
    ready(page)
    for question in QUESTIONS:
        ask(page, question)
    for height in range(150, 320, 10):  # one of them ends a page where nothing is done about it
        paper = pypdfium2.PdfDocument(page.pdf(width="210mm", height=f"{height}mm"))
        for sheet in paper:
            words = " ".join(sheet.get_textpage().get_text_bounded().split())
            assert not words.endswith(QUESTIONS), (height, words)
