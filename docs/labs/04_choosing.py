# ---
# title: "Lab 4: choosing honestly"
# description: "Choose a degree, a k, and a lambda by validation, cross-validation, and nested cross-validation, and open the test set once. Four exercises with solutions."
# updated: 2026-11-28
# minutes: 35
# objectives: [choose, search]
# given: [35, 20, 200, 1000]  # minutes, rows and models in the code
# ---

# %% [markdown]
# # Lab 4: choosing honestly
#
# You choose three hyperparameters for the same data. They are the degree of a polynomial, the k of kNN (k nearest neighbors), and the
# lambda of ridge (its penalty strength). You see why the training error cannot choose them, why one validation set is a lottery, and why
# the winner's score is too good. Then you open the test set, once. In the exercises you break the rules on purpose and measure what it
# costs.
#
# Time: about 35 minutes. You need Python with numpy, matplotlib, and scikit-learn.

# %% [markdown]
# ## The data
#
# The data are a wave and some noise. 80 rows are for development: training and choosing. 40 rows are the test set. Put them away.

# %%
import numpy as np

rng = np.random.default_rng(11)
x = rng.uniform(-1, 1, size=(120, 1))
y = np.sin(3 * x[:, 0]) + rng.normal(0, 0.3, size=120)

x_dev, y_dev = x[:80], y[:80]
x_test, y_test = x[80:], y[80:]
print(len(y_dev), "rows for development,", len(y_test), "rows for the test")

# %% [markdown]
# ## Three models, one hyperparameter each
#
# Each function is given its hyperparameter and returns a model without parameters. Nothing is fitted yet.

# %%
from sklearn.linear_model import LinearRegression, Ridge
from sklearn.neighbors import KNeighborsRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures


def polynomial(degree):
    return make_pipeline(PolynomialFeatures(degree), LinearRegression())


def neighbors(k):
    return KNeighborsRegressor(n_neighbors=k)


def ridge(strength):
    return make_pipeline(PolynomialFeatures(9), Ridge(alpha=strength))


candidates = {
    polynomial: list(range(1, 11)),
    neighbors: [1, 2, 3, 5, 8, 12, 18, 25],
    ridge: list(10.0 ** np.arange(-4, 3)),
}
print(sum(map(len, candidates.values())), "candidates")

# %% [markdown]
# ## First try: the training error
#
# Fit each candidate on all development rows, and measure its mean squared error (MSE) on the same rows.


# %%
def mse(model, x, y):
    return np.mean((model.predict(x) - y) ** 2)


for family, values in candidates.items():
    errors = [mse(family(v).fit(x_dev, y_dev), x_dev, y_dev) for v in values]
    best = int(np.argmin(errors))
    print(f"{family.__name__:10} chooses {values[best]:g}, training MSE {errors[best]:.3f}")

# %% [markdown]
# The training error takes the largest degree, the smallest k, and the smallest lambda. Each is the most flexible candidate of its list. If
# you had offered higher degrees or smaller lambdas, it would have taken one of those. So the training error does not choose. It runs to the
# edge.

# %% [markdown]
# ## Second try: a validation set
#
# Keep 20 of the development rows out of the fit, and judge by them. Which 20? Try five splits.

# %%
for split in range(5):
    order = np.random.default_rng(split).permutation(80)
    valid, train = order[:20], order[20:]
    chosen = []
    for family, values in candidates.items():
        errors = [mse(family(v).fit(x_dev[train], y_dev[train]), x_dev[valid], y_dev[valid]) for v in values]
        chosen.append(f"{family.__name__} {values[np.argmin(errors)]:g}")
    print(f"split {split + 1}:", ", ".join(chosen))

# %% [markdown]
# Now the choices lie inside the lists, but they depend on the split. With 20 rows to judge by, much of a score is luck.

# %% [markdown]
# ## Third try: cross-validation
#
# In cross-validation with five folds, the rows are cut into five parts. Each part judges once while the others train, and the five scores are
# averaged.

# %%
from sklearn.model_selection import KFold, cross_val_score

folds = KFold(5, shuffle=True, random_state=0)
scores = {}
for family, values in candidates.items():
    scores[family] = [
        -cross_val_score(family(v), x_dev, y_dev, cv=folds, scoring="neg_mean_squared_error").mean() for v in values
    ]
    best = int(np.argmin(scores[family]))
    print(f"{family.__name__:10} {values[best]:g}: cross-validation MSE {scores[family][best]:.4f}")

# %% figure="curves" alt="Cross-validation error for degrees 1 to 10 and for eight values of k from 1 to 25. Each curve has its lowest point, marked by a dot, inside the range; that of the degree then rises steeply and leaves the frame." caption="Too little flexibility on one side, too much on the other. For k the flexible side is the left one."
import matplotlib.pyplot as plt

fig, axes = plt.subplots(1, 2, sharey=True)
for ax, family, name in zip(axes, (polynomial, neighbors), ("degree", "k")):
    values, errors = candidates[family], scores[family]
    best = int(np.argmin(errors))
    ax.plot(values, errors, color="C3")
    ax.plot(values[best], errors[best], "o", color="C2")
    ax.set_title(f"⚷ {name} = {values[best]}", color="C2")
    ax.set_xlabel(name)
