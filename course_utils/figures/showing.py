"""A figure in the notebook: picture, alt text, and the same numbers as a table."""

from __future__ import annotations

import base64
import html
import io

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure


def show(figure: Figure | Axes, *, alt: str, table: pd.DataFrame | None = None) -> None:
    """Put a figure into the notebook, with words for those who do not see it.

    The output holds the picture, an HTML form with the alt text, and plain text: whichever a
    reader strips, the others say the same. The figure is closed afterwards.

    Args:
        figure: a figure, or an Axes of it.
        alt: what is to be seen, in one or two sentences.
        table: the numbers behind it; folded away below the picture until somebody asks for them.
    """
    from IPython.display import display

    if not isinstance(figure, Figure):
        figure = figure.get_figure()
    picture = _png(figure)
    plt.close(figure)
    display(_bundle(picture, alt, table), raw=True, metadata={"image/png": {"alt": alt}})


def _bundle(picture: bytes, alt: str, table: pd.DataFrame | None) -> dict[str, str]:
    code = base64.b64encode(picture).decode()
    image = (
        f'<img alt="{html.escape(alt)}" src="data:image/png;base64,{code}" style="max-width:100%">'
    )
    text = alt
    if table is not None:
        image += (
            "<details><summary>The same as a table</summary>"
            f"{table.to_html(border=0, float_format=_number)}</details>"
        )
        text += f"\n\n{table.to_string(float_format=_number)}"
    return {"image/png": code, "text/html": image, "text/plain": text}


def _number(value: float) -> str:
    return f"{value:.4g}"


def _png(figure: Figure) -> bytes:
    content = io.BytesIO()
    # Not `bbox_inches="tight"`: faces must keep their whole multiples of 48 pixels.
    figure.savefig(content, format="png", dpi=figure.dpi, metadata={"Software": None})
    return content.getvalue()
