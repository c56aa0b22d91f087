"""Which kind of file the bytes are, told by the bytes; the name only helps with plain text."""

import io
import zipfile
from enum import StrEnum


class Kind(StrEnum):
    """Kinds of file that can be read, and kinds for which there is advice."""

    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    FODS = "fods"
    DOCX = "docx"
    TEXT = "text"
    # what cannot be read, each with advice of its own
    EMPTY = "empty"
    CUT = "cut"
    PASSWORD = "password"  # noqa: S105  a kind of file, no secret
    PDF = "pdf"
    PICTURE = "picture"
    DOC = "doc"
    HTML = "html"
    ZIP = "zip"
    OTHER = "other"


READABLE = frozenset(
    {Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS, Kind.FODS, Kind.DOCX, Kind.TEXT}
)  # fmt: skip
_PICTURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"II*\x00", b"MM\x00*", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def kind_of(data: bytes, name: str = "") -> Kind:
    """Return what kind of file these bytes are."""
    if not data.strip(b"\x00 \r\n\t"):
        return Kind.EMPTY
    if data[:4] == b"PK\x03\x04":
        return _packed(data)
    if data[:8] == _OLE:
        return _compound(data)
    if data[:5] == b"%PDF-":
        return Kind.PDF
    if data[:12][4:8] == b"ftyp" or data.startswith(_PICTURES):
        return Kind.PICTURE
    if data[:5] == b"{\\rtf":
        return Kind.DOC
    if data[:2] in (b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00") and data[2:4] in (
        b"\x10\x00",
        b"\x08\x00",
        b"\x06\x00",
        b"\x04\x00",
    ):
        return Kind.XLS  # a bare stream of Excel 2 to 5
    start = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if b"office:document" in start and b"opendocument" in start:
        return Kind.FODS
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<meta", b"<head")):
        return Kind.HTML
    if start.startswith((b"<?xml", b"<")) and (b"<html" in start or b"<table" in start):
        return Kind.HTML
    return Kind.TEXT if is_text(data) else Kind.OTHER


def is_text(data: bytes) -> bool:
    """Whether bytes are text of any encoding: a mark of UTF-16, or no control characters."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    sample = data[:65536]
    if b"\x00" in sample:
        zeros = sample[1::2].count(0) + sample[0::2].count(0)
        return zeros * 4 > len(sample)  # UTF-16 without a mark
    return not any(byte < 9 or 13 < byte < 32 and byte != 27 for byte in sample)


def _packed(data: bytes) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            names = set(packed.namelist())
            if "mimetype" in names:
                with packed.open("mimetype") as told:
                    if b"opendocument.spreadsheet" in told.read(200):
                        return Kind.ODS
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        return Kind.CUT
    if "xl/workbook.bin" in names:
        return Kind.XLSB
    if any(name.startswith("xl/") for name in names):
        return Kind.XLSX
    if "word/document.xml" in names:
        return Kind.DOCX
    if "content.xml" in names:
        return Kind.ODS
    if "_rels/.rels" in names and any(name.endswith("workbook.xml") for name in names):
        return Kind.XLSX
    return Kind.ZIP


def _compound(data: bytes) -> Kind:
    """An OLE file: the names of its streams stand in it as UTF-16."""

    def holds(word: str) -> bool:
        return word.encode("utf-16-le") in data

    if holds("EncryptedPackage") or holds("EncryptionInfo"):
        return Kind.PASSWORD
    if holds("WordDocument"):
        return Kind.DOC
    return Kind.XLS if holds("Workbook") or holds("Book") else Kind.OTHER
