"""Pictures: opened from files, and encoded to be shown. The home of pillow."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from index.documents.limits import Limits, over
from index.documents.parsers.package import damaged

Picture = Image.Image

MAX_PIXELS = 40_000_000
"""The most pixels of a picture that is read."""

_COLOURS, _QUALITY = 64, 80  # of pictures of text, and of those with photographs
_RESOLUTION = 300  # dots an inch, where a file does not say, or what it says can't be
_LIKELY = range(72, 1201)


def frame_count(data: bytes, name: str) -> int:
    """How many pictures are in the file ``name``, as far as the limit goes; a TIFF may have many.

    Raises:
        DocumentError: when it is damaged.
    """
    with _opened(data, name) as file:
        return min(getattr(file, "n_frames", 1), Limits.from_environment().pages)


def frame(data: bytes, name: str, number: int) -> tuple[Picture, int]:
    """The picture of index ``number`` in the file ``name``, and its dots an inch.

    Raises:
        DocumentError: when it is damaged, or has more than `MAX_PIXELS`.
    """
    with _opened(data, name) as file:
        file.seek(number)
        if file.width * file.height > MAX_PIXELS:
            raise over(name, "pixels", MAX_PIXELS, "pixels")
        dots = round(float(file.info.get("dpi", (0, 0))[1]))
        return _upright(file.copy()), dots if dots in _LIKELY else _RESOLUTION


@contextmanager
def _opened(data: bytes, name: str) -> Iterator[Image.Image]:
    try:
        with Image.open(BytesIO(data)) as file:
            yield file
    except UnidentifiedImageError as error:
        raise damaged(name, "it is no picture that can be read") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise damaged(name, str(error) or type(error).__name__) from error


def turned(picture: Picture, degrees: int) -> Picture:
    """``picture`` turned clockwise by a multiple of 90 degrees."""
    return picture.rotate(-degrees, expand=True) if degrees else picture


def scaled(picture: Picture, width: int) -> Picture:
    """``picture`` in this width, in pixels."""
    return picture.resize((width, max(1, round(picture.height * width / picture.width))))


def encoded(picture: Picture, *, photograph: bool) -> tuple[str, bytes]:
    """The type of an encoded picture, such as "image/png", and its bytes."""
    buffer = BytesIO()
    if photograph:
        picture.convert("RGB").save(buffer, "JPEG", quality=_QUALITY)
        return "image/jpeg", buffer.getvalue()
    picture.convert("RGB").quantize(_COLOURS).save(buffer, "PNG")
    return "image/png", buffer.getvalue()


def _upright(picture: Picture) -> Picture:
    """``picture`` turned as the camera says, on white where it is transparent."""
    picture = ImageOps.exif_transpose(picture)
    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        ground = Image.new("RGBA", picture.size, "white")
        ground.alpha_composite(picture.convert("RGBA"))
        return ground.convert("RGB")
    return picture.convert("RGB")