axes[0].set_ylabel("cross-validation MSE")
axes[0].set_ylim(0, 0.35)
fig.suptitle("Both curves have a lowest point inside")
plt.show()

# %% [markdown]
# Choosing among the three families is one more choice of this type. Take the one with the lowest error.

# %%
winner = min(scores, key=lambda family: min(scores[family]))
value = candidates[winner][int(np.argmin(scores[winner]))]
print(f"winner: {winner.__name__} with {value:g}, MSE {min(scores[winner]):.4f}")

# %% [markdown]
# ## How good is the procedure? Nested cross-validation
#
# That last figure is the best of 25, and so it is too good on average. To judge the procedure, search included, let an outer loop keep rows
# out of the whole search.


# %%
def search(x, y):
    """The best family and value by 4-fold cross-validation on these rows."""
    found = []
    for family, values in candidates.items():
        for v in values:
            error = 0
            for fold in range(4):
                out = np.arange(len(y)) % 4 == fold
                error += mse(family(v).fit(x[~out], y[~out]), x[out], y[out]) / 4
            found.append((error, family, v))
    return min(found, key=lambda entry: entry[0])


outer = []
for fold in range(4):
    out = np.arange(80) % 4 == fold
    inner_error, family, v = search(x_dev[~out], y_dev[~out])
    outer.append(mse(family(v).fit(x_dev[~out], y_dev[~out]), x_dev[out], y_dev[out]))
    print(f"outer fold {fold + 1}: {family.__name__} {v:g}, inner {inner_error:.3f}, outer {outer[-1]:.3f}")
print(f"nested cross-validation: MSE {np.mean(outer):.4f}")

# %% [markdown]
# The outer folds need not agree on a family or a value. That does not mean that something failed. Nested cross-validation estimates how well
# the *procedure* does, and it does not return one best setting. With folds of 20 rows, its figure is uncertain, too.

# %% [markdown]
# ## The test set, once
#
# Fit the winner on all development rows, and open the test set. Whatever comes out, you change nothing after this cell.

# %%
final = winner(value).fit(x_dev, y_dev)
print(f"test MSE: {mse(final, x_test, y_test):.4f}")

# possible only because these data are made up
x_many = rng.uniform(-1, 1, size=(20_000, 1))
y_many = np.sin(3 * x_many[:, 0]) + rng.normal(0, 0.3, size=20_000)
print(f"MSE on 20,000 further rows: {mse(final, x_many, y_many):.4f}")

# %% [markdown]
# The 40 rows had luck of their own. The test figure is not biased, but it is uncertain. The noise alone has a variance of $0.3^2 = 0.09$, and
# no model can be better than that on average.
#
# | | you set | you got |
# | --- | --- | --- |
# | a single fit | degree, k, or lambda | coefficients, or in kNN the stored rows |
# | the search | families, lists of values, folds, score | the winner and its value |
# | the test | the split | one number, which changes nothing anymore |

# %% [markdown]
# ## Exercises
#
# ### Exercise 1: what does RidgeCV set and get?
#
# `RidgeCV(alphas=...)` by default searches by leaving out one row at a time, for which it has a formula. Give it the seven values of lambda
# behind the same polynomial features. Does it choose the value that the five folds chose? What would you report as hyperparameters of *its*
# run?

# %% tags=["solution"]
from sklearn.linear_model import RidgeCV

automatic = make_pipeline(PolynomialFeatures(9), RidgeCV(alphas=candidates[ridge]))
automatic.fit(x_dev, y_dev)
by_folds = candidates[ridge][int(np.argmin(scores[ridge]))]
print(f"leave-one-out chooses {automatic[-1].alpha_:g}, five folds choose {by_folds:g}")

# %% [markdown] tags=["solution"]
# Here they agree. Neighboring values have nearly the same error, so two honest methods may also differ by a step and both be right.
#
# For the run of `RidgeCV` the hyperparameters are the list of candidates, the way of comparing them, and whether there is an intercept.
# Here it compares by leaving out one row at a time, by squared error. The degree 9 is a hyperparameter of the whole pipeline (the chain of
# steps, fitted as one). `alpha_` is what this site calls a *chosen setting*: a value found by comparing candidates.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 1: 4 points**
#
# - 1 point: `RidgeCV` gets the seven values and comes after `PolynomialFeatures(9)` in a pipeline.
# - 1 point: the two choices are compared. Both are 0.1.
# - 2 points: the list of candidates and the way of comparing them are named as hyperparameters of its run. One point is for each.
# - A mistake to look for: `RidgeCV` is fitted on the plain column. That is a different model, and here it chooses 1.

# %% [markdown]
# ### Exercise 2: cheat with the test set
#
# Make 200 careless models: polynomials of degree 4, each fitted to only 12 random development rows. Draw a test set of 40 new rows, and
# choose the model with the lowest MSE on it. Compare that MSE with the one on the 20,000 further rows. Do this 20 times, with a new test
# set each time. Which figure is lower on average?

