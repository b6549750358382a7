"""The words on a figure: which there are, which are cut off, which are too small."""

from matplotlib.text import Text


def texts(figure):
    """All words of a figure that are to be seen."""
    found = figure.findobj(Text)
    return [text.get_text() for text in found if text.get_visible() and text.get_text().strip()]


def cut_off(figure):
    """The words that reach beyond the figure's edges."""
    figure.canvas.draw()
    width, height = figure.canvas.get_width_height()
    out = []
    for text in figure.findobj(Text):
        if not text.get_visible() or not text.get_text().strip():
            continue
        box = text.get_window_extent()
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1:
            out.append(text.get_text())
    return out


def small_words(figure):
    return [t.get_text() for t in figure.findobj(Text) if t.get_fontsize() < 10]
