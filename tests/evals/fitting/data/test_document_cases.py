from evals.fitting.data.document_cases import document_cases
from tests.evals.fitting.small_sets import TEXT, write_real_docs


def test_a_case_knows_the_sentences_that_answer(tmp_path):
    write_real_docs(tmp_path)
    plain, absent = document_cases(tmp_path, "choose")
    sentences = {plain.passages[i].sentences[j].of(TEXT) for i, j in plain.right}
    assert sentences == {"Brno was founded in 1243 by King Wenceslaus."}
    assert (absent.right, absent.golds) == (frozenset(), ())
