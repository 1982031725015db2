from collections import Counter
from threading import Barrier
from types import SimpleNamespace

import evals.speed.crowd
from evals.speed.crowd import crowd


def test_all_clients_ask_at_once_and_each_question_once(monkeypatch):
    monkeypatch.setattr(evals.speed.crowd, "CLIENTS", 3)
    asked: list[str] = []
    together = Barrier(3)

    def ask(question):
        asked.append(question)
        if len(asked) > 12:  # six to warm up, and six alone
            together.wait(60)  # for ever, unless three ask at once

    assistant = SimpleNamespace(ask=ask, index=SimpleNamespace(passages=range(7)))
    measured = crowd(assistant, [f"{n}?" for n in range(6)])  # type: ignore[arg-type]
    assert Counter(asked) == {f"{n}?": 3 for n in range(6)}
    assert (measured.clients, measured.questions, measured.passages) == (3, 6, 7)
    assert 0 < measured.p50 <= measured.p95
    assert measured.ratio == measured.together / measured.alone
