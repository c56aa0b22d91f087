"""Drawn pictures for the demo's album: no real people, no real place."""

import io

from PIL import Image, ImageDraw

SIZE = (1600, 1000)


def hall(kind: int) -> bytes:
    """Return a drawn hall as JPEG: 0 the audience, 1 somebody at the lectern, 2 certificates given."""
    picture = Image.new("RGB", SIZE, (236, 226, 205))
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 1600, 470), fill=(150, 32, 34))
    for fold in range(0, 1600, 80):
        draw.line((fold, 0, fold - 20, 470), fill=(120, 22, 26), width=10)
    draw.rectangle((360, 70, 1240, 210), fill=(196, 44, 40), outline=(236, 190, 72), width=6)
    for line, wide in ((110, 700), (150, 560)):
        draw.rounded_rectangle(
            (800 - wide // 2, line, 800 + wide // 2, line + 18), 8, fill=(248, 214, 110)
        )
    draw.rectangle((0, 470, 1600, 560), fill=(122, 84, 52))
    if kind == 0:
        for row in range(4):
            for seat in range(12 + row):
                x, y = 60 + seat * (1480 // (11 + row)), 640 + row * 100
                _person(draw, x, y, 26 + 5 * row, (58 + 12 * (seat % 4), 78, 70 + 10 * (seat % 3)))
    elif kind == 1:
        _person(draw, 800, 330, 46, (44, 92, 64))
        draw.polygon(
            ((700, 400), (900, 400), (930, 640), (670, 640)),
            fill=(140, 98, 60),
            outline=(92, 62, 36),
        )
        for seat in range(9):
            _person(draw, 120 + seat * 170, 840, 40, (72, 84, 96))
    else:
        for place, tone in enumerate(((44, 92, 64), (70, 70, 110), (110, 74, 70), (60, 96, 100))):
            x = 420 + place * 250
            _person(draw, x, 420, 46, tone)
            draw.rectangle(
                (x - 52, 500, x + 52, 574), fill=(250, 244, 226), outline=(206, 160, 60), width=5
            )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


def _person(
    draw: ImageDraw.ImageDraw, x: int, y: int, size: int, tone: tuple[int, int, int]
) -> None:
    draw.rounded_rectangle((x - size, y + size - 4, x + size, y + 4 * size), size // 2, fill=tone)
    draw.ellipse(
        (x - size * 0.7, y - size * 0.7, x + size * 0.7, y + size * 0.7), fill=(214, 176, 140)
    )
    draw.pieslice(
        (x - size * 0.72, y - size * 0.8, x + size * 0.72, y + size * 0.6),
        180,
        360,
        fill=(46, 38, 34),
    )
