"""The data sets that training reads, a few rows of each."""

import json

TEXT = "Brno was founded in 1243 by King Wenceslaus. The town grew fast. Olomouc grew slowly."
OTHER = "Prague was founded earlier. It lies on the river Vltava, below Vyšehrad."


def append_rows(file, rows):
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a", encoding="utf-8") as out:
        out.writelines(json.dumps(row) + "\n" for row in rows)


SETS = ("nq-qed", "condaqa", "boolq", "contractnli", "infotabs", "wikitablequestions", "tatqa")
FORM = "Born: 5 August 1954, Rome\nHeight: 1.80 m\nOccupation: Painter"


def write_sets(folder):
    for name in (*SETS, "doc2dial-dev", "sharc"):
        text = FORM if name == "infotabs" else TEXT
        row: dict[str, object] = {"id": "1", "passage_id": "p", "split": "train"}
        row |= {"question": "When was Brno founded?"}
        row |= {"kind": "span", "answers": [{"text": "1243", "start": 20}], "category": "Person"}
        row |= {"history": [], "turn": 1, "scenario": "", "group": 1}
        kind = {"boolq": "yes", "contractnli": "contradicted", "infotabs": "entailed"}.get(name)
        row |= {"kind": kind} if kind else {}
        row |= {"split": "dev", "answers": []} if name == "boolq" else {}
        row |= {"kind": "no", "answers": []} if name == "sharc" else {}
        append_rows(folder / name / "passages.jsonl", [{"id": "p", "title": "T", "text": text}])
        append_rows(folder / name / "questions.jsonl", [row])


def write_squad(squad, unanswerable):
    for name in ("A", *(f"B{n}" for n in range(90))):
        paragraphs = [
            {"_id": f"{name}#{n}", "title": name, "text": t} for n, t in enumerate((TEXT, OTHER))
        ]
        answer = {"text": "1243", "start": 20, "start_from": "unique"}
        row = {"_id": f"{name}#0-0", "text": "When was Brno founded?", "context_id": f"{name}#0"}
        unsure = {**row, "_id": f"{name}#0-1", "answer_spans": [{**answer, "start_from": "guess"}]}
        twin = {"question": "When was Olomouc founded?", "passage_id": f"{name}#0"}
        alone = {"question": "Which sea is near Prague?", "passage_id": f"{name}#1"}
        append_rows(squad / "corpus.jsonl", paragraphs)
        append_rows(squad / "queries.jsonl", [{**row, "answer_spans": [answer]}, unsure])
        append_rows(unanswerable / "questions.jsonl", [{**twin, "pair_id": f"{name}#0-0"}, alone])


def write_real_docs(folder):
    """Two documents, each with a question that it answers and one that it does not."""
    (folder / "documents").mkdir(parents=True)
    for name in ("a", "b"):
        file = folder / "documents" / f"{name}.txt"
        file.write_text(f"{TEXT}\n\n{OTHER}\n", encoding="utf-8")
        case = {"question": "When was Brno founded?", "document": f"{name}.txt"}
        quote = {"document": f"{name}.txt", "quote": "Brno was founded in 1243"}
        there = {"answers": ["1243"], "evidence": [quote], "kind": "plain", "id": f"{name}1"}
        absent = {"answers": [], "evidence": [], "kind": "absent", "id": f"{name}2"}
        append_rows(folder / "cases.jsonl", [case | there, case | absent])
