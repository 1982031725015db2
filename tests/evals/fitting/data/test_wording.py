from random import Random

from evals.fitting.data.wording import reword
from evals.fitting.data.wordnet import Synonyms
from tests.evals.fitting.small_data import NONE


def test_a_question_keeps_its_words_however_it_is_opened():
    for seed in range(80):
        question = reword("When was the tall tower of Brno built?", Random(seed), NONE).lower()
        words = ("tall", "tower", "brno", "built")
        assert sum(word in question for word in words) >= 3  # one may have a slip


def test_synonyms_are_read_from_wordnets_files(tmp_path):
    (tmp_path / "data.noun").write_text(
        "  1 licence\n00001740 03 n 02 motorcar 0 automobile 0 000 | a car\n", encoding="utf-8"
    )
    (tmp_path / "index.noun").write_text("motorcar n 1 0 1 1 00001740  \n", encoding="utf-8")
    for name in ("data.verb", "index.verb", "data.adj", "index.adj"):
        (tmp_path / name).write_text("", encoding="utf-8")
    (tmp_path / "cntlist.rev").write_text("automobile%1:06:00:: 1 9\n", encoding="utf-8")
    known = Synonyms(tmp_path)
    assert known.of("motorcar") == ("automobile",)
    assert known.of("motorcars") == ("automobiles",)
    assert known.of("bicycle") == NONE.of("motorcar") == ()
