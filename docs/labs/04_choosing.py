# ---
# title: "Lab 4: choosing honestly"
# description: "A lab that is still to be written; this sentence stands here so that the head has its seventy characters."
# updated: 2026-11-23
# ---

# %% [markdown]
# # Lab 4: choosing honestly

# %%
print("to be written")
