# ---
# title: "Lab 1: a line, three ways"
# description: "Fit one line by formula, by gradient descent and with scikit-learn, and sort the numbers you set from those you got. Three exercises with solutions."
# updated: 2026-11-28
# minutes: 20
# objectives: [trace, compare]
# level: start here
# given: [20]  # minutes, and the number of rows, which is an argument in the code
# ---

# %% [markdown]
# # Lab 1: a line, three ways
#
# You fit the same line three times: by formula, by gradient descent (in steps, each a little downhill), and with scikit-learn. Each time you
# write down two lists: the numbers that you **set**, and the numbers that you **got**. The second list is the same every time. The first list
# is not. What you got are parameters. What you set are, with few exceptions, hyperparameters.
#
# Time: about 20 minutes. You need Python with numpy, matplotlib, and scikit-learn.

# %% [markdown]
# ## The data
#
# There are twenty rows, made with slope 3, intercept −1, and some noise. The fit will not be told these two numbers.

# %%
import numpy as np

rng = np.random.default_rng(7)
x = rng.uniform(0, 4, size=20)
y = 3 * x - 1 + rng.normal(0, 1, size=20)
for row in range(3):
    print(f"x = {x[row]:.2f}, y = {y[row]:5.2f}")

# %% [markdown]
# ## Way 1: by formula
#
# Least squares has a closed form (a formula that gives the answer at once). The slope is
#
# $$m = \frac{\sum_i (x_i - \bar{x})(y_i - \bar{y})}{\sum_i (x_i - \bar{x})^2}$$
#
# and the intercept is $c = \bar{y} - m \bar{x}$.

# %%
m = np.sum((x - x.mean()) * (y - y.mean())) / np.sum((x - x.mean()) ** 2)
c = y.mean() - m * x.mean()
print(f"m = {m:.4f}, c = {c:.4f}")

# %% [markdown]
# **Set:** nothing. **Got:** `m` and `c`. They are the parameters of the model. Once you have settled on a line with an intercept and on
# squared errors, there is nothing left to choose. So this fit has parameters and no hyperparameter.

# %% [markdown]
# ## Way 2: by gradient descent
#
# Take the mean of the same squared errors as the loss (the number that training makes small), and walk down in steps. Each step moves `m`
# and `c` against the gradient (the slopes of the loss).

# %%
learning_rate = 0.1
n_steps = 500

m_gd, c_gd = 0.0, 0.0
losses = []
for _ in range(n_steps):
    residuals = m_gd * x + c_gd - y
    losses.append(np.mean(residuals**2))
    m_gd = m_gd - learning_rate * 2 * np.mean(residuals * x)
    c_gd = c_gd - learning_rate * 2 * np.mean(residuals)

print(f"m = {m_gd:.4f}, c = {c_gd:.4f}")

# %% figure="loss" alt="The mean squared error falls steeply in the first steps and then levels off far above zero, at the noise of the data." caption="The loss levels off: what is left is noise that no line can fit."
import matplotlib.pyplot as plt

plt.semilogy(losses[:200], color="C1")
plt.title("Two hundred steps down the loss")
plt.xlabel("step")
plt.ylabel("mean squared error")
plt.show()

# %% [markdown]
# **Set:** `learning_rate`, `n_steps`, and the start at zero. **Got:** the same `m` and `c` as before.
#
# Gradient descent brought two hyperparameters with it. They belong to the algorithm and not to the line: to predict with the line you need
# `m` and `c` only. The start is neither. It is where the parameters are before the first step. Here, at any rate that converges and given
# enough steps, it does not change where they end.

# %% [markdown]
# ## Way 3: with scikit-learn

# %%
from sklearn.linear_model import LinearRegression

model = LinearRegression()
print("before fit, arguments:", sorted(model.get_params()))
print("before fit, has coef_:", hasattr(model, "coef_"))

model.fit(x[:, None], y)
print("after fit, has coef_:", hasattr(model, "coef_"))
print(f"coef_ = {model.coef_[0]:.4f}, intercept_ = {model.intercept_:.4f}")

# %% [markdown]
# **Set:** the constructor's arguments, here all left at their defaults. A default is a choice too. **Got:** `coef_` and `intercept_`.
#
# Be careful with the word. `get_params` returns what scikit-learn calls parameters, and these are arguments that *you* give. What the fit
# found has a name that ends in an underscore. Of the arguments, `fit_intercept` and `positive` can change the line, and `tol` can where there
# are several columns. They are hyperparameters. `copy_X` and `n_jobs` do not change what is fitted. They are run settings: they affect only
# memory and speed.

# %% [markdown]
# ## The two lists
#
# | | you set | you got |
# | --- | --- | --- |
# | by formula | nothing | m, c |
# | by gradient descent | learning rate, number of steps, start | m, c |
# | with scikit-learn | `fit_intercept`, `positive`, `tol` | `coef_`, `intercept_` |

