# ---
# title: "Lab 5: what scikit-learn calls things"
# description: "Find out by experiment which arguments and attributes of scikit-learn are parameters, hyperparameters or neither. Four exercises with solutions."
# updated: 2026-11-28
# minutes: 30
# objectives: [read-libraries]
# given: [30, 300]  # minutes, and the number of rows, which is an argument in the code
# ---

# %% [markdown]
# # Lab 5: what scikit-learn calls things
#
# scikit-learn says "parameters" and means the arguments that you give. In this lab you sort its names by experiment. After it you can
#
# - tell which arguments of a class are hyperparameters and which are run settings (this site's word for what affects only speed, memory, messages, or the random draw),
# - tell which fitted attributes are parameters and which are results,
# - find the learned coefficients inside a pipeline (a chain of steps, fitted as one) and a search,
# - say why changing an argument after `fit` sometimes acts and sometimes does not.
#
# Time: about 30 minutes. You need Python with numpy, matplotlib, and scikit-learn, and it helps to have done lab 1.

# %% [markdown]
# ## The data
#
# There are 300 rows, three columns in very different units, and a class that depends on the first two columns. The third column is noise.

# %%
import numpy as np

rng = np.random.default_rng(1)
units = np.array([1, 10, 1000])
X = rng.normal(size=(300, 3)) * units
score = 2 * X[:, 0] - X[:, 1] / 10 + rng.normal(0, 3, size=300)
y = score > 0
print(X.shape, "rows and columns;", "share of class True:", y.mean().round(2))

# %% [markdown]
# ## What goes in
#
# A new model knows what you gave it, or what its authors chose in your place, and nothing else. `get_params` lists it. No name in this list
# ends in an underscore.

# %%
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

scaler = StandardScaler()
model = LogisticRegression(C=0.5)
print("scaler:", scaler.get_params())
print("model: C =", model.get_params()["C"], "and max_iter =", model.get_params()["max_iter"])
print("coef_ there:", hasattr(model, "coef_"))

# %% [markdown]
# ## What comes out
#
# `fit` adds attributes. The names of those that are meant for you do end in an underscore.


# %%
def fitted(model):
    return sorted(name for name in vars(model) if name.endswith("_"))


scaled = scaler.fit_transform(X)
model.fit(scaled, y)
print("scaler:", fitted(scaler))
print("model: ", fitted(model))
print("coef_ =", model.coef_.round(2), "and C is still", model.C)

# %% [markdown]
# **Set:** `C`. **Got:** `coef_` and `intercept_`, which are parameters. You also got the scaler's `mean_` and `scale_`. They were averaged
# from the columns, and new rows need them: this site calls them *fitted statistics*, and statisticians call them estimated parameters.
#
# But `n_iter_` has an underscore, too. Is it needed for anything? That is what you will find out. One tool is enough: change one thing, leave
# the rest, and see whether the predictions change.

# %% [markdown]
# ## One setting, many coefficients
#
# `C` is the inverse of the penalty strength. Give it seven values, and fit seven times. Each dot below is found, and each position on the
# axis is given.

# %%
strengths = 10.0 ** np.arange(-4, 3)
paths = np.array([LogisticRegression(C=C).fit(scaled, y).coef_[0] for C in strengths])
for C, coefficients in zip(strengths, paths):
    print(f"C = {C:6g}: coef_ = {coefficients.round(2)}")

# %% figure="paths" alt="Three coefficients against C on a logarithmic axis. All start near zero on the left. The first rises, the second falls, and both level off on the right; the third stays near zero." caption="The columns are scaled. C is given, the coefficients are found, and the weaker the penalty, the farther from zero the first two end."
import matplotlib.pyplot as plt

for column, label in enumerate(("first", "second", "third")):
    plt.semilogx(strengths, paths[:, column], "o-", color="C1")
    plt.text(strengths[-1], paths[-1, column] + 0.08, f"{label} column", color="C1", ha="right")
plt.title("One hyperparameter, three parameters")
plt.xlabel("⚷ C, given")
plt.ylabel("● coefficient, found")
plt.show()

