"""Depth and width decide how many weights and biases a network has."""


# %% numbers
def count(layers):
    """Weights and biases of a network with these layer sizes, inputs first."""
    pairs = zip(layers[:-1], layers[1:])
    return sum((inputs + 1) * outputs for inputs, outputs in pairs)


for layers in ([784, 10], [784, 32, 10], [784, 128, 10], [784, 128, 128, 10]):
    print(f"{' - '.join(map(str, layers)):20} {count(layers):7} parameters")

print("one more layer of 128 adds", count([128, 128]))

# %% picture
import matplotlib.pyplot as plt

widths = range(8, 257, 8)
for depth, dashes in ((1, "-"), (2, "--"), (3, ":")):
    counts = [count([784] + [width] * depth + [10]) / 1000 for width in widths]
    plt.plot(widths, counts, dashes, color="C1")
    plt.text(262, counts[-1], f"⚷ depth {depth}", color="C2", va="center")

plt.xlim(0, 345)
plt.xticks([0, 64, 128, 192, 256])
plt.title("Depth and width decide the count")
plt.xlabel("⚷ neurons per hidden layer")
plt.ylabel("● parameters, in thousands")
plt.show()

# %% data
widths = range(8, 257, 8)
data = {"width": widths}
for depth in (1, 2, 3):
    data[f"depth {depth}"] = [count([784] + [w] * depth + [10]) for w in widths]
