# ---
# title: "Lab 3: a network from scratch"
# description: "Write a neural network in numpy, count its parameters, check its gradient, and sweep learning rate, width, and epochs. Four exercises with solutions."
# updated: 2026-11-28
# minutes: 40
# objectives: [count, trace, predict-effect]
# given: [40, 300, 0.9]  # minutes; epochs, which are an argument in the code; 1 - one label in ten
# ---

# %% [markdown]
# # Lab 3: a network from scratch
#
# You write a small neural network in numpy, without a framework, so that every number in it is in plain sight. At the end you can
#
# - count the parameters of a network before it is trained,
# - tell backpropagation (it computes a gradient) from the optimizer (it uses one),
# - say which hyperparameter decides *how many* parameters there are, and which only *where they end*,
# - choose a width on validation rows without fooling yourself by the seed.
#
# Time: about 40 minutes. You need Python with numpy and matplotlib.

# %% [markdown]
# ## The data
#
# There are two inputs and two classes. A row belongs to class 1 if it lies above a wave. About one row in ten has the wrong class, on
# purpose.

# %%
import numpy as np

rng = np.random.default_rng(3)


def sample(n):
    points = rng.uniform(-2, 2, size=(n, 2))
    above = points[:, 1] > np.sin(2 * points[:, 0])
    wrong = rng.random(n) < 0.1
    return points, (above ^ wrong).astype(float)


X_train, y_train = sample(100)
X_valid, y_valid = sample(1000)
print("training:", X_train.shape, " validation:", X_valid.shape)
print("share of class 1 in training:", y_train.mean())

# %% [markdown]
# ## Parameters: where they start, and how many
#
# The network has one hidden layer. Each of its neurons has one weight for each input, and one bias (a constant that it adds). The output has
# one weight for each neuron, and one bias. The starting values are drawn at random. With equal starts, all neurons would stay equal (exercise
# 4).


# %%
def start(width, seed, scale=1.0):
    draw = np.random.default_rng(seed)
    return {
        "W1": draw.normal(0, scale, size=(2, width)),
        "b1": np.zeros(width),
        "W2": draw.normal(0, scale / np.sqrt(width), size=width),
        "b2": np.zeros(1),
    }


def count(weights):
    return sum(array.size for array in weights.values())


for name, array in start(width=8, seed=0).items():
    print(name, array.shape, array.size)
for width in (2, 8, 32):
    formula = (2 + 1) * width + (width + 1)
    print(f"width {width:2}: {count(start(width, seed=0)):3} counted, {formula:3} by formula")

# %% [markdown]
# **Set:** the width (the number of neurons), the activation (the curve that bends each neuron's sum, below `tanh`), the scale of the start,
# and the seed. **Got, so far:** nothing. The count is settled before the first row of data is looked at, because it follows from the width.

# %% [markdown]
# ## Forward and backward
#
# `predict` needs the four arrays and the activation, and nothing else. `loss` is the log loss, which is small where the right class gets a
# high probability. `gradient` applies the chain rule from the loss back to each array. This is backpropagation. It computes a direction. It
# does not move anything.


# %%
def predict(weights, X):
    hidden = np.tanh(X @ weights["W1"] + weights["b1"])
    return 1 / (1 + np.exp(-(hidden @ weights["W2"] + weights["b2"])))


def loss(weights, X, y):
    p = predict(weights, X)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def gradient(weights, X, y):
    hidden = np.tanh(X @ weights["W1"] + weights["b1"])
    error = (predict(weights, X) - y) / len(y)
    back = np.outer(error, weights["W2"]) * (1 - hidden**2)
    return {
        "W1": X.T @ back,
        "b1": back.sum(axis=0),
        "W2": hidden.T @ error,
        "b2": np.array([error.sum()]),
    }


# %% [markdown]
# Do not trust a gradient that you have not checked. Move one weight a little in both directions. The loss must change as the gradient says.

# %%
weights = start(width=8, seed=0)
worst = 0.0
for name, slopes in gradient(weights, X_train, y_train).items():
    for index in np.ndindex(slopes.shape):
        moved = []
        for nudge in (1e-5, -1e-5):
            nudged = {key: array.copy() for key, array in weights.items()}
            nudged[name][index] += nudge
            moved.append(loss(nudged, X_train, y_train))
        worst = max(worst, abs((moved[0] - moved[1]) / 2e-5 - slopes[index]))
print("partial derivatives checked:", count(weights))
print("all agree to eight decimals:", bool(worst < 1e-8))

# %% [markdown]
# ## Training
#
# The optimizer here is plain gradient descent on all rows, so one epoch (one pass over the training rows) is one step. It brings two more
# hyperparameters: the learning rate and the number of epochs.


# %%
def train(width=8, learning_rate=1.0, epochs=1000, seed=0, scale=1.0):
    weights = start(width, seed, scale)
    for _ in range(epochs):
        slopes = gradient(weights, X_train, y_train)
        for name in weights:
            weights[name] = weights[name] - learning_rate * slopes[name]
    return weights