# %% [markdown]
# ## Exercises
#
# ### Exercise 1: which arguments are hyperparameters?
#
# Take `RandomForestClassifier(n_estimators=10, random_state=0)`. Change one argument at a time: `max_depth=2`, `n_estimators=20`, `n_jobs=2`,
# `verbose=0`, `random_state=1`. Which of them change `predict_proba(X)`? Which are hyperparameters? One answer needs a second thought.

# %% tags=["solution"]
from sklearn.base import clone
from sklearn.ensemble import RandomForestClassifier

forest = RandomForestClassifier(n_estimators=10, random_state=0).fit(X, y)
before = forest.predict_proba(X)
changes = {"max_depth": 2, "n_estimators": 20, "n_jobs": 2, "verbose": 0, "random_state": 1}
for name, value in changes.items():
    other = clone(forest).set_params(**{name: value}).fit(X, y)
    changed = not np.allclose(other.predict_proba(X), before)
    print(f"{name:12} changes the model: {changed}")

# %% [markdown] tags=["solution"]
# `max_depth` and `n_estimators` are hyperparameters. `n_jobs` decides how many processor cores work, and `verbose` decides how much is
# printed. Both are run settings. (For `verbose`, 0 is the default, so here nothing was changed at all.)
#
# `random_state` does change the model, but only by picking a different random draw: it is a seed. Its number says nothing about the model and
# means nothing on different data. So we keep it apart from the hyperparameters and do not tune it.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 1: 5 points**
#
# - 1 point: each forest differs from the first in one argument, and is fitted again.
# - 1 point: `max_depth` and `n_estimators` are named as hyperparameters.
# - 1 point: `n_jobs` and `verbose` are named as no hyperparameters, because they change no prediction.
# - 2 points: the answer says that `random_state` changes the predictions, and why it is still kept apart. One point is for each.
# - A mistake to look for: `set_params` without a new `fit`. Then none of the five changes `predict_proba`.

# %% [markdown]
# ### Exercise 2: which attributes do predictions need?
#
# The scaler has `mean_`, `var_`, `scale_`, and `n_samples_seen_`. Copy the fitted scaler (`copy.deepcopy`), set one of them to twice its
# value plus one, and transform `X` again. Do the same with `coef_`, `intercept_`, and `n_iter_` of the classifier and its `predict_proba`.
# Which attributes were needed?

# %% tags=["solution"]
from copy import deepcopy


def output(model):
    return model.predict_proba(scaled) if hasattr(model, "predict_proba") else model.transform(X)


for original, names in (
    (scaler, ("mean_", "scale_", "var_", "n_samples_seen_")),
    (model, ("coef_", "intercept_", "n_iter_")),
):
    for name in names:
        spoiled = deepcopy(original)
        setattr(spoiled, name, 2 * getattr(original, name) + 1)
        needed = not np.allclose(output(spoiled), output(original))
        print(f"{type(original).__name__ + '.' + name:30} needed: {needed}")

# %% [markdown] tags=["solution"]
# Four were needed: `mean_`, `scale_`, `coef_`, and `intercept_`. Three were not: `var_`, `n_samples_seen_`, and `n_iter_`. All of them are
# set by `fit` and end in an underscore. So the underscore does not tell parameters from results.
#
# Why is `var_` not needed? Its root is stored as `scale_`, and that is what `transform` reads. A scaler that is fitted further by
# `partial_fit` would use `var_`.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 2: 5 points**
#
# - 1 point: each attribute is changed on a copy of its own, one at a time.
# - 2 points: `mean_`, `scale_`, `coef_`, and `intercept_` are named as needed.
# - 1 point: `var_`, `n_samples_seen_`, and `n_iter_` are named as not needed.
# - 1 point: the answer says that the underscore does not tell the two apart.
# - A mistake to look for: `copy.copy` together with `*=`. A shallow copy shares its arrays, so this changes the original too.

# %% [markdown]
# ### Exercise 3: the coefficients inside a search
#
# Put scaler and classifier into a pipeline, and search `C` among 0.01, 1, and 100 with `GridSearchCV` and five folds (each fifth of the
# rows judges once). How many fits does it take? Where are the coefficients, and what are they in the units of the original columns? Is
# `best_params_` set or got?

