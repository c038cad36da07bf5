# ---
# title: "Lab 5: what scikit-learn calls things"
# description: "A lab that is still to be written; this sentence stands here so that the head has its seventy characters."
# updated: 2026-11-23
# ---

# %% [markdown]
# # Lab 5: what scikit-learn calls things

# %%
print("to be written")
