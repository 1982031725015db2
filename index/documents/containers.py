"""Files that hold documents of their own: archives, mailboxes, and mails with attachments."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from index.documents.archives import files_in_zip
from index.documents.contained import Contained, UniqueNames
from index.documents.limits import Allowance, Limits
from index.documents.mailboxes import files_in_mail, mails_in_mailbox
from index.documents.parsers import is_document, suffix_of
from index.errors import DocumentError

_DEEPEST = 4  # files in each other: a mailbox in an archive has mails, and they archives
CONTAINERS: Mapping[str, Callable[[bytes, str, Allowance], Contained]] = {
    ".zip": files_in_zip,
    ".mbox": mails_in_mailbox,
    ".eml": files_in_mail,
}
"""What gives the files right in a file, by the end of its name."""


def contained(data: bytes, name: str) -> Contained:
    """The documents in the file ``name``, and in those in it; none where it is of another kind.

    Of an archive in it, only what that holds is among them; of a mail, it and what is attached.

    Raises:
        DocumentError: when it is damaged, or takes more than the limits.
    """
    files: list[tuple[str, bytes]] = []
    skipped: list[tuple[str, str]] = []
    allowance, names = Allowance(Limits.from_environment()), UniqueNames()
    todo = [(name, "", data, 1)]  # with the folder that what it holds is in, and how deep it is
    while todo:
        path, folder, content, depth = todo.pop()
        function = CONTAINERS.get(suffix_of(path))
        if function is None:
            continue
        try:
            direct = function(content, path, allowance)
        except DocumentError as error:
            if depth == 1:
                raise
            if not is_document(path):  # else it is told when the document is read
                skipped.append((path, error.problem))
            continue
        skipped += [(folder + file, reason) for file, reason in direct.skipped]
        deeper = []
        for file, inside in direct.files:
            unique = names.name(folder + file)
            if is_document(file):
                files.append((unique, inside))
            if depth < _DEEPEST:
                deeper.append((unique, f"{unique}/", inside, depth + 1))
            elif not is_document(file):
                skipped.append((unique, f"It is nested deeper than {_DEEPEST} files."))
        todo += reversed(deeper)
    return Contained(tuple(files), tuple(skipped))
