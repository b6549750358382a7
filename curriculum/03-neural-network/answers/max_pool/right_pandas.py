"""pandas groups the rows, then the columns; the numbers become floats."""

import numpy as np
import pandas as pd


def max_pool(picture, size):
    rows, columns = picture.shape[0] // size * size, picture.shape[1] // size * size
    table = pd.DataFrame(picture[:rows, :columns].astype(float))
    by_rows = table.groupby(np.arange(rows) // size).max()
    return by_rows.T.groupby(np.arange(columns) // size).max().T.to_numpy()
