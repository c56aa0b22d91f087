"""Photos as they may be kept: upright, without their EXIF, re-encoded, of a modest size."""

import io
import warnings
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

#: More pixels than any phone makes are a bomb, not a photo.
MOST_PIXELS = 60_000_000
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF")


#: larger than any phone sends
MOST_BYTES = 10 * 2**20


def upload_of(upload: Any, *, longest: int = 800) -> bytes | None:
    """Return an uploaded picture as `clean_photo` does, or None where there is none."""
    if not upload:
        return None
    if upload.size > MOST_BYTES:
        raise ValidationError(_("The picture is too large. Choose a smaller one."))
    return clean_photo(upload.read(), longest=longest)


def put_photo(row: Any, content: bytes | None) -> None:
    """Give a row a new `photo`, not saved yet; the old file goes once all of it is written."""
    if not content:
        return
    drop_file(row)
    row.photo.save(f"{uuid4().hex}.jpg", ContentFile(content), save=False)


def drop_file(row: Any) -> None:
    """Take the `photo` off a row, not saved yet; its file goes once all of it is written."""
    name, storage = row.photo.name, row.photo.storage
    row.photo = ""
    if name:
        transaction.on_commit(lambda: storage.delete(name))


def clean_photo(content: bytes, *, longest: int = 800) -> bytes:
    """Return the picture as JPEG, turned upright, without metadata, at most `longest` pixels.

    Raises ValidationError for what is no picture, or one that is too large to be a photo.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise ValidationError(_("The picture is too large. Choose a smaller one."))
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((longest, longest))
                flat = Image.new("RGB", upright.size, "white")
                layer = upright.convert("RGBA")
                flat.paste(layer, mask=layer.getchannel("A"))
    except ValidationError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(_("The picture is too large. Choose a smaller one.")) from error
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise ValidationError(
            _("This is no picture that can be read. Choose a JPEG or PNG file.")
        ) from error
    out = io.BytesIO()
    flat.save(out, format="JPEG", quality=86, optimize=True)
    return out.getvalue()
