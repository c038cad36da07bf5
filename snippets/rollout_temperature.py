"""The temperature of the rollouts can change what training finds."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
first = np.array([2.0, 0.0, -2.0])  # logits of three answers: given
reward = np.array([0.2, 0.0, 1.0])  # the last one is right, and rare


def softmax(logits):
    raised = np.exp(logits - logits.max())
    return raised / raised.sum()


def train(temperature):
    """Groups of eight sampled answers, each compared with its group."""
    logits, seen = first.copy(), 0
    for _ in range(2000):
        group = rng.choice(3, size=8, p=softmax(logits / temperature))
        seen += np.sum(group == 2)
        advantage = reward[group] - reward[group].mean()
        advantage = advantage / (reward[group].std() + 1e-6)
        moves = np.eye(3)[group] - softmax(logits)
        logits = logits + 0.1 * advantage @ moves / 8
    return logits, seen


print("first model:", softmax(first).round(3))
for temperature in (0.3, 1.0):  # hyperparameter of the training
    logits, seen = train(temperature)
    print(f"rollouts at {temperature}: right answer", end=" ")
    print(f"seen {seen} times, learned {softmax(logits).round(3)}")

for temperature in (1.0, 3.0):  # inference setting: same weights
    p = softmax(logits / temperature)
    print(f"the last model, used at {temperature}:", p.round(3))
