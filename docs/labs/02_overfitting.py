# ---
# title: "Lab 2: overfitting, early stopping and regularization"
# description: "Turn three knobs on one model, degree, penalty, and epochs: each limits the weights, none can be chosen on training data. Four exercises with solutions."
# updated: 2026-11-28
# minutes: 30
# objectives: [diagnose, penalize]
# level: start here
# given: [30]  # minutes, and the number of training rows, which is an argument in the code
# ---

# %% [markdown]
# # Lab 2: overfitting, early stopping and regularization
#
# You fit a curve to thirty noisy rows and turn three knobs: the **degree**, the strength of a **penalty**, and the number of **epochs**. Each
# is a hyperparameter, and each limits what the weights can do. At the end you can
#
# - tell overfitting from underfitting by two numbers,
# - choose each of the three on validation data, and say why training data cannot choose them,
# - say which of the three the finished model still needs.
#
# Time: about 30 minutes. You need Python with numpy and matplotlib.

# %% [markdown]
# ## The data
#
# The data are one wave and some noise. Thirty rows are for training, and thirty are for validation (they compare settings). A third set,
# for the test, stays closed until the last exercise.

# %%
import numpy as np

rng = np.random.default_rng(3)


def sample(n):
    x = rng.uniform(-1, 1, size=n)
    return x, np.sin(4 * x) + rng.normal(0, 0.3, size=n)


x_train, y_train = sample(30)
x_valid, y_valid = sample(30)
x_test, y_test = sample(1000)


def mse(predicted, y):
    return np.mean((predicted - y) ** 2)


# %% [markdown]
# ## Knob 1: the degree
#
# You fit polynomials of rising degree, each by least squares. The columns are Legendre polynomials. They span the same curves as the powers
# of $x$ and are easier on the arithmetic.

# %%
from numpy.polynomial.legendre import legvander

degrees = np.arange(1, 16)
train_error, valid_error = [], []
for degree in degrees:
    X = legvander(x_train, degree)
    weights, *_ = np.linalg.lstsq(X, y_train, rcond=None)
    train_error.append(mse(X @ weights, y_train))
    valid_error.append(mse(legvander(x_valid, degree) @ weights, y_valid))

for degree in (1, 3, 5, 9, 15):
    a, b = train_error[degree - 1], valid_error[degree - 1]
    print(f"degree {degree:2}: training {a:.3f}, validation {b:.3f}")
print("lowest training error:  degree", degrees[np.argmin(train_error)])
print("lowest validation error: degree", degrees[np.argmin(valid_error)])

# %% figure="degree" alt="Training and validation error against the degree, on a logarithmic axis. The training error falls all the way; the validation error falls at first and rises at the right." caption="The training error votes for the highest degree; the validation error does not."
import matplotlib.pyplot as plt

plt.semilogy(degrees, train_error, "o-", color="C0")
plt.semilogy(degrees, valid_error, "s--", color="C3")
plt.text(3, 0.06, "training", color="C0")
plt.text(13, valid_error[12] * 1.3, "validation", color="C3", ha="right", va="bottom")
plt.title("More degree, less training error")
plt.xlabel("⚷ degree")
plt.ylabel("mean squared error")
plt.show()

# %% [markdown]
# **Underfitting** shows when both errors are high. **Overfitting** shows when the training error is low and the validation error is much
# higher. One of the two numbers alone does not tell you which it is.
#
# ## Knob 2: a penalty
#
# Keep the degree at 15, which makes 16 weights, and let ridge hold them back. Ridge is least squares with a penalty on the squared weights.


# %%
def ridge(X, y, strength):
    penalty = strength * np.eye(X.shape[1])
    penalty[0, 0] = 0  # the constant is not penalized
    return np.linalg.solve(X.T @ X + penalty, X.T @ y)


X, X_valid = legvander(x_train, 15), legvander(x_valid, 15)
print("rows and weights:", X.shape)
for strength in (1e-6, 1e-3, 1e-1, 1e1, 1e3):
    weights = ridge(X, y_train, strength)
    a, b = mse(X @ weights, y_train), mse(X_valid @ weights, y_valid)
    size = np.linalg.norm(weights[1:])
    print(f"lambda {strength:6g}: training {a:.3f}, validation {b:.3f}, length of the weights {size:.2f}")

# %% [markdown]
# Each line of the output is a fit with 16 weights. As lambda grows, the vector of these weights gets shorter, and the curve gets calmer.
#
# ## Knob 3: the epochs
#
# Now drop the penalty, and use gradient descent from zero. One step uses all rows, so here a step is an epoch (one pass over the training
# rows).

# %%
learning_rate = 0.2
weights = np.zeros(16)
path, train_curve, valid_curve = [], [], []
for _ in range(20_000):
    weights = weights - learning_rate * X.T @ (X @ weights - y_train) / 30
    path.append(weights)
    train_curve.append(mse(X @ weights, y_train))
    valid_curve.append(mse(X_valid @ weights, y_valid))

