"""For a small gamma, an SVM depends almost only on C times gamma."""

# %% numbers
import numpy as np
from sklearn.svm import SVC

rng = np.random.default_rng(0)


def sample(n):
    X = rng.normal(size=(n, 2))
    flipped = rng.random(n) < 0.1  # one label in ten is wrong
    return X, (X[:, 1] > np.sin(2 * X[:, 0])) ^ flipped


X, y = sample(200)
X_valid, y_valid = sample(1000)
Cs, gammas = (1, 10, 100, 1000, 10_000), (0.0001, 0.001, 0.01, 0.1, 1, 10)
print("validation accuracy")
print("    C  gamma:", " ".join(f"{gamma:6}" for gamma in gammas))
accuracy, answers = {}, {}
for C in Cs:  # C and gamma: hyperparameters, given
    for gamma in gammas:
        answers[C, gamma] = SVC(C=C, gamma=gamma).fit(X, y).predict(X_valid)
        accuracy[C, gamma] = np.mean(answers[C, gamma] == y_valid)
    print(f"{C:5}        ", " ".join(f"{accuracy[C, g]:6.2f}" for g in gammas))

linear = SVC(C=2 * 0.1, kernel="linear").fit(X, y).predict(X_valid)
for C, gamma in ((100, 0.001), (1000, 0.0001)):
    same = np.mean(answers[C, gamma] == linear)
    print(f"C {C:4}, gamma {gamma:6}: a linear SVM with C = 2 * 0.1", end=" ")
    print(f"gives {same:.0%} of the answers")