# %% [markdown]
# ## Exercises
#
# ### Exercise 1: a smaller learning rate
#
# Run way 2 with a learning rate of 0.01 and again 500 steps. Which numbers change: the ones you set, the ones you
# got, or both? How many steps does the smaller rate need until both numbers agree with the formula to four decimals?


# %% tags=["solution"]
def descend(learning_rate, n_steps):
    m_gd, c_gd = 0.0, 0.0
    for _ in range(n_steps):
        residuals = m_gd * x + c_gd - y
        m_gd = m_gd - learning_rate * 2 * np.mean(residuals * x)
        c_gd = c_gd - learning_rate * 2 * np.mean(residuals)
    return m_gd, c_gd


for n_steps in (500, 1000, 2000, 5000):
    m_gd, c_gd = descend(0.01, n_steps)
    print(f"{n_steps} steps: m = {m_gd:.4f}, c = {c_gd:.4f}")

# %% [markdown] tags=["solution"]
# You set a different number, and after 500 steps you get different numbers: the run was stopped before it arrived. 5000 steps are enough.
# Then the parameters are those of the formula again. With enough steps, the rate decides how fast, not what.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 1: 4 points**
#
# - 1 point: the loop of way 2 runs again from zero, with a learning rate of 0.01 and 500 steps.
# - 1 point: the answer says that both changed, the number that was set and the numbers that were got.
# - 2 points: a number of steps is found after which both numbers agree with the formula. From step 4324 on, they are printed with the same
#   four decimals. One point is for a try with more steps that still does not agree.
# - A mistake to look for: the loop goes on from the old `m_gd` and `c_gd`. They already agree with the formula, so nothing seems to change.

# %% [markdown]
# ### Exercise 2: ridge
#
# `Ridge(alpha=...)` adds a penalty on the square of the slope. Fit it with `alpha` at 0, 10, and 100. Is `alpha` set or
# got? Does it change only the speed, as the learning rate did?

# %% tags=["solution"]
from sklearn.linear_model import Ridge

for alpha in (0, 10, 100):
    ridge = Ridge(alpha=alpha).fit(x[:, None], y)
    slope, intercept = ridge.coef_[0], ridge.intercept_
    print(f"alpha = {ridge.alpha:3}: coef_ = {slope:.3f}, intercept_ = {intercept:.3f}")

# %% [markdown] tags=["solution"]
# `alpha` is set: it goes into the fit and comes out unchanged. But it decides *which* line is found. So it is wrong to say that
# hyperparameters only decide how efficient training is.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 2: 3 points**
#
# - 1 point: there are three fits, and their slopes are printed.
# - 1 point: the answer says that `alpha` is set. `fit` leaves it as it was.
# - 1 point: the answer says that `alpha` decides which line is found, and names numbers. The slope falls from 3.272 at 0 to 0.655 at 100.
# - A mistake to look for: `x` is given to `fit` in place of `x[:, None]`. Then scikit-learn stops, because it expects a table of rows and
#   columns.

# %% [markdown]
# ### Exercise 3: who chose this alpha?
#
# `RidgeCV(alphas=[...])` tries several values of `alpha` and keeps one, in its attribute `alpha_`. Fit it with the
# candidates 0.01, 0.1, 1, and 10. What did you set, and what did you get? Is `alpha_` a parameter?

# %% tags=["solution"]
from sklearn.linear_model import RidgeCV

search = RidgeCV(alphas=[0.01, 0.1, 1, 10]).fit(x[:, None], y)
print("set:", search.alphas)
print(f"got: alpha_ = {search.alpha_}")
print(f"got: coef_ = {search.coef_[0]:.3f}, intercept_ = {search.intercept_:.3f}")

# %% [markdown] tags=["solution"]
# You set the list of candidates. How they are compared (`cv`, `scoring`) you left at its default, which is a choice too. You got `alpha_`,
# `coef_`, and `intercept_`.
#
# Is `alpha_` a parameter? No, because the line predicts without it. `RidgeCV` found it by comparing candidates, so we call it a *chosen
# setting*. For the ridge fit inside `RidgeCV`, the same number was given, so there it is a hyperparameter. The answer belongs to a value *in
# a run*, not to a name.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 3: 4 points**
#
# - 1 point: `RidgeCV` is fitted with the four candidates, and `alpha_` is printed.
# - 1 point: the list of candidates is named as set. One who also names `cv` and `scoring` has seen more.
# - 1 point: `alpha_`, `coef_`, and `intercept_` are named as got.
# - 1 point: the answer says that `alpha_` is not a parameter, because `predict` does not need it. Accept "a hyperparameter of the ridge fit
#   inside" too.
# - A mistake to look for: "it ends in an underscore, so it is a parameter". Set `search.alpha_ = 1000` and predict again: the predictions
#   stay the same.

# %% [markdown]
# ## Where to go next
#
# The next lab, [overfitting](../02_overfitting/), has more weights and more knobs to turn. The routes of this lab and others are on [how
# parameters are learned](../../learned/). Searches such as `RidgeCV` are on [how hyperparameters are chosen](../../choosing/), and more of
# scikit-learn's names are on [its page](../../libraries/scikit-learn/).
