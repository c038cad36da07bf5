"""The weight that makes the labels most probable has the smallest log loss."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(0, 2, size=40)
y = rng.random(40) < 1 / (1 + np.exp(-0.8 * x))  # made with weight 0.8

weights = np.linspace(0, 2, 201)
p = 1 / (1 + np.exp(-weights[:, None] * x))  # a row for each weight
of_label = np.where(y, p, 1 - p)  # probability of the label that came
likelihood = of_label.prod(axis=1)  # ... of all 40 labels together
log_loss = -np.log(of_label).mean(axis=1)

print("weight  likelihood  log loss  exp(-40 x log loss)")
for row in (0, 40, 76, 120, 200):
    w, loss = weights[row], log_loss[row]
    print(f"{w:6.2f}  {likelihood[row]:10.1e}", end="")
    print(f"  {loss:8.4f}  {np.exp(-40 * loss):19.1e}")

print(f"largest likelihood: at weight {weights[likelihood.argmax()]:.2f}")
print(f"smallest log loss:  at weight {weights[log_loss.argmin()]:.2f}")

# %% picture
import matplotlib.pyplot as plt

found = weights[log_loss.argmin()]
fig, axes = plt.subplots(1, 2)
for ax, curve in zip(axes, (likelihood / likelihood.max(), log_loss)):
    ax.plot(weights, curve, color="C0")
    ax.axvline(found, linestyle=":", color="C1")
    ax.set_xlabel("● weight")

axes[0].set_ylabel("likelihood, largest = 1")
axes[1].set_ylabel("log loss")
axes[1].text(found + 0.06, log_loss.max(), f"{found:.2f}", color="C1")
fig.suptitle("Most probable labels, least log loss")
plt.show()

# %% data
data = {"weight": weights, "likelihood": likelihood, "log loss": log_loss}
