from evals.formats.manual import Asked, ask, differences_table, formats_table
from evals.formats.questions import Question

MANUALS = {"pumps": {"TXT": "pumps.txt", "HTML": "pumps.html"}}
QUESTIONS = [
    Question("How much does the pump weigh?", "pumps", "weighs 4 kg"),
    Question("When does the desk open?", "pumps", "opens at nine"),
    Question("Who is green?", "other", "is green"),
]


def test_each_file_is_asked_what_is_about_its_manual(tmp_path, embedder):
    (tmp_path / "pumps.txt").write_text("The pump weighs 4 kg.\n\nThe desk opens at\nnine.\n")
    (tmp_path / "pumps.html").write_text("<p>The pump weighs <b>4</b> kg.</p><p>It is green.</p>")
    asked = ask(tmp_path, MANUALS, QUESTIONS, embedder)
    assert [(it.format, it.question.answer, it.shown) for it in asked] == [
        ("TXT", "weighs 4 kg", True),
        ("TXT", "opens at nine", True),
        ("HTML", "weighs 4 kg", True),
        ("HTML", "opens at nine", False),
    ]
    assert formats_table(asked).rows == (
        ("pumps", "TXT", 2, 1.0, 1.0, None, None),
        ("pumps", "HTML", 2, 0.5, 0.5, 0.5, 0.95),
    )
    assert differences_table(asked).rows == (("HTML", "worse", "When does the desk open?"),)


def test_formats_are_compared_over_the_same_questions():
    first, second = QUESTIONS[0], QUESTIONS[2]
    asked = [
        Asked(first, "TXT", True, True),
        Asked(first, "PDF", False, True),
        Asked(second, "TXT", False, False),
    ]
    *_, text, pdf = formats_table(asked).rows
    assert text == ("all", "TXT", 2, 0.5, 0.5, None, None)
    assert pdf == ("all", "PDF", 1, 0.0, 1.0, 1.0, 0.95)
    assert differences_table(asked).rows == (("all", "neither", "Who is green?"),)
