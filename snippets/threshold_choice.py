"""Moving the threshold changes the decisions and leaves the scores alone."""

# %% numbers
import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(3)
X = rng.normal(size=(1500, 2))
sick = rng.random(1500) < 1 / (1 + np.exp(2 - X @ [1.5, 1]))
model = LogisticRegression().fit(X[:500], sick[:500])
scores = model.predict_proba(X)[:, 1]  # fitted once, kept from here on


def mistakes(rows, threshold):
    decided = scores[rows] >= threshold
    missed = np.sum(sick[rows] & ~decided)
    alarms = np.sum(~sick[rows] & decided)
    return missed, alarms, 5 * missed + alarms  # a miss costs 5


held_out, fresh = slice(500, 1000), slice(1000, 1500)
thresholds = np.linspace(0.05, 0.95, 19)
costs = [mistakes(held_out, threshold)[2] for threshold in thresholds]
chosen = thresholds[np.argmin(costs)]
print(f"lowest cost on held-out rows at threshold {chosen:.2f}")
for threshold in (0.5, chosen):
    missed, alarms, cost = mistakes(fresh, threshold)
    print(f"fresh rows, threshold {threshold:.2f}: {missed:2} missed,", end=" ")
    print(f"{alarms:3} false alarms, cost {cost}")

print(f"coefficients, both times: {model.coef_[0].round(2)}")
