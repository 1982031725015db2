"""Ask a running server from another program.

    python examples/client.py http://127.0.0.1:7860
    python examples/client.py

Without an address the script starts a server of its own, and stops it at the end.
"""

import os
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from socket import create_server

os.environ["HF_HUB_OFFLINE"] = "1"  # gradio_client calls out otherwise

from gradio_client import Client

APP = Path(__file__).parent.parent / "app.py"

with ExitStack() as at_end:
    url = sys.argv[1] if sys.argv[1:] else ""
    if not url:
        with create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        command = [sys.executable, str(APP), "--port", str(port), "--shared", "off"]
        server = at_end.enter_context(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
        at_end.callback(server.terminate)
        assert server.stdout
        print(server.stdout.readline().strip())  # printed once it listens
        url = f"http://127.0.0.1:{port}"
    client = Client(url, verbose=False, analytics_enabled=False)
    answer = client.predict("Who issued the strategy?", api_name="/ask")
    print(answer["answer"])
    for citation in answer["citations"]:
        print(f"{citation['document']}:{citation['start']}-{citation['end']}")
    retrieved = client.predict("cyber terrorism", 2, api_name="/retrieve")
    print(*(f"{hit['score']:.2f}  {hit['text'][:60]}" for hit in retrieved["passages"]), sep="\n")