for epoch in (1, 10, 100, 1000, 20_000):
    a, b = train_curve[epoch - 1], valid_curve[epoch - 1]
    print(f"epoch {epoch:5}: training {a:.3f}, validation {b:.3f}")

# %% figure="epochs" alt="Training and validation error against the epoch, both axes logarithmic. The training error falls throughout; the validation error falls, is lowest in the middle, and then rises." caption="The same shape as for the degree, although all sixteen weights are there from the first epoch."
epochs = np.arange(1, 20_001)
plt.loglog(epochs, train_curve, color="C0")
plt.loglog(epochs, valid_curve, "--", color="C3")
plt.text(9000, train_curve[9000] * 1.15, "training", color="C0", ha="right", va="bottom")
plt.text(9000, valid_curve[9000] * 1.15, "validation", color="C3", ha="right", va="bottom")
plt.title("More epochs, less training error")
plt.xlabel("⚷ epochs")
plt.ylabel("mean squared error")
plt.show()

# %% [markdown]
# ## Exercises
#
# ### Exercise 1: let the training data choose
#
# For each knob, which value would the *training* error choose: of the degrees 1 to 15, of the five lambdas, of the epochs 1 to 20,000? Answer
# before you compute. What do the three answers have in common?

# %% tags=["solution"]
strengths = [1e-6, 1e-3, 1e-1, 1e1, 1e3]
by_lambda = [mse(X @ ridge(X, y_train, strength), y_train) for strength in strengths]
print("degree:", degrees[np.argmin(train_error)])
print("lambda:", strengths[np.argmin(by_lambda)])
print("epochs:", np.argmin(train_curve) + 1)

# %% [markdown] tags=["solution"]
# The training error chooses the highest degree, the weakest penalty, and the last epoch. Each is the value that leaves the weights the most
# freedom. This does not come from these particular rows. A higher degree contains the lower ones, so its best fit is at least as close. A
# weaker penalty allows a closer fit too. And at a small enough rate, each step lowers the training loss.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 1: 4 points**
#
# - 1 point: three guesses stand there before the code. A wrong guess costs nothing.
# - 1 point: the computed answers are degree 15, lambda 1e-6, and epoch 20,000.
# - 2 points: the answer says what they have in common. Each leaves the weights the most freedom.
# - A mistake to look for: `np.argmin` returns a place and not a value. It gives 14 for the degree, and 19,999 for the epochs.

# %% [markdown]
# ### Exercise 2: early stopping with patience
#
# A run cannot know that its best epoch is already behind it. So it waits. It stops when the validation error has not reached a new low for
# `patience` epochs, and it returns the weights of the best epoch. The error curve above is smooth. With updates on small batches, it
# falls at first and then goes up and down a little from epoch to epoch:

# %%
weights = np.zeros(16)
noisy_curve = []
for _ in range(3000):
    for batch in rng.permutation(30).reshape(6, 5):
        residuals = X[batch] @ weights - y_train[batch]
        weights = weights - 0.1 * X[batch].T @ residuals / 5
    noisy_curve.append(mse(X_valid @ weights, y_valid))
for first in (0, 20, 1000):
    shown = np.array(noisy_curve[first : first + 6])
    print(f"from epoch {first + 1:4}: {shown.round(4)}")

# %% [markdown]
# Write a function that finds the best epoch and the epoch of the stop. Try `patience` at 1, 10, 100, and 1000 on `noisy_curve`. Which numbers
# did you set, and which did you get?


# %% tags=["solution"]
def stop_early(curve, patience):
    best = 0
    for epoch, error in enumerate(curve):
        if error < curve[best]:
            best = epoch
        elif epoch - best >= patience:
            break
    return best + 1, epoch + 1


for patience in (1, 10, 100, 1000):
    best, stopped = stop_early(noisy_curve, patience)
    print(f"patience {patience:4}: best epoch {best}, stopped at {stopped}, validation {noisy_curve[best - 1]:.3f}")

# %% [markdown] tags=["solution"]
# **Set:** `patience`, the largest number of epochs, the learning rate, the batch size, and how many rows are for validation. These are
# hyperparameters. **Got:** the weights, which are parameters, and the best epoch. The best epoch is what this site calls a *chosen
# setting*: the run found it by comparing scores on validation rows. The model predicts without it. The best epoch comes before the epoch of
# the stop, by as much as the patience (unless the run reaches its largest number of epochs first).
#
# On the same error curve, more patience never finds a worse best epoch. But it costs epochs.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 2: 6 points**
#
# - 2 points: the function compares each error with the lowest so far, waits for `patience` epochs, and returns the best epoch and the epoch
#   of the stop.
# - 1 point: it is tried with the four values of `patience`.
# - 1 point: `patience` and at least one more number are named as set.
# - 1 point: the weights and the best epoch are named as got.
# - 1 point: the answer says that the best epoch is not a parameter, or that the model predicts without it.
# - Two mistakes to look for: a counter that is not set back at a new low stops too early. With `patience` at 100 it stops long before epoch
#   902. A function that compares each epoch with the one before it does not stop here at 10, 100, or 1000.