# %% tags=["solution"]
grid = np.vander(x_many[:, 0], 5)
careless = []
for _ in range(200):
    rows = rng.choice(80, size=12, replace=False)
    careless.append(np.polyfit(x_dev[rows, 0], y_dev[rows], 4))

on_test, on_many = [], []
for _ in range(20):
    x_new = rng.uniform(-1, 1, size=40)
    y_new = np.sin(3 * x_new) + rng.normal(0, 0.3, size=40)
    errors = np.mean((np.vander(x_new, 5) @ np.transpose(careless) - y_new[:, None]) ** 2, axis=0)
    best = int(np.argmin(errors))
    on_test.append(errors[best])
    on_many.append(np.mean((grid @ careless[best] - y_many) ** 2))
print(f"on the test set: {np.mean(on_test):.3f}, on further rows: {np.mean(on_many):.3f}")

# %% [markdown] tags=["solution"]
# The test set was used for choosing, so its figure does not measure the chosen model anymore. It is too low on average. Only rows that had
# no part in the choice tell how good the chosen model is.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 2: 5 points**
#
# - 2 points: there are 200 models of degree 4. Each is fitted to 12 rows drawn from the development rows.
# - 1 point: for each of the 20 test sets, the model with the lowest MSE on it is chosen, and that same model is measured on the further
#   rows.
# - 1 point: the answer says that the figure on the test set is lower on average.
# - 1 point: the answer gives the reason. The test set had a part in the choice.
# - A mistake to look for: one test set is taken for the average. In the solution, 3 of the 20 test sets come out the other way.

# %% [markdown]
# ### Exercise 3: selection outside the folds
#
# Make 40 rows with 1,000 columns of pure noise and classes by coin flip. Choose the five columns that correlate most with the classes
# (`SelectKBest(k=5)`), once before `cross_val_score` and once in a pipeline. Repeat five times, classify with `NearestCentroid()`, and
# compare the mean accuracies.

# %% tags=["solution"]
from sklearn.feature_selection import SelectKBest
from sklearn.neighbors import NearestCentroid

before, inside = [], []
for _ in range(5):
    X, labels = rng.normal(size=(40, 1000)), rng.integers(2, size=40)
    leaked = SelectKBest(k=5).fit_transform(X, labels)
    honest = make_pipeline(SelectKBest(k=5), NearestCentroid())
    before.append(cross_val_score(NearestCentroid(), leaked, labels, cv=5).mean())
    inside.append(cross_val_score(honest, X, labels, cv=5).mean())
print(f"selected before the split: {np.mean(before):.2f}")
print(f"selected inside each fold: {np.mean(inside):.2f}")

# %% [markdown] tags=["solution"]
# There is nothing to find, and the first figure still seems to find something. A step that looks at the classes belongs inside the folds,
# like the fit itself. The number of columns, 5, is a hyperparameter. Which columns were kept is found by each run.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 3: 5 points**
#
# - 2 points: both ways are programmed. One selects before `cross_val_score`, and the other selects in a pipeline that `cross_val_score`
#   gets.
# - 1 point: each mean is over five new draws of rows and classes.
# - 1 point: the first mean is far above 0.5, and the second is near it.
# - 1 point: the answer gives the reason. The selection saw the classes of the rows that were to judge it.
# - A mistake to look for: `SelectKBest` is in the pipeline, but the pipeline gets the columns that were selected before. Then the leak is
#   still there.

# %% [markdown]
# ### Exercise 4: one search, many searches
#
# Your colleague runs nested cross-validation and asks: "The outer folds chose different values of lambda. Which one do I use?" Run `search`
# for `ridge` alone on each of four outer folds, then once on all 80 rows. What do you answer?

# %% tags=["solution"]
candidates = {ridge: candidates[ridge]}
for fold in range(4):
    kept = np.arange(80) % 4 != fold
    print(f"outer fold {fold + 1}: lambda {search(x_dev[kept], y_dev[kept])[2]:g}")
print(f"all 80 rows:  lambda {search(x_dev, y_dev)[2]:g}")

# %% [markdown] tags=["solution"]
# The answer is: none of the four. The outer folds judged the procedure "search, then fit", and each let it run again from the beginning. The
# value to use comes from running the same procedure once more, on all development rows. The nested score estimates how good that will be.
#
# The four values tell you something else: how firmly the data determine lambda. Here they lie within one step of each other.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 4: 4 points**
#
# - 1 point: `search` has only the values of `ridge` to choose from. Without that, it may return a polynomial, as it does in the lab.
# - 1 point: it is run on four outer folds and on all 80 rows.
# - 1 point: the answer is "none of the four", and the value comes from the run on all rows.
# - 1 point: the answer says that nested cross-validation judges the procedure, and not one value.
# - A mistake to look for: the value of the fold with the lowest outer error is taken. Then the outer folds have chosen, and their mean does
#   not judge that choice.

# %% [markdown]
# ## Where to go next
#
# The last lab sorts [scikit-learn's names](../05_scikit_learn/). The reasons behind this one are on [how hyperparameters are
# chosen](../../choosing/). More ways to search are on [searching](../../search-methods/), and what is worth a search is on [what to tune
# first](../../tuning/).