def accuracy(weights, X, y):
    return np.mean((predict(weights, X) > 0.5) == y)


weights = train()
print(f"training loss: from {loss(start(8, 0), X_train, y_train):.2f}", end=" ")
print(f"to {loss(weights, X_train, y_train):.2f}")
print(f"accuracy: training {accuracy(weights, X_train, y_train):.2f},", end=" ")
print(f"validation {accuracy(weights, X_valid, y_valid):.2f}")

# %% [markdown]
# **Set:** width, activation, start, learning rate, epochs. **Got:** 33 numbers. No model can expect a validation accuracy above 0.9, since
# each validation row has the wrong class with a chance of one in ten.

# %% [markdown]
# ## Sweep the learning rate
#
# Data, width, start, and the 300 epochs stay the same. Only the rate differs.

# %%
rates = [0.001, 0.01, 0.1, 1.0]
for rate in rates:
    trained = train(learning_rate=rate, epochs=300)
    print(f"rate {rate:5}: training loss {loss(trained, X_train, y_train):.3f}", end=", ")
    print(f"{count(trained)} parameters")

# %% [markdown]
# The count does not move. The rate decides *where the parameters end*, not how many there are. The small rates have not failed. They have not
# arrived: after the same number of epochs they are still higher up on the way down.

# %% [markdown]
# ## Sweep the width
#
# Now only the width differs. One training run per width would mix up two things, the width and the luck of the start. So each width gets five
# starts.

# %%
widths, seeds = [1, 2, 4, 8, 16, 32], range(5)
scores = {"training": [], "validation": []}
for width in widths:
    runs = [train(width, epochs=500, seed=seed) for seed in seeds]
    scores["training"].append([accuracy(run, X_train, y_train) for run in runs])
    scores["validation"].append([accuracy(run, X_valid, y_valid) for run in runs])
    mean, spread = np.mean(scores["validation"][-1]), np.ptp(scores["validation"][-1])
    print(f"width {width:2}, {count(runs[0]):3} parameters: validation {mean:.3f}", end="")
    print(f", spread over the starts {spread:.3f}")

# %% figure="width_sweep" alt="Accuracy against the width from 1 to 32, on a logarithmic axis: small dots for five starts and a line through their means. Training lies above validation at every width; validation levels off from 8 on." caption="Training and validation accuracy against the width. Each dot is one start; the lines join the means."
import matplotlib.pyplot as plt

for name, color, marker in (("training", "C0", "o"), ("validation", "C3", "s")):
    table = np.array(scores[name])
    plt.semilogx(widths, table, marker, color=color, markersize=3, alpha=0.6, base=2)
    plt.semilogx(widths, table.mean(axis=1), color=color, base=2)
    plt.text(36, table.mean(axis=1)[-1], name, color=color, va="center")
plt.xlim(0.9, 110)
plt.xticks(widths, widths)
plt.title("Wider helps until it no longer does")
plt.xlabel("⚷ width")
plt.ylabel("accuracy")
plt.show()

# %% [markdown]
# The width is *structural*: `predict` needs it, as the shape of what is stored. Learning rate and epochs are not needed after training.
# Before you call one width the best, compare the differences between neighboring widths with the spread over the starts.

# %% [markdown]
# ## The two lists
#
# *Training state* is this site's word for what a run keeps only so that training can go on. A *run setting* is its word for what changes no
# model, or only the random draw. A *fixed value* is a ready-made number inside the model.
#
# | number | you set | you got | what it is |
# | --- | --- | --- | --- |
# | `W1`, `b1`, `W2`, `b2` | | after training | parameters |
# | width, activation | before | | structural hyperparameters |
# | learning rate, epochs, scale of the start | before | | training hyperparameters |
# | the drawn start | | by a draw | neither: fixed values, which training replaces |
# | seed | before | | neither: a run setting that picks the draw |
# | gradients, losses | | on the way | neither: training state and results |
# | validation accuracy | | after training | neither: a result |

# %% [markdown]
# ## Exercises
#
# ### Exercise 1: a second hidden layer
#
# Do this without training anything. How many parameters has a network with 2 inputs, two hidden layers of width 8, and one output? And with
# width 16? Why does the count more than double?


# %% tags=["solution"]
def count_layers(sizes):
    return sum((sizes[i] + 1) * sizes[i + 1] for i in range(len(sizes) - 1))


for sizes in ([2, 8, 1], [2, 8, 8, 1], [2, 16, 16, 1]):
    print(" - ".join(map(str, sizes)), ":", count_layers(sizes))

# %% [markdown] tags=["solution"]
# Each neuron of the second layer has a weight for *each* neuron of the first. So that block holds the width times the width. If you double
# the width, the block becomes four times as large.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 1: 4 points**
#
# - 2 points: width 8 has 105 parameters, and width 16 has 337. One point is for each.
# - 1 point: the counts are computed from the sizes, with a weight for each pair of neurons and a bias for each neuron.
# - 1 point: the answer names the block between the two hidden layers, which has the width times the width.
# - A mistake to look for: the biases are left out. Then the counts are 88 and 304.

