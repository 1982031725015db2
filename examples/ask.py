"""Ask the article that Pincite ships with.

    python examples/ask.py
    python examples/ask.py "What is the aim of the strategy?"

It prints the sentences that answer, and where they stand.
"""

import sys

from qa import ask

question = " ".join(sys.argv[1:]) or "Who issued the strategy?"
answer = ask(question)

print(answer.text)
for number, citation in enumerate(answer.citations, start=1):
    print(f"[{number}] {citation.document_id}, characters {citation.start} to {citation.end}")
for place in answer.likely:
    print(place.quote)
if answer.grade == "absent" and answer.closest:
    print("Closest passage, not an answer:", answer.closest.citation.quote)
elif answer.short_answer:
    print("In short:", answer.short_answer)
print(f"Confidence: {answer.confidence:.2f}")
