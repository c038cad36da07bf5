"""Memory and compute of a language model follow from its sizes."""


# %% numbers
def llama_count(vocabulary, d, feed_forward, layers):
    layer = 4 * d * d + 3 * d * feed_forward + 2 * d
    return layers * layer + 2 * vocabulary * d + d


# change these: the sizes of your model, and what you want to do with it
vocabulary, d, feed_forward, layers = 32000, 4096, 11008, 32
heads, tokens, context = 32, 1_000_000_000_000, 2048
count = llama_count(vocabulary, d, feed_forward, layers)
GB = 1e9  # bytes

print(f"parameters: {count:,}")
for bits in (16, 8, 4):
    size = count * bits / 8 / GB
    print(f"  to store them with {bits:2} bits: {size:5.1f} GB")

training = {
    "weights, 16 bits": 2,
    "gradients, 16 bits": 2,
    "weights again, 32 bits": 4,
    "Adam's two moments, 32 bits": 8,
}
print(f"to train them: {sum(training.values()) * count / GB:.1f} GB")
for name, size in training.items():
    print(f"  {name:27} {size:2} bytes each: {size * count / GB:5.1f} GB")

adapter = layers * 2 * 8 * (d + d)  # LoRA, rank 8, on queries and values
extra = sum(training.values()) * adapter / GB
print(f"LoRA trains {adapter:,}: {2 * count / GB:.1f} + {extra:.2f} GB")

for kv_heads in (heads, 8):
    each = 2 * layers * kv_heads * (d // heads) * 2  # keys and values
    cache = f"{each:,} bytes a token, {each * context / GB:.2f} GB in all"
    print(f"KV cache, {kv_heads:2} key-value heads: {cache}")

print(f"to write one token: {2 * count:.2e} operations")
print(f"to train: 6 N D = {6 * count * tokens:.2e} operations")
days = 6 * count * tokens / (100 * 2e14) / 86400
print(f"on 100 chips with 2e14 operations a second: {days:.0f} days")