# %% [markdown]
# ### Exercise 2: change a hyperparameter after training
#
# Take the trained `weights`. Which of these can you change *now*, without training again, so that the predictions change: the learning rate,
# the number of epochs, the activation, the width? Try the activation: replace `tanh` by the ReLU, `np.maximum(0, ...)`.

# %% tags=["solution"]
trained = train()
hidden = np.maximum(0, X_valid @ trained["W1"] + trained["b1"])
relu = hidden @ trained["W2"] + trained["b2"] > 0
print(f"with tanh: {accuracy(trained, X_valid, y_valid):.2f}")
print(f"same weights, with ReLU: {np.mean(relu == y_valid):.2f}")

# %% [markdown] tags=["solution"]
# The activation acts at once. It is part of the formula, a structural hyperparameter, and the weights were found for `tanh`. You cannot
# change the width, because the arrays have that shape. Learning rate and epochs appear nowhere in `predict`, so changing them now changes
# nothing.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 2: 4 points**
#
# - 1 point: the answer says that the learning rate and the number of epochs change nothing now, because `predict` does not use them.
# - 1 point: the answer says that the width cannot be changed, because the arrays have its shape.
# - 2 points: the activation is tried with the same weights, and the accuracy falls from 0.83 to 0.62. One point is for a prediction without
#   a try.
# - A mistake to look for: the cell overwrites `predict` itself. `gradient` calls it and still has the slope of `tanh`, so from then on the
#   gradient is wrong. Run the old cell again.

# %% [markdown]
# ### Exercise 3: the same gradient, another optimizer
#
# Train with momentum, which keeps moving in the direction of past steps. Keep a `velocity` for each array, `velocity = 0.9 * velocity -
# learning_rate * slopes`, and add it to the weights. Use the same `gradient` function, rate 0.1, and 300 epochs. What is new on your lists?

# %% tags=["solution"]
weights = start(8, seed=0)
velocity = {name: np.zeros_like(array) for name, array in weights.items()}
for _ in range(300):
    slopes = gradient(weights, X_train, y_train)
    for name in weights:
        velocity[name] = 0.9 * velocity[name] - 0.1 * slopes[name]
        weights[name] = weights[name] + velocity[name]
plain = train(learning_rate=0.1, epochs=300)
print(f"plain:    training loss {loss(plain, X_train, y_train):.3f}")
print(f"momentum: training loss {loss(weights, X_train, y_train):.3f}")
print("numbers in velocity:", count(velocity))

# %% [markdown] tags=["solution"]
# `gradient`, which does the backpropagation, did not change. The optimizer did. New among the numbers you set is the momentum, 0.9, a
# training hyperparameter. New among the numbers you got is one velocity for each parameter. The run needs the velocities to go on, and
# `predict` does not. So they are training state and not parameters.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 3: 5 points**
#
# - 2 points: each array has a velocity that starts at zero, and `gradient` is used as it is.
# - 1 point: the two losses after 300 epochs are compared. With momentum it is 0.251, and without it is 0.383.
# - 1 point: the momentum, 0.9, is named as a new number that is set.
# - 1 point: the velocities are named as got, and as no parameters, because `predict` does not need them.
# - A mistake to look for: the velocity is made anew inside the loop. Then each step is a plain one, and the loss is again 0.383.

# %% [markdown]
# ### Exercise 4: start at zero
#
# Train with `scale=0`, so that all weights start at zero. How many *different* neurons does the trained network have? Is the scale of the
# start a hyperparameter?

# %% tags=["solution"]
flat = train(scale=0.0)
columns = np.vstack([flat["W1"], flat["b1"], flat["W2"]]).T
print("different neurons:", len(np.unique(columns.round(10), axis=0)))
print(f"training accuracy: {accuracy(flat, X_train, y_train):.2f}")
print("share of the larger class:", max(y_train.mean(), 1 - y_train.mean()))

# %% [markdown] tags=["solution"]
# There is only one. With all weights at zero the hidden layer gets no gradient, and neither do the output weights. All of them stay at zero,
# and at most the last bias moves. The network predicts the same for every row.
#
# So the scale of the start is given and changes the model. It is a hyperparameter. The drawn values themselves are neither parameters nor
# hyperparameters. They are where the parameters start.

# %% [markdown] tags=["rubric"]
# **Rubric for exercise 4: 3 points**
#
# - 1 point: the answer is one. All neurons are equal.
# - 1 point: the answer gives the reason. With all weights at zero, their gradients are zero, so no step moves them.
# - 1 point: the scale is named as a hyperparameter. It is given before the run, and it changes the model.
# - A mistake to look for: the training accuracy of 0.50 is taken for something learned. It is the share of either class in the training
#   rows.

# %% [markdown]
# ## Where to go next
#
# In the next lab you learn [to choose honestly](../04_choosing/). Different optimizers are on [how parameters are learned](../../learned/).
# Counts for larger networks are on [large language models](../../language-models/), and BatchNorm and frozen weights are on [hard cases of
# networks](../../hard-cases-networks/).
