"""Given the noise, training rows alone can fit a length-scale by likelihood."""

# %% numbers
import numpy as np

rng = np.random.default_rng(2)
n, noise = 30, 0.2
x = np.sort(rng.uniform(0, 6, size=n))
y = np.sin(2 * x) + rng.normal(0, noise, size=n)
squares = (x[:, None] - x) ** 2

length_scales = np.geomspace(0.02, 20, 301)
log_likelihood, training_error = [], []
for length_scale in length_scales:
    kernel = np.exp(-squares / (2 * length_scale**2))
    K = kernel + noise**2 * np.eye(n)
    dual = np.linalg.solve(K, y)  # parameters: one for each row
    _, log_determinant = np.linalg.slogdet(K)
    total = y @ dual + log_determinant + n * np.log(2 * np.pi)
    log_likelihood.append(-total / 2)
    training_error.append(np.mean((kernel @ dual - y) ** 2))

found = int(np.argmax(log_likelihood))
print("length-scale   log marginal likelihood   training MSE")
for i in (0, found, 300):
    print(f"{length_scales[i]:12.2f}   {log_likelihood[i]:23.1f}", end="   ")
    print(f"{training_error[i]:12.4f}")

lowest = length_scales[np.argmin(training_error)]
print(f"highest marginal likelihood at {length_scales[found]:.2f}")
print(f"lowest training MSE at {lowest:.2f}")

# %% picture
import matplotlib.pyplot as plt

fig, (top, bottom) = plt.subplots(2, 1, sharex=True)
top.semilogx(length_scales, log_likelihood, color="C0")
top.axvline(length_scales[found], color="C1", linestyle=":")
top.set_ylim(max(log_likelihood) - 60, max(log_likelihood) + 10)
top.text(
    length_scales[found] / 1.2,
    max(log_likelihood) - 50,
    f"● found:\n{length_scales[found]:.2f}",
    color="C1",
    ha="right",
)
top.set_ylabel("log marginal\nlikelihood")
fig.suptitle("The likelihood peaks inside")
bottom.semilogx(length_scales, training_error, "--", color="C0")
bottom.axvline(length_scales[found], color="C1", linestyle=":")
bottom.set_ylabel("training\nMSE")
bottom.set_xlabel("length-scale of the kernel")
plt.show()

# %% data
data = {
    "length-scale": length_scales,
    "log marginal likelihood": log_likelihood,
    "training MSE": training_error,
}
