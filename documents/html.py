"""The tree as HTML: a fragment for the report page, or a file that stands alone."""

import base64
from collections.abc import Callable
from html import escape
from pathlib import Path

from documents import charts
from documents.printable import printable
from documents.tree import (
    Appendix,
    Block,
    Cell,
    Chart,
    Document,
    Figure,
    Head,
    Heading,
    PageBreak,
    Paragraph,
    Picture,
    Signature,
    Table,
    band_text,
    chart_table,
    dashed,
    kind_of,
)

STYLESHEET = Path(__file__).parent / "static" / "documents" / "document.css"
FactUrl = Callable[[str], str]


def write(document: Document) -> bytes:
    """Return one HTML file with its style and pictures inside."""
    document = printable(document)
    style = STYLESHEET.read_text(encoding="utf-8")
    return (
        f'<!doctype html>\n<html lang="vi"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="author" content="{escape(document.author)}">'
        f"<title>{escape(document.title)}</title><style>{style}</style></head>"
        f'<body class="doc-page"><main>{fragment(document)}</main></body></html>\n'
    ).encode()


def fragment(document: Document, *, fact_url: FactUrl | None = None) -> str:
    """Return the sheets of paper as HTML; figures with facts become links by `fact_url`."""
    writer = _Writer(document, fact_url)
    return writer.write()


def outline(document: Document) -> list[tuple[int, str, str]]:
    """Return (level, text, anchor) of the headings and appendices, for the page's side."""
    found = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Heading) and block.level < 3:
            found.append((block.level, block.text, f"muc-{index}"))
    for index, appendix in enumerate(document.appendices):
        found.append((1, f"Phụ lục {appendix.number}: {appendix.title}", f"phu-luc-{index}"))
    return found


