"""What the page's scripts say."""

from qa.web.messages.english.replies import MARKED_ABSENT, MARKED_RIGHT

SCRIPTS = {
    # Chats.
    "newChat": "A new chat. The one before is kept under Chats.",
    "chatRemoval": "The chat was removed.",
    "oneQuestion": "1 question",
    "questions": "{number} questions",
    # Questions.
    "noQuestion": "Type a question first.",
    "longQuestion": "The question is too long: {number} characters, {most} at most.",
    "questionEditor": "Edit the question",
    "ask": "Ask",
    "cancel": "Cancel",
    "questionEdit": "The question was edited.",
    "returnOfLast": "The last question was taken back.",
    "returnOfRest": "What followed it was taken back.",
    "undo": "Undo",
    "serverAbsence": "Pincite cannot be reached. Your question is asked when it can.",
    "noServer": "Not reachable",
    # Replies, which scripts know by what they say.
    "rightMark": MARKED_RIGHT,
    "absenceMark": MARKED_ABSENT,
    # Copies.
    "copy": "Copied.",
    "markdownCopy": "Copied as Markdown.",
    "addressCopy": "Address copied.",
    "characters": "characters {start}–{end}",
    "quotation": "“{quote}”",
    "innerQuotation": "‘{quote}’",
    "pdfExport": "The files are being made…",
    # The source.
    "source": "Source",
    "removal": "Removed since, or changed",
    "serverSilence": "The server does not answer.",
    "page": "Page {number}",
    "pageTotal": "of {total}",
    "printedPage": "of {total} (printed {label})",
    "noPage": "There is no page “{page}” here: the pages are 1 to {total}.",
    "zoom": "{percent} %",
    "finding": "{number} of {total}",
    "noFinding": "None",
}
"""Each sentence by its name; a script fills in what stands in braces."""