# %% [markdown]
# ### Exercise 3: does stopping act like the penalty?
#
# Fit ridge with forty lambdas from 1e-6 to 1e3, evenly spaced on a logarithmic scale, and choose by the validation error. Compare three
# models: the end of training, the early stop, and the best ridge. For each, print the validation error and the length of the weights without
# the constant.

# %% tags=["solution"]
strengths = np.geomspace(1e-6, 1e3, 40)
by_lambda = [mse(X_valid @ ridge(X, y_train, strength), y_valid) for strength in strengths]
best_ridge = ridge(X, y_train, strengths[np.argmin(by_lambda)])
best_epoch = int(np.argmin(valid_curve)) + 1

models = {"end of training": path[-1], "early stop": path[best_epoch - 1], "best ridge": best_ridge}
for name, weights in models.items():
    size = np.linalg.norm(weights[1:])
    print(f"{name:15}: validation {mse(X_valid @ weights, y_valid):.3f}, length {size:.2f}")

# %% figure="curves" alt="Thirty points along a wave and three curves. The one of the end of training swings up and down on the right; those of the early stop and of ridge are calmer and close to each other." caption="Two different hyperparameters, nearly the same curve." tags=["solution"]
grid = np.linspace(x_train.min(), x_train.max(), 300)
plt.plot(x_train, y_train, "o", color="C0")
for (name, weights), style in zip(models.items(), (":", "-", "--")):
    plt.plot(grid, legvander(grid, 15) @ weights, style, color="C1", label=name)
plt.ylim(-1.6, 2.4)
plt.legend(loc="upper left")
plt.title("Stopping early or penalizing")
plt.xlabel("x")
plt.ylabel("y")
plt.show()

# %% [markdown] tags=["solution"]
# Early stopping and ridge keep all 16 weights, shorten their vector, and come to similar curves. The reason is that both hold back the
# directions that the data hardly determine. But the two methods are not the same. Ridge shrinks smoothly in lambda, and gradient descent
# shrinks in steps. On different data either of them may win.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 3: 5 points**
#
# - 1 point: there are forty lambdas, and `np.geomspace` or powers of 10 space them.
# - 2 points: the validation error and the length of the weights are printed for the three models.
# - 1 point: the answer says that the early stop and the best ridge are close to each other, and shorter than the end of training.
# - 1 point: the answer says that they are still not the same method, with one difference.
# - A mistake to look for: lambda is chosen by the training error. Then it is 1e-6, the weakest of the list.

# %% [markdown]
# ### Exercise 4: open the test set, once
#
# Choose one of all the models so far by validation error. Only then compute its test error. Do you expect it to be higher or lower than its
# validation error? Which of the three hyperparameters do you need to store with the model, so that somebody else can predict with it?

# %% tags=["solution"]
scores = {name: mse(X_valid @ weights, y_valid) for name, weights in models.items()}
for degree in degrees:
    scores[f"degree {degree}"] = valid_error[degree - 1]
chosen = min(scores, key=scores.get)
if chosen in models:
    weights = models[chosen]
else:
    degree = int(chosen.split()[1])
    weights, *_ = np.linalg.lstsq(legvander(x_train, degree), y_train, rcond=None)
test_error = mse(legvander(x_test, len(weights) - 1) @ weights, y_test)
print(f"chosen: {chosen}, validation {scores[chosen]:.3f}, test {test_error:.3f}")

# %% [markdown] tags=["solution"]
# The lowest of many validation errors is, on average, too good. Part of it is luck with these thirty rows. On a single draw the test error
# can come out on either side.
#
# To predict you need the degree, because it says which columns to make. It is a structural hyperparameter, and you can read it off the number
# of weights. Lambda and the epochs are not needed anymore. Keep them if you want to be able to train again.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 4: 4 points**
#
# - 1 point: one model is chosen by its validation error. One who skipped exercise 3 chooses among the degrees, which earns all points.
# - 1 point: only the chosen model meets the test rows.
# - 1 point: the answer expects a higher test error, because the lowest of many validation errors is too good on average. One draw may
#   differ, and here it does.
# - 1 point: only the degree has to be stored with the weights.
# - A mistake to look for: the test error of each model is computed, and the lowest is taken. Then the test set has chosen, and its figure
#   does not judge the chosen model anymore.

# %% [markdown]
# ## Where to go next
#
# In the next lab you write [a network from scratch](../03_network/). Why early stopping acts like a penalty is on [early
# stopping](../../early-stopping/). What other knobs do is on [effects](../../effects/). How to choose their values is on
# [choosing](../../choosing/).
