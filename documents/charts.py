"""Charts drawn once: SVG for page and PDF, PNG for Word. Excel gets native ones.

matplotlib is imported on the first chart (1.5 s, 70 MB), never by a web worker
that draws none. Equal charts are drawn once a process.
"""

import io
from decimal import Decimal
from functools import lru_cache
from typing import Any

from common.figures import number
from documents.tree import Chart

#: Same order on page, PDF and Excel; told apart in grey print by hatch, marker and label.
COLOURS = ("#1f6f43", "#b8860b", "#1f5fa8", "#8a3b2e", "#6b7280", "#4b9b8a")
HATCHES = ("", "///", "...", "xxx", "---", "\\\\\\")
MARKERS = ("o", "s", "^", "D", "v", "P")
INK, SOFT, LINE = "#1c2321", "#55605b", "#d9d7cf"
SIZE_CM = (16.5, 7.2)
PNG_DPI = 170


@lru_cache(maxsize=64)
def svg(chart: Chart) -> str:
    """Return the chart as SVG with letters as paths: the same on every machine."""
    return _draw(chart)[0]


@lru_cache(maxsize=64)
def png(chart: Chart) -> bytes:
    """Return the chart as PNG for Word, at `PNG_DPI`."""
    return _draw(chart)[1]


@lru_cache(maxsize=64)
def _draw(chart: Chart) -> tuple[str, bytes]:
    import matplotlib as mpl
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    with mpl.rc_context(
        {
            "svg.fonttype": "path",
            "svg.hashsalt": "commune",
            "font.size": 9,
            "font.family": "DejaVu Sans",
            "hatch.linewidth": 0.6,
            "axes.edgecolor": LINE,
            "text.color": INK,
            "axes.labelcolor": SOFT,
            "xtick.color": INK,
            "ytick.color": SOFT,
        }
    ):
        figure = Figure(figsize=(SIZE_CM[0] / 2.54, SIZE_CM[1] / 2.54))
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0.075, 0.13, 0.905, 0.72))
        {"columns": _columns, "stacked": _stacked, "lines": _lines}[chart.kind](axes, chart)
        axes.set_xlim(-0.6, len(chart.categories) - 0.4)
        axes.set_xticks(range(len(chart.categories)), chart.categories)
        axes.tick_params(length=0)
        axes.set_ylim(bottom=0)
        axes.margins(y=0.15)
        axes.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
        axes.yaxis.set_major_formatter(lambda value, _position: number(value))
        axes.grid(axis="y", color=LINE, linewidth=0.6)
        axes.set_axisbelow(True)
        for side in ("top", "right", "left"):
            axes.spines[side].set_visible(False)
        if chart.unit:
            axes.text(
                0, 1.05, f"({chart.unit})", transform=axes.transAxes, color=SOFT, fontsize=8.5,
                ha="left",
            )  # fmt: skip
        if len(chart.series) > 1:
            axes.legend(
                loc="lower right", bbox_to_anchor=(1, 1.0), ncols=len(chart.series),
                frameon=False, fontsize=8.5, handlelength=1.6, columnspacing=1.4,
            )  # fmt: skip
        vector, raster = io.StringIO(), io.BytesIO()
        figure.savefig(vector, format="svg", metadata={"Date": None, "Creator": None})
        figure.savefig(raster, format="png", dpi=PNG_DPI, metadata={"Software": None})
    text = vector.getvalue()
    return text[text.index("<svg") :], raster.getvalue()


def _columns(axes: Any, chart: Chart) -> None:
    count = len(chart.series)
    width = 0.8 / count
    highest = _highest(chart)
    for index, series in enumerate(chart.series):
        places = [at + (index - (count - 1) / 2) * width for at in range(len(series.values))]
        heights = [float(value or 0) for value in series.values]
        axes.bar(
            places, heights, width * 0.92, label=series.name, color=COLOURS[index % 6],
            hatch=HATCHES[index % 6], edgecolor="white", linewidth=0.4,
        )  # fmt: skip
        for place, value in zip(places, series.values, strict=True):
            if value is None:
                axes.text(place, highest * 0.012, "–", ha="center", color=SOFT, fontsize=8)
            elif count == 1 or count * len(series.values) <= 14:
                axes.text(
                    place, float(value) + highest * 0.015, number(value), ha="center", fontsize=7.8
                )


def _stacked(axes: Any, chart: Chart) -> None:
    base = [0.0] * len(chart.categories)
    highest = float(
        max(
            (sum((v or 0 for v in values), Decimal(0)) for values in _by_category(chart)),
            default=Decimal(1),
        )
        or 1
    )
    for index, series in enumerate(chart.series):
        heights = [float(value or 0) for value in series.values]
        axes.bar(
            range(len(heights)), heights, 0.62, bottom=base, label=series.name,
            color=COLOURS[index % 6], hatch=HATCHES[index % 6], edgecolor="white", linewidth=0.4,
        )  # fmt: skip
        base = [low + high for low, high in zip(base, heights, strict=True)]
    for at, values in enumerate(_by_category(chart)):
        known = [value for value in values if value is not None]
        label = number(sum(known, Decimal(0))) if known else "–"
        axes.text(at, base[at] + highest * 0.015, label, ha="center", fontsize=7.8)


def _lines(axes: Any, chart: Chart) -> None:
    for index, series in enumerate(chart.series):
        values = [float("nan") if value is None else float(value) for value in series.values]
        axes.plot(
            range(len(values)), values, color=COLOURS[index % 6], marker=MARKERS[index % 6],
            markersize=4.2, linewidth=1.7, label=series.name,
        )  # fmt: skip
        if len(chart.series) == 1:
            for at, value in enumerate(series.values):
                if value is not None:
                    axes.annotate(
                        number(value), (at, float(value)), textcoords="offset points",
                        xytext=(0, 5), ha="center", fontsize=7.8,
                    )  # fmt: skip


def _by_category(chart: Chart) -> list[tuple[Decimal | None, ...]]:
    return list(zip(*(series.values for series in chart.series), strict=True))


def _highest(chart: Chart) -> float:
    known = [value for series in chart.series for value in series.values if value is not None]
    return float(max(known, default=Decimal(1)) or 1)