# %% tags=["solution"]
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline

pipeline = make_pipeline(StandardScaler(), LogisticRegression())
candidates = [0.01, 1, 100]
search = GridSearchCV(pipeline, {"logisticregression__C": candidates}, cv=5).fit(X, y)
best_scaler, best_model = search.best_estimator_

print("fits:", len(candidates) * search.n_splits_ + 1)
print("got: ", search.best_params_)
print("got, per standard deviation:", best_model.coef_[0].round(2))
per_unit = best_model.coef_[0] / best_scaler.scale_
print("got, per unit:              ", [f"{value:.5f}" for value in per_unit])

# %% [markdown] tags=["solution"]
# It takes three candidates times five folds, and one more fit on all rows for `best_estimator_`. For the search, you set the candidates and
# got `best_params_`, a *chosen setting* (this site's word for what a search found by comparing candidates). For that last fit, the same `C`
# was set, and the coefficients were got.
#
# The key in `best_params_` is made of the step's name (here the class in lower case), two underscores, and the argument. To divide by
# `scale_` you need the scaler's fitted statistics. They are as much a part of the model as `coef_` is.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 3: 6 points**
#
# - 1 point: scaler and classifier are in a pipeline, and the search gets the pipeline.
# - 1 point: the answer is 16 fits.
# - 1 point: the coefficients are found in the last step of `best_estimator_`.
# - 2 points: they are divided by `scale_` for the units of the columns. One point is for saying that they are per standard deviation.
# - 1 point: the answer says that the search got `best_params_`, and that the last fit was given the same value.
# - A mistake to look for: the answer is 15 fits. The last fit on all rows is forgotten.

# %% [markdown]
# ### Exercise 4: changed after the fit
#
# Guess first, then try. Fit on the scaled columns. Then set one argument with `set_params`, and predict again without a new fit:
#
# - `n_neighbors` from 1 to 25 in `KNeighborsClassifier`,
# - `C` from 0.5 to 0.0001 in `LogisticRegression`,
# - `gamma` from "scale" to 100 in `SVC`.
#
# Which act? For which of the three does the formula of the prediction contain the hyperparameter?

# %% tags=["solution"]
from sklearn.neighbors import KNeighborsClassifier
from sklearn.svm import SVC

new = rng.normal(size=(200, 3))
for model, name, value in (
    (KNeighborsClassifier(n_neighbors=1), "n_neighbors", 25),
    (LogisticRegression(C=0.5), "C", 0.0001),
    (SVC(gamma="scale"), "gamma", 100),
):
    before = model.fit(scaled, y).predict(new)
    model.set_params(**{name: value})
    acts = np.any(model.predict(new) != before)
    refitted = np.any(model.fit(scaled, y).predict(new) != before)
    print(f"{name:11} set to {value:6g} acts at once: {acts!s:6} after a new fit: {refitted}")

# %% [markdown] tags=["solution"]
# Only `n_neighbors` acts at once, because kNN looks it up when it predicts. The formula of logistic regression contains `coef_` and
# `intercept_` and no `C`, so nothing can happen. The formula of `SVC`, a kernel machine, does contain gamma. Still nothing happens, because
# `fit` stored the number that it had used.
#
# The experiment tells how a class is written. Whether a hyperparameter is structural depends on the formula.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 4: 5 points**
#
# - 1 point: three guesses stand there before the code. A wrong guess costs nothing.
# - 2 points: for each of the three, the predictions before and after `set_params` are compared, without a new fit.
# - 1 point: only `n_neighbors` acts at once.
# - 1 point: the formulas of kNN and of `SVC` contain their hyperparameter, and that of logistic regression does not.
# - A mistake to look for: "gamma does not act, so it is not in the formula". `SVC` keeps the number that it was fitted with, in `_gamma`.

# %% [markdown]
# ## Where to go next
#
# More names, and what they are, are on [scikit-learn](../../libraries/scikit-learn/). There are such pages for [PyTorch and
# Keras](../../libraries/deep-learning/) and for [boosting](../../libraries/boosting/), too. Many more names are in [the
# lookup](../../lookup/).