class _Writer:
    def __init__(self, document: Document, fact_url: FactUrl | None) -> None:
        self.document = document
        self.fact_url = fact_url
        self.keys = {fact.key for fact in document.facts}

    def write(self) -> str:
        document = self.document
        body = "".join(
            self.block(block, f"muc-{index}") for index, block in enumerate(document.blocks)
        )
        signature = self.signature(document.signature) if document.signature else ""
        first = f'<article class="doc-sheet">{self.head(document.head)}{body}{signature}</article>'
        rest = "".join(
            self.appendix(appendix, index) for index, appendix in enumerate(document.appendices)
        )
        return first + rest

    def head(self, head: Head) -> str:
        parent = f"<div>{escape(head.parent.upper())}</div>" if head.parent else ""
        if len(head.addressees) == 1:
            to = f'<p class="doc-to">Kính gửi: {escape(head.addressees[0])}.</p>'
        elif head.addressees:
            lines = "".join(f"<br>{escape(line)}" for line in dashed(head.addressees))
            to = f'<p class="doc-to">Kính gửi:{lines}</p>'
        else:
            to = ""
        title = f'<h1 class="doc-title">{escape(head.kind.upper())}</h1>'
        about = f'<p class="doc-subject">{escape(head.subject)}</p>'
        if not head.organ:
            return f"{title}{about}{to}"
        return (
            f'<header class="doc-head"><div>{parent}<strong class="doc-organ">'
            f"{escape(head.organ.upper())}</strong></div>"
            f"<div><strong>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</strong>"
            f'<strong class="doc-motto">Độc lập - Tự do - Hạnh phúc</strong></div>'
            f"<div>{escape(head.number)}</div><div><em>{escape(head.place_and_date)}</em></div>"
            f"</header>{title}{about}{to}"
        )

    def signature(self, signature: Signature) -> str:
        recipients = "".join(f"<li>{escape(line)}</li>" for line in dashed(signature.recipients))
        left = f"<strong><em>Nơi nhận:</em></strong><ul>{recipients}</ul>" if recipients else ""
        beside = self.signer(signature.beside) if signature.beside else f"<div>{left}</div>"
        below = f'<div class="doc-below">{left}</div>' if signature.beside and left else ""
        return f'<footer class="doc-sign">{beside}{self.signer(signature)}</footer>{below}'

    def signer(self, signature: Signature) -> str:
        lines = "<br>".join(
            escape(text.upper()) for text in (signature.authority, *signature.posts) if text
        )
        name = escape(f"{signature.rank} {signature.name}".strip())
        return (
            f'<div class="doc-hand"><strong>{lines}</strong>'
            f'<strong class="doc-signer">{name}</strong></div>'
        )

    def appendix(self, appendix: Appendix, index: int) -> str:
        wide = " doc-landscape" if appendix.landscape else ""
        title = f"Phụ lục {appendix.number}".strip()
        body = "".join(self.block(block, "") for block in appendix.blocks)
        return (
            f'<article class="doc-sheet{wide}" id="phu-luc-{index}">'
            f'<h2 class="doc-appendix">{title}<span>{escape(appendix.title.upper())}</span></h2>'
            f'<p class="doc-reference">{escape(appendix.reference)}</p>{body}</article>'
        )

    def block(self, block: Block, anchor: str) -> str:
        if isinstance(block, Heading):
            tag = f"h{block.level + 1}"
            text = block.text.upper() if block.level == 1 else block.text
            place = f' id="{anchor}"' if anchor else ""
            return f'<{tag} class="doc-h{block.level}"{place}>{escape(text)}</{tag}>'
        if isinstance(block, Paragraph):
            dash = "- " if block.style == "item" else ""
            runs = "".join(self.run(run) for run in block.runs)
            return f'<p class="doc-{block.style}">{dash}{runs}</p>'
        if isinstance(block, Table):
            return self.table(block)
        if isinstance(block, Chart):
            return self.chart(block)
        if isinstance(block, Picture):
            return self.picture(block)
        assert isinstance(block, PageBreak)
        return '<div class="doc-break"></div>'

    def run(self, run: Cell) -> str:
        if isinstance(run, str):
            return escape(run)
        return self.figure(run)

    def figure(self, figure: Figure) -> str:
        if not figure.key or figure.key not in self.keys or self.fact_url is None:
            return escape(figure.text)
        url = escape(self.fact_url(figure.key))
        return (
            f'<a class="doc-figure" href="{url}" hx-get="{url}" hx-target="#facts" '
            f'hx-push-url="false">{escape(figure.text)}</a>'
        )

    def table(self, block: Table, kind: str = "doc-table") -> str:
        caption = f"<caption>{escape(block.caption)}</caption>" if block.caption else ""
        share = sum(column.width for column in block.columns)
        columns = "".join(
            f'<col class="w-{max(1, round(100 * column.width / share))}">'
            for column in block.columns
        )
        many = " doc-many" if len(block.columns) > 11 else ""
        last = len(block.rows) - block.totals
        rows = "".join(
            f'<tr class="doc-total"><td colspan="{len(row)}">{escape(band_text(row))}</td></tr>'
            if index in block.bands
            else f"<tr{' class=doc-total' if index >= last or index in block.strong else ''}>"
            + "".join(
                f'<td class="doc-{column.holds}">{self.run(cell)}</td>'
                for column, cell in zip(block.columns, row, strict=True)
            )
            + "</tr>"
            for index, row in enumerate(block.rows)
        )
        kind += " doc-tall" if block.tall else ""
        note = f'<p class="doc-note">{escape(block.note)}</p>' if block.note else ""
        return (
            f'<div class="doc-scroll" tabindex="0"><table class="{kind}{many}">{caption}'
            f"<colgroup>{columns}</colgroup><thead>{self.table_head(block)}</thead>"
            f"<tbody>{rows}</tbody></table></div>{note}"
        )

    def table_head(self, block: Table) -> str:
        if not block.groups:
            cells = "".join(
                f'<th scope="col">{escape(column.title)}</th>' for column in block.columns
            )
            return f"<tr>{cells}</tr>"
        first, second, at = "", "", 0
        for name, wide in block.groups:
            if wide == 1:
                first += f'<th scope="col" rowspan="2">{escape(block.columns[at].title)}</th>'
            else:
                first += f'<th scope="colgroup" colspan="{wide}">{escape(name)}</th>'
                second += "".join(
                    f'<th scope="col">{escape(column.title)}</th>'
                    for column in block.columns[at : at + wide]
                )
            at += wide
        return f"<tr>{first}</tr><tr>{second}</tr>"

    def picture(self, block: Picture) -> str:
        words = f"<figcaption>{escape(block.caption)}</figcaption>" if block.caption else ""
        return (
            f'<figure class="doc-picture"><img src="data:image/{kind_of(block)};base64,'
            f'{block.content}" width="{round(block.width * 3.78)}" alt="{escape(block.alt)}">'
            f"{words}</figure>"
        )

    def chart(self, block: Chart) -> str:
        picture = base64.b64encode(charts.svg(block).encode()).decode()
        return (
            f'<figure class="doc-chart"><figcaption>{escape(block.caption)}</figcaption>'
            f'<img src="data:image/svg+xml;base64,{picture}" '
            f'alt="{escape(block.alt or block.caption)}">'
            f"{self.table(chart_table(block), 'doc-table doc-chart-table')}</figure>"
        )
