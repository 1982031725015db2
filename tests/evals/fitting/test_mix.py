from itertools import chain

import numpy as np
import pytest

from evals.fitting.calibration import Example, examples, numbers
from evals.fitting.mix import mix
from evals.fitting.samples import Asked, Sample, rows, search
from evals.fitting.splits import CHOOSE, FIT, real_docs_part
from evals.fitting.weights import fit
from index.build import build
from index.documents.document import Document
from index.documents.span import Span
from index.errors import PinciteError
from qa.answering.confidence import Signs
from qa.retrieval.fusion import Weights
from tests.evals.fitting.small_sets import TEXT, append_rows, write_sets, write_squad

DOCUMENTS = [f"{letter}.md" for letter in "abcdefgh"]


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """A folder with a few rows of every set."""
    folder = tmp_path_factory.mktemp("shared")
    write_sets(folder / "reading")
    write_squad(folder / "squad11-train", folder / "reading" / "unanswerable")
    quote = "Brno was founded in 1243 by King Wenceslaus."
    for name, files in (("real-docs", DOCUMENTS), ("squad-dev-cases", ["Geology.md"])):
        (folder / name / "documents").mkdir(parents=True)
        for number, file in enumerate(files):
            (folder / name / "documents" / file).write_text(f"# Town {number}\n\n{TEXT}")
            case: dict[str, object] = {
                "id": file,
                "question": "When was Brno founded?",
                "answers": ["1243"],
            }
            case |= {"evidence": [{"document": file, "quote": quote}], "document": file}
            absent = {**case, "id": f"{file}-2", "answers": [], "evidence": []}
            append_rows(folder / name / "cases.jsonl", [case, absent])
    return folder


@pytest.fixture(scope="module")
def mixed(shared):
    """What is fitted on, and what is chosen by."""
    return [[*mix(shared, part, 4)] for part in (FIT, CHOOSE)]


def test_every_set_is_in_the_mix_with_the_words_that_answer(mixed):
    samples = [*chain.from_iterable(mixed)]
    assert {s.name for s in samples} >= {"real-docs", "everyday", "squad11-train"}
    for sample in samples:
        texts = {document.id: document.text for document in sample.index.documents}
        for case in sample.asked:
            assert case.document in texts
            if sample.name in ("real-docs", "squad11-train", "squad-dev-cases"):
                assert {"1243" in span.of(texts[case.document]) for span in case.spans} <= {True}
    assert {len(s.asked) for s in samples if s.name == "squad11-train"} == {4}


def test_what_is_fitted_on_is_not_chosen_by(mixed):
    names = [
        {d.id for s in samples if s.name == "real-docs" for d in s.index.documents}
        for samples in mixed
    ]
    assert names == [set(real_docs_part(DOCUMENTS, part)) for part in (FIT, CHOOSE)]
    assert names[0].isdisjoint(names[1])


def test_a_set_that_is_not_there_is_named(tmp_path):
    with pytest.raises(PinciteError, match="real-docs"):
        next(mix(tmp_path, FIT))


@pytest.fixture(scope="module")
def sample(embedder):
    """A document of two paragraphs, and a question that one of them answers."""
    text = f"{TEXT}\n\nPrague lies on the river Vltava."
    asked = Asked("When was Brno founded?", "a", (Span(20, 24),), ("1243",))
    return Sample("towns", build([Document("a", "a", text, "a")], embedder), (asked,))


def test_rows_say_which_sentence_is_right(sample):
    (case,) = sample.asked
    found = rows("towns", case, search(sample, case, None))
    assert found.right.tolist() == [True, False, False, False]
    assert found.holding.tolist() == [True, True, True, False]
    assert found.signals.shape == (4, len(Weights.__dataclass_fields__))
    assert fit([found], ["sentence_lexical"]).argmax() == 4


def test_a_question_is_asked_again_without_what_answers(sample):
    made = [*examples(sample, None)]
    assert [example.answerable for example in made] == [True, False]
    assert made[0].signs.coverage > made[1].signs.coverage


def test_every_set_counts_alike_and_seven_of_ten_of_it_are_answered():
    signs = Signs(*[0.5] * 8)
    made = [Example(name, signs, answered) for name in "ab" for answered in (True, False)]
    _, truth, shares = numbers([*made, *made[2:], *made[3:]])
    assert truth.tolist() == [True, False, True, False, True, False, False]
    expected = np.array([0.7, 0.3, 0.35, 0.1, 0.35, 0.1, 0.1]) * 7 / 2
    assert shares == pytest.approx(expected)
