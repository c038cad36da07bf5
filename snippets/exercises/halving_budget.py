"""Successive halving pays the first round, and half as much for each later."""

# %% numbers
import numpy as np

rng = np.random.default_rng(0)
every = [
    (candidates, steps)
    for candidates in (4, 8, 16, 32)
    for steps in (10, 20, 30, 40, 50, 100, 200)
]
every.remove((8, 50))
candidates, steps = np.array([(8, 50), *rng.permutation(every)[:19]]).T
rounds = np.log2(candidates).astype(int)  # after the first
first_round = candidates * steps
later_round = first_round // 2
spent = first_round + rounds * later_round
print(f"{candidates[0]} candidates, {steps[0]} steps in the first round")
print(f"{first_round[0]} + {rounds[0]} * {later_round[0]} = {spent[0]} steps")

# %% data
data = {
    "candidates": candidates,
    "steps": steps,
    "last": candidates * steps,
    "twice": 2 * steps,
    "half": candidates // 2,
    "rounds": rounds,
    "first_round": first_round,
    "later_round": later_round,
    "spent": spent,
    "all_to_the_end": candidates * candidates * steps,
    "from_the_start": (rounds + 1) * first_round,
}
