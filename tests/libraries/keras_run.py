"""A small training run in Keras, of which every part can be changed."""

import functools

import keras
import numpy as np
import torch
from keras import callbacks, layers, losses, optimizers

torch.set_num_threads(1)
PLACES = (keras, layers, optimizers, optimizers.schedules, losses, callbacks)
"""Where names of the lookup table begin."""

random = np.random.default_rng(0)
X = random.normal(size=(64, 4)).astype("float32")
LABELS = np.clip(np.round((X[:, :2] + random.normal(size=(64, 2)) / 2).sum(1) / 1.5 + 1), 0, 2).astype(int)

NOISE = random.integers(0, 3, 64)
"""Labels that cannot be learned, so that the loss on validation rows soon rises."""


def resolve(path: str):
    """A class, a function or a method of Keras by its name in the lookup table, or None."""
    for place in PLACES:
        found = functools.reduce(lambda thing, step: getattr(thing, step, None), path.split("."), place)
        if found is not None:
            return found
    return None


def made(name, arguments):
    return resolve(name)(**arguments)


def network(hidden=None):
    """A layer that starts from small numbers, or two, where the first can be frozen and takes arguments."""
    start = keras.initializers.RandomNormal(stddev=0.001)
    first = [layers.Dense(**{"units": 8, "activation": "tanh", "name": "first"} | hidden)] if hidden is not None else []
    return keras.Sequential([layers.Input((4,)), *first, layers.Dense(3, kernel_initializer=start, name="last")])


def optimizer_of(optimizer=("SGD", {"learning_rate": 0.3}), schedule=None):
    name, arguments = optimizer
    return made(name, arguments | ({"learning_rate": made(*schedule)} if schedule else {}))


def train(seed, labels=LABELS, ordered=False, stop=None, loss=None, hidden=None, compiled=None, fit=None, **steps):
    """A network after a run with a seed. A part is the name of a class and its arguments, or arguments alone."""
    keras.utils.set_random_seed(seed)
    model = network(hidden)
    loss = made(*loss or ("CategoricalCrossentropy", {"from_logits": True}))
    model.compile(**{"optimizer": optimizer_of(**steps), "loss": loss, "metrics": ["accuracy"]} | (compiled or {}))
    order = labels.argsort() if ordered else slice(None)
    watch = [made(*stop)] if isinstance(stop, tuple) else [stop] * (stop is not None)
    settings = {"epochs": 10, "batch_size": 64, "verbose": 0} | (fit or {})
    model.fit(X[order], np.eye(3, dtype="float32")[labels[order]], callbacks=watch, **settings)
    return model


def say(model):
    return keras.ops.convert_to_numpy(keras.ops.sigmoid(model(X)))


def answer(seed, **parts):
    """What the network says about the rows, squeezed between zero and one."""
    return say(train(seed, **parts))
