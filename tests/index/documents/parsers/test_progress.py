from index.documents.parser_process import ParserProcess
from index.documents.parsers.pdf.pdf import parse_pdf
from index.documents.parsers.progress import followed, report
from tests.pdf_files import column, pdf


def test_the_pages_of_a_pdf_are_told_one_by_one():
    told = []
    with followed(lambda *progress: told.append(progress)):
        parse_pdf(pdf([column(["One."]), column(["Two."]), column(["Three."])]), "a.pdf")
    assert told == [("reading", number, 3) for number in range(3)]


def test_only_who_follows_is_told():
    told = []
    with followed(lambda *progress: told.append(progress)):
        report("reading", 1, 2)
    report("reading", 2, 2)
    assert told == [("reading", 1, 2)]


def test_how_far_a_long_file_is_comes_from_its_process_now_and_then():
    pages = 600
    line = "The ferry to the island of Hoy leaves the harbour at noon, and it is back at four."
    told = []
    process = ParserProcess(progress=lambda *progress: told.append(progress))
    try:
        process.ask("parse", pdf([column([line] * 3)] * pages), "long.pdf")
    finally:
        process.close()
    assert told
    assert {(name, stage, of) for name, stage, _, of in told} == {("long.pdf", "reading", pages)}
    done = [done for _, _, done, _ in told]
    assert done == sorted(set(done))
    assert len(done) < pages
