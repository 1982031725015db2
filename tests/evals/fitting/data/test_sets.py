from evals.fitting.data.articles import load_squad, read_articles, write_articles
from evals.fitting.data.examples import read_examples, write_examples
from evals.fitting.data.sets import load_sets
from qa.reading.reader import REPLY_KINDS
from tests.evals.fitting.small_sets import SETS, write_sets, write_squad


def test_each_set_is_read_as_it_is_laid_out(tmp_path):
    write_sets(tmp_path)
    examples = load_sets(tmp_path)
    assert {e.source for e in examples} >= {*SETS, "infotabs-fields", "doc2dial", "sharc"}
    for example in examples:
        assert all(span.of(example.text) for span in example.spans)
        assert example.kind in (None, *REPLY_KINDS)
        assert bool(example.spans) == (example.kind != "none")
    kinds = {e.source: e.kind for e in examples}
    assert (kinds["boolq"], kinds["contractnli"], kinds["sharc"]) == ("yes", "no", "no")
    write_examples(examples, tmp_path / "examples.jsonl")
    assert list(read_examples(tmp_path / "examples.jsonl")) == examples


def test_articles_are_read_with_their_twins(tmp_path):
    write_squad(tmp_path / "squad", tmp_path / "unanswerable")
    first, *others = load_squad(tmp_path / "squad", tmp_path / "unanswerable")
    assert [(q.text, q.passage, q.twins) for q in first.questions] == [
        ("Which sea is near Prague?", 1, ()),
        ("When was Brno founded?", 0, ("When was Olomouc founded?",)),
    ]
    assert all(q.near[0] == q.passage for q in first.questions)
    write_articles([first, *others], tmp_path / "articles.jsonl")
    assert list(read_articles(tmp_path / "articles.jsonl")) == [first, *others]
