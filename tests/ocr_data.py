"""Tesseract's data for English: where it is or, run as a script, how to have it."""

import importlib.util
import os
import shutil
import subprocess
import sys

PACKAGES = ["tesseract-ocr-eng", "tesseract-ocr-osd"]


def is_there() -> bool:
    """Whether pages can be read by OCR."""
    if importlib.util.find_spec("tesserocr") is None:
        return False
    from index import DocumentError
    from index.documents.parsers.pdf.tessdata import ORIENTATION, data_file, data_folder

    try:
        return data_file(data_folder(), ORIENTATION).is_file()
    except DocumentError:
        return False


def main() -> None:
    """Install the data with Debian's package where root may, when it is not there."""
    apt = shutil.which("apt-get") if os.geteuid() == 0 else None
    if apt and not is_there():
        print("No data for Tesseract found: installing it.", file=sys.stderr, flush=True)
        subprocess.run([apt, "-qq", "update"], check=False)
        command = [apt, "-qq", "-y", "install", "--no-install-recommends", *PACKAGES]
        subprocess.run(command, check=False)
    print("OCR can be tested." if is_there() else "OCR cannot be tested: its data is missing.")


if __name__ == "__main__":
    main()
