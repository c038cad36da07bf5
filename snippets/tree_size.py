"""With noisy labels, a tree grown to pure leaves grows with the rows."""

# %% numbers
import numpy as np
from sklearn.tree import DecisionTreeClassifier

rng = np.random.default_rng(0)
x = rng.uniform(0, 7, size=(1600, 1))
wrong = rng.random(1600) < 0.15  # some labels are wrong
y = (x[:, 0] > 3.5) ^ wrong

rows = [25, 50, 100, 200, 400, 800, 1600]
nodes, nodes_limited = [], []
for n in rows:
    free = DecisionTreeClassifier().fit(x[:n], y[:n])
    limited = DecisionTreeClassifier(max_depth=3).fit(x[:n], y[:n])
    nodes.append(free.tree_.node_count)
    nodes_limited.append(limited.tree_.node_count)
    print(f"{n:4} rows: {nodes[-1]:3} nodes,", end=" ")
    print(f"depth {free.get_depth():2};", end=" ")
    print(f"with max_depth=3: {nodes_limited[-1]:2} nodes")

# %% picture
import matplotlib.pyplot as plt

plt.loglog(rows, nodes, "o-", color="C1")
plt.loglog(rows, nodes_limited, "s--", color="C2")
plt.text(210, 155, "● no limit", color="C1", ha="right")
plt.text(1600, 6, "⚷ max_depth=3", color="C2", ha="right")
plt.ylim(4, 1200)
plt.xticks([25, 100, 400, 1600], ["25", "100", "400", "1600"])
plt.yticks([10, 100, 1000], ["10", "100", "1000"])
plt.minorticks_off()
plt.title("More rows, more nodes")
plt.xlabel("rows in the training data")
plt.ylabel("nodes of the tree")
plt.show()

# %% data
data = {"rows": rows, "nodes": nodes, "nodes with max_depth=3": nodes_limited}
