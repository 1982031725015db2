from qa.library.library import Library
from qa.suggestions.openers import EXAMPLES, page_openers
from qa.suggestions.suggest import openers


def test_the_shipped_article_has_questions_of_its_own(assistant, tmp_path, embedder):
    assert page_openers(shipped=True)(assistant) == EXAMPLES
    assert page_openers(shipped=False)(assistant) == openers(assistant) != list(EXAMPLES)
    with_more = Library(tmp_path / "library", embedder=embedder, reader="none")
    (first,) = with_more.collections()
    (tmp_path / "b.txt").write_text("The desk opens at nine.")
    with_more.add(first.folder, [("b.txt", tmp_path / "b.txt")])
    both = with_more.open(first.folder)
    assert page_openers(shipped=True)(both) == openers(both)
