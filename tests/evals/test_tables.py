from evals.report import Figure
from evals.tables import Row, markdown


def test_a_table_has_totals_intervals_and_kinds():
    figures = {
        "answer_f1": Figure(0.5, 0.4, 0.6, 9),
        "answer_cited": Figure(0.25, 0.1, 0.5, 9),
        "sentence_mrr": Figure(1, 1, 1, 9),
    }
    kind = {name: Figure(None, None, None, 0) for name in figures}
    assert markdown(Row("all", 9, figures), [Row("plain", 3, kind)]).splitlines() == [
        "| | cases | right sentence cited | answer F1 |",
        "| --- | ---: | ---: | ---: |",
        "| all | 9 | 0.250 | 0.500 |",
        "| 95 % interval | | 0.10–0.50 | 0.40–0.60 |",
        "| plain | 3 | – | – |",
    ]
