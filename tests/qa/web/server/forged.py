"""What somebody sends who wants a file of the server."""

from typing import Any

SECRET = "Nobody who asks over the web may read this."


def file_data(path: str) -> dict[str, Any]:
    """A file as Gradio has it in messages."""
    return {"path": path, "meta": {"_type": "gradio.FileData"}}
