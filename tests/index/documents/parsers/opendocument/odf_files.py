"""OpenDocument files for tests, made of their XML."""

from io import BytesIO
from zipfile import ZipFile

_SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        **{
            short: f"urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"
            for short, name in {
                "office": "office", "style": "style", "text": "text", "table": "table",
                "draw": "drawing", "svg": "svg-compatible", "fo": "xsl-fo-compatible",
                "presentation": "presentation", "form": "form", "chart": "chart", "meta": "meta",
            }.items()
        },
        "dc": "http://purl.org/dc/elements/1.1/",
        "xlink": "http://www.w3.org/1999/xlink",
        "math": "http://www.w3.org/1998/Math/MathML",
        "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
        "field": "urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0",
    }.items()
)  # fmt: skip
_DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'


def content(kind: str, body: str, automatic: str = "") -> str:
    """The content.xml of a document."""
    return (
        f'{_DECLARATION}<office:document-content {_SPACES} office:version="1.3">'
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body>"
        "</office:document-content>"
    )


def package(
    kind: str,
    body: str,
    automatic: str = "",
    styles: str = "",
    title: str = "",
    parts: dict[str, str] | None = None,
    manifest: str = "",
) -> bytes:
    """A document with this ``body`` as LibreOffice packs it."""
    media = f"application/vnd.oasis.opendocument.{kind}"
    files = {
        "mimetype": media,
        "content.xml": content(kind, body, automatic),
        "styles.xml": (
            f"{_DECLARATION}<office:document-styles {_SPACES}>"
            f"<office:styles>{styles}</office:styles>"
            '<office:automatic-styles><style:style style:name="P1" style:family="paragraph">'
            '<style:text-properties text:display="none"/></style:style></office:automatic-styles>'
            "</office:document-styles>"
        ),
        "meta.xml": (
            f"{_DECLARATION}<office:document-meta {_SPACES}><office:meta>"
            f"<dc:title>{title}</dc:title><dc:creator>Ann</dc:creator>"
            "</office:meta></office:document-meta>"
        ),
        **(parts or {}),
        "META-INF/manifest.xml": manifest
        or (
            f"{_DECLARATION}<manifest:manifest"
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{media}"/>'
            "</manifest:manifest>"
        ),
    }
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for path, text in files.items():
            archive.writestr(path, text)
    return buffer.getvalue()


def flat_file(kind: str, body: str, automatic: str = "", styles: str = "") -> bytes:
    """A document with this ``body`` as one file of plain XML."""
    return (
        f'{_DECLARATION}<office:document {_SPACES} office:version="1.3"'
        f' office:mimetype="application/vnd.oasis.opendocument.{kind}">'
        "<office:meta><dc:title>Flat</dc:title></office:meta>"
        f"<office:styles>{styles}</office:styles>"
        f"<office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document>"
    ).encode()


def style(name: str, properties: str = "", family: str = "paragraph", **attributes: str) -> str:
    """A style; attributes are written with "_" for "-"."""
    said = "".join(f' style:{key.replace("_", "-")}="{v}"' for key, v in attributes.items())
    return (
        f'<style:style style:name="{name}" style:family="{family}"{said}>{properties}</style:style>'
    )


ENCRYPTED = (
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:size="99">'
    '<manifest:encryption-data manifest:checksum-type="SHA256-1K" manifest:checksum="x"/>'
    "</manifest:file-entry></manifest:manifest>"
)
