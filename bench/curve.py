"""What a page costs, drawn: for the docs, as a picture without a script."""

import math
from collections.abc import Sequence
from typing import Any


def curve(rows: Sequence[Any]) -> str:
    """The cost of a page against the number of documents, both by powers of ten."""
    asked = {"Meerstemmig": "page", "SQLite FTS5": "fts5", "Wagtail": "wagtail"}
    lines = {name: [(r.size, ms) for r in rows if (ms := getattr(r, key))] for name, key in asked.items()}
    all_of_them = [ms for values in lines.values() for _size, ms in values]
    low, high = math.floor(math.log10(min(all_of_them))), math.ceil(math.log10(max(all_of_them)))
    least, most = math.log10(rows[0].size), math.log10(rows[-1].size)

    def at(size: float, ms: float) -> tuple[float, float]:
        across = (math.log10(size) - least) / (most - least or 1)
        return round(70 + across * 440, 1), round(290 - (math.log10(ms) - low) / (high - low) * 250, 1)

    drawn = [
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 340" font-family="sans-serif" font-size="13" role="img">',
        "<title>Processor time of a result page, p95, against the number of documents; both scales by powers of ten</title>",
        '<rect width="640" height="340" fill="#fff"/>',
    ]
    for power in range(low, high + 1):
        _x, y = at(rows[0].size, 10**power)
        drawn.append(
            f'<path d="M70 {y}H510" stroke="#ddd"/><text x="62" y="{y + 4}" text-anchor="end">{10**power:g} ms</text>'
        )
    for row in rows:
        x, _y = at(row.size, 10**low)
        drawn.append(
            f'<path d="M{x} 290v5" stroke="#333"/><text x="{x}" y="312" text-anchor="middle">{row.size:,}</text>'
        )
    for (name, values), (colour, dash) in zip(
        lines.items(), (("#0b5d56", ""), ("#8a4b08", "6 4"), ("#6b2d73", "2 4")), strict=True
    ):
        if not values:
            continue
        points = [at(size, ms) for size, ms in values]
        path = " ".join(f"{x},{y}" for x, y in points)
        drawn.append(
            f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2.5" stroke-dasharray="{dash}"/>'
        )
        drawn += [f'<circle cx="{x}" cy="{y}" r="4" fill="{colour}"/>' for x, y in points]
        drawn.append(f'<text x="{points[-1][0] + 10}" y="{points[-1][1] + 4}" fill="{colour}">{name}</text>')
    drawn.append('<text x="290" y="332" text-anchor="middle">documents</text></svg>')
    return "\n".join(drawn) + "\n"
