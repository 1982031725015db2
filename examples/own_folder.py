"""Ask text and Markdown files of your own, and see where the answer stands.

    python examples/own_folder.py
    python examples/own_folder.py FOLDER "A question" "A follow-up"

Without a folder, those in examples/notes are asked.
"""

import sys
from pathlib import Path

from qa import Assistant

folder, *questions = sys.argv[1:] or [str(Path(__file__).with_name("notes"))]
questions = questions or ["When does the library open on Saturdays?", "And on Sundays?"]

assistant = Assistant(folder)
for number, question in enumerate(questions):
    answer = assistant.ask(question, history=questions[:number])
    print(f"{question}\n  {answer.text}")
    for citation in answer.citations:
        document, start, end = citation.document, citation.start, citation.end
        assert document.text[start:end] == citation.quote  # or it could not be made
        print(f"  {document.id}:{start}-{end} in {document.source}")
        for short in citation.answers:
            print(f"  {document.id}:{short.start}-{short.end} {short.of(document.text)!r}")
