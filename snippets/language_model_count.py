"""A name such as "7B" counts weights; the given sizes decide how many."""


# %% numbers
def gpt2(vocabulary, context, d, layers, tied=True):
    return {
        "token embeddings": vocabulary * d,
        "position embeddings": context * d,
        "attention": layers * 4 * (d * d + d),
        "feed-forward": layers * (2 * d * 4 * d + 4 * d + d),
        "norms": (2 * layers + 1) * 2 * d,
        "output head": 0 if tied else vocabulary * d,
    }


def llama(vocabulary, d, feed_forward, layers):
    return {
        "token embeddings": vocabulary * d,
        "attention": layers * 4 * d * d,
        "feed-forward": layers * 3 * d * feed_forward,
        "norms": (2 * layers + 1) * d,
        "output head": vocabulary * d,
    }


small = sum(gpt2(50257, 1024, 768, 12).values())
longer = sum(gpt2(50257, 2048, 768, 12).values())
untied = sum(gpt2(50257, 1024, 768, 12, tied=False).values())
print(f"GPT-2 small           {small:13,}")
print(f"  with twice the context {longer - small:+10,}")
print(f"  with a head of its own {untied - small:+10,}")
parts = llama(32000, 4096, 11008, 32)
total = sum(parts.values())
print(f"LLaMA 7B              {total:13,}")
for name, size in parts.items():
    print(f"  {name:16}    {size:13,}  {size / total:6.2%}")

# %% picture
import matplotlib.pyplot as plt

names = list(parts)[::-1]
billions = [parts[name] / 1e9 for name in names]
plt.barh(names, billions, color="C1")
for row, value in enumerate(billions):
    label = f"{value:.1g}" if value < 1 else f"{value:.1f}"
    plt.text(value + 0.08, row, label, color="C1", va="center")

plt.xlim(0, 5.4)
plt.title("Feed-forward holds most")
plt.xlabel("● parameters, in billions")
plt.grid(axis="y", visible=False)
plt.show()

# %% data
data = {"part": list(parts), "parameters": list(parts.values())}
