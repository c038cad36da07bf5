"""A linear regression has one coefficient for each column, and an intercept."""

# %% numbers
import numpy as np

rng = np.random.default_rng(27)
columns = rng.permutation(np.arange(3, 26))[:20]
rows = rng.choice([100, 200, 500], size=20)

parameters = columns + 1
print(f"{columns[0]} columns and an intercept: {parameters[0]} parameters")

# %% data
data = {
    "columns": columns,
    "rows": rows,
    "parameters": parameters,
    "forgot_intercept": columns,
    "one_per_row": rows,
}
