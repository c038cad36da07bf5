"""The names of Keras: each is found on a built object or in a signature, and its category is tried."""

import functools
from inspect import signature
from operator import attrgetter

import keras
import numpy as np
from keras import layers, ops

from tests.libraries import trial
from tests.libraries.keras_run import LABELS, NOISE, X, answer, made, resolve, say, train
from tests.libraries.trial import during, each, option, part

LIBRARY = "Keras"
SEEDS = 8
NOT_TRIED = {
    "utils.set_random_seed": "the seed is what the experiment measures by",
    "MultiHeadAttention.flash_attention": "the CPU has one implementation",
}
FOUND = ("parameter", "fitted statistic", "fixed value")
IMAGES, SEQUENCES, ROWS = (8, 6, 6, 2), (8, 5, 4), (8, 4)
LAYERS = {
    "Activation": ({"activation": "relu"}, ROWS),
    "BatchNormalization": ({}, ROWS),
    "Conv2D": ({"filters": 4, "kernel_size": 3, "padding": "same"}, IMAGES),
    "Dense": ({"units": 3}, ROWS),
    "Dropout": ({"rate": 0.0}, ROWS),
    "Embedding": ({"input_dim": 6, "output_dim": 3}, (8, 5)),
    "GroupNormalization": ({"groups": 2}, ROWS),
    "LSTM": ({"units": 3}, SEQUENCES),
    "LayerNormalization": ({}, ROWS),
    "LeakyReLU": ({}, ROWS),
    "MaxPooling2D": ({"pool_size": 2}, IMAGES),
    "MultiHeadAttention": ({"num_heads": 2, "key_dim": 2}, SEQUENCES),
    "Normalization": ({}, ROWS),
    "PReLU": ({}, ROWS),
}
"""Of each layer its arguments, and the shape of what it is given."""
STRUCTURE = {
    "Activation": {"activation": "tanh"},
    "BatchNormalization": {"center": False, "epsilon": 1.0, "scale": False},
    "Conv2D": {"dilation_rate": 2, "filters": 2, "groups": 2, "kernel_size": 5, "padding": "valid", "strides": 2},
    "Dense": {"activation": "relu", "lora_alpha": 9.0, "lora_rank": 1, "units": 2, "use_bias": False},
    "Embedding": {"input_dim": 7, "output_dim": 2},
    "GroupNormalization": {"groups": 4},
    "LSTM": {"return_sequences": True, "units": 2},
    "LayerNormalization": {"epsilon": 1.0},
    "LeakyReLU": {"negative_slope": 0.9},
    "MaxPooling2D": {"pool_size": 3},
    "MultiHeadAttention": {"num_heads": 1},
}
"""Of each structural argument another value."""
TRAINED_WITH = {
    "BatchNormalization.momentum": 0.5,
    "Dropout.rate": 0.9,
    "LSTM.dropout": 0.9,
    "LSTM.recurrent_dropout": 0.9,
    "MultiHeadAttention.dropout": 0.9,
}
"""Of each training argument of a layer another value."""

optimizer, schedule, loss, stop = (functools.partial(part, role) for role in ("optimizer", "schedule", "loss", "stop"))
RATE, SLOW = {"learning_rate": 0.3}, {"learning_rate": 0.03}
HEAVY = RATE | {"momentum": 0.9}
LOGITS = {"from_logits": True}
COSINE = {"initial_learning_rate": 0.3, "decay_steps": 10}
WARM = COSINE | {"initial_learning_rate": 0.0, "warmup_target": 0.3, "warmup_steps": 10}
FALLS = {"patience": 0, "monitor": "loss", "min_delta": 10.0}
BEST, STOPS = {"restore_best_weights": True, "patience": 20}, {"monitor": "val_loss", "patience": 1}
OVERFITS = {
    "labels": NOISE,
    "optimizer": ("SGD", {"learning_rate": 1.0}),
    "fit": {"validation_split": 0.5, "epochs": 20},
}
RUNS = {
    "Adagrad.initial_accumulator_value": optimizer("Adagrad", RATE, initial_accumulator_value=10.0),
    "Adam.amsgrad": optimizer("Adam", SLOW | {"beta_2": 0.5}, amsgrad=True),
    "Adam.beta_1": optimizer("Adam", SLOW, beta_1=0.0),
    "Adam.beta_2": optimizer("Adam", SLOW, beta_2=0.1),
    "Adam.epsilon": optimizer("Adam", SLOW, epsilon=1.0),
    "Adam.learning_rate": optimizer("Adam", SLOW, learning_rate=0.3),
    "AdamW.weight_decay": optimizer("AdamW", SLOW, weight_decay=3.0),
    "BinaryFocalCrossentropy.alpha": loss(
        "BinaryFocalCrossentropy", LOGITS | {"apply_class_balancing": True}, alpha=0.9
    ),
    "BinaryFocalCrossentropy.gamma": loss("BinaryFocalCrossentropy", LOGITS, gamma=10.0),
    "CategoricalCrossentropy.label_smoothing": loss("CategoricalCrossentropy", LOGITS, label_smoothing=0.5),
    "CosineDecay": ({}, {"schedule": ("CosineDecay", COSINE)}),
    "CosineDecay.alpha": schedule("CosineDecay", COSINE, alpha=1.0),
    "CosineDecay.decay_steps": schedule("CosineDecay", COSINE, decay_steps=1000),
    "CosineDecay.warmup_steps": schedule("CosineDecay", WARM, warmup_steps=1),
    "CosineDecay.warmup_target": schedule("CosineDecay", WARM, warmup_target=0.03),
    "CosineDecayRestarts.first_decay_steps": schedule(
        "CosineDecayRestarts", {"initial_learning_rate": 0.3, "first_decay_steps": 2}, first_decay_steps=1000
    ),
    "Dense.kernel_initializer": option("hidden", kernel_initializer="ones"),
    "EarlyStopping.min_delta": stop("EarlyStopping", {"monitor": "loss"}, min_delta=10.0),
    "EarlyStopping.monitor": during(stop("EarlyStopping", BEST | {"monitor": "val_loss"}, monitor="loss"), **OVERFITS),
    "EarlyStopping.patience": during(stop("EarlyStopping", STOPS, patience=15), **OVERFITS),
    "EarlyStopping.restore_best_weights": during(stop("EarlyStopping", BEST, restore_best_weights=False), **OVERFITS),
    "ExponentialDecay.decay_rate": schedule("ExponentialDecay", COSINE | {"decay_rate": 0.1}, decay_rate=0.9),
    "Huber.delta": loss("Huber", {}, delta=0.02),
    "Huber.reduction": during(loss("Huber", {}, reduction="sum"), optimizer=("SGD", {"learning_rate": 0.01})),
    "Layer.trainable": during(option("hidden", trainable=False), fit={"epochs": 50}),
    "Lion.beta_1": optimizer("Lion", SLOW, beta_1=0.01),
    "Lion.beta_2": optimizer("Lion", SLOW, beta_2=0.1),
    "Lion.learning_rate": optimizer("Lion", SLOW, learning_rate=0.001),
    "Model.compile.loss": option("compiled", loss="mean_squared_error"),
    "Model.compile.loss_weights": option("compiled", loss_weights=[0.05]),
    "Model.compile.optimizer": ({}, {"compiled": {"optimizer": "adam"}}),
    "Model.fit.batch_size": option("fit", batch_size=8),
    "Model.fit.class_weight": option("fit", class_weight={0: 1.0, 1: 30.0, 2: 1.0}),
    "Model.fit.epochs": option("fit", epochs=30),
    "Model.fit.shuffle": during(
        option("fit", {"epochs": 1, "batch_size": 4, "shuffle": False}, shuffle=True), ordered=True
    ),
    "Model.fit.validation_split": during(option("fit", validation_split=0.7), ordered=True),
    "Muon.exclude_layers": optimizer("Muon", RATE, exclude_layers=["last"]),
    "Muon.learning_rate": optimizer("Muon", RATE, learning_rate=0.01),
    "Muon.momentum": during(optimizer("Muon", {"learning_rate": 0.1}, momentum=0.0), fit={"epochs": 30}),
    "Muon.ns_steps": optimizer("Muon", RATE, ns_steps=0),
    "PiecewiseConstantDecay.boundaries": schedule(
        "PiecewiseConstantDecay", {"boundaries": [2], "values": [0.3, 0.003]}, boundaries=[8]
    ),
    "RMSprop.rho": optimizer("RMSprop", SLOW, rho=0.1),
    "ReduceLROnPlateau.factor": stop("ReduceLROnPlateau", FALLS, factor=0.9),
    "ReduceLROnPlateau.patience": stop("ReduceLROnPlateau", FALLS, patience=20),
    "SGD.ema_momentum": optimizer("SGD", RATE | {"use_ema": True, "ema_momentum": 0.1}, ema_momentum=0.99),
    "SGD.global_clipnorm": optimizer("SGD", RATE, global_clipnorm=0.01),
    "SGD.gradient_accumulation_steps": optimizer("SGD", RATE, gradient_accumulation_steps=8),
    "SGD.learning_rate": optimizer("SGD", RATE, learning_rate=0.03),
    "SGD.momentum": optimizer("SGD", RATE, momentum=0.9),
    "SGD.nesterov": optimizer("SGD", HEAVY, nesterov=True),
    "SGD.weight_decay": optimizer("SGD", RATE, weight_decay=0.3),
    "constraints.MaxNorm.max_value": (
        {"hidden": {}},
        {"hidden": {"kernel_constraint": keras.constraints.MaxNorm(0.1)}},
    ),
    "regularizers.L1.l1": ({"hidden": {}}, {"hidden": {"kernel_regularizer": keras.regularizers.L1(0.1)}}),
    # run settings
    "Model.fit.validation_freq": option("fit", {"validation_split": 0.5}, validation_freq=2),
}
"""Settings of a training run: a usual run, and one in which the setting has another value."""
OF_A_RUN = ("Model.save_weights()",)


def layer(owner, lora_rank=None, lora_alpha=None, **changes):
    """A layer, built. An adapter is added last: the constructor forgets its alpha, in Keras 3.15."""
    model = resolve(owner)(**LAYERS[owner][0] | changes)
    output(model, rows(owner))
    if lora_rank:
        model.enable_lora(lora_rank, lora_alpha=lora_alpha)
    return model


def rows(owner, version=0):
    """What a layer is given. Sequences fade, so that memory counts."""
    random, shape = np.random.default_rng(version), LAYERS[owner][1]
    if owner == "Embedding":
        return random.integers(0, 6, shape)
    x = (random.normal(size=shape) + version).astype("float32")
    if shape == SEQUENCES:
        x[:, 1:] *= 0.1
    return x


def output(model, x):
    """What a layer gives for rows or for a placeholder. Attention asks for queries and values."""
    return model(*[x] * (1 + isinstance(model, layers.MultiHeadAttention)))


def say_of(model, x):
    return ops.convert_to_numpy(output(model, x))


def fit(model, x, steps=20):
    """A few steps toward targets that are the same for all."""
    target = np.random.default_rng(0).normal(size=say_of(model, x).shape)
    given = layers.Input(x.shape[1:])
    whole = keras.Model(given, output(model, given))
    whole.compile(keras.optimizers.Adam(0.05), "mean_squared_error")
    whole.fit(x, target, epochs=steps, verbose=0)
    return model


def trained(name, version=0):
    """A layer after a fit to a version of the rows, and adapted where the name comes from that."""
    keras.utils.set_random_seed(0)
    owner = name.code.partition(".")[0]
    adapted = "lora" in name.code or name.bin == "fixed value"
    model, x = layer(owner, lora_rank=2 if adapted else None), rows(owner, version)
    if isinstance(model, layers.Normalization):
        model.adapt(x)
    elif model.trainable_weights:
        fit(model, x)
    return model


def array(model, path):
    """The variable of that path; of a part with several, the first."""
    found = attrgetter(path)(model)
    return found.weights[0] if isinstance(found, layers.Layer) else found


@each(LIBRARY)
def test_each_name_is_found(name):
    """It is a class, a function, a method or an argument of one, or an object has it."""
    owner, _, path = name.code.partition(".")
    if resolve(name.code.removesuffix("()")) is not None:
        return
    if name.bin in FOUND:
        assert array(trained(name), path) is not None
    elif name.argument not in signature(resolve(name.owner)).parameters:
        thing = made(owner, {})
        train(0, stop=thing if owner == "EarlyStopping" else None)
        assert hasattr(thing, path)


@each(LIBRARY, "parameter", "fitted statistic", but=OF_A_RUN)
def test_an_array_comes_from_the_data_and_predictions_need_it(name):
    """Other rows give other values, and with spoiled values the output changes."""
    (owner, _, path), one, other = name.code.partition("."), trained(name), trained(name, version=1)
    values = array(one, path)
    assert not np.allclose(values, array(other, path))
    assert any(values is weight for weight in one.trainable_weights) == (name.bin == "parameter")
    before = say_of(one, rows(owner))
    if isinstance(values, keras.Variable):
        values.assign(1 - 2 * values)
    else:  # Normalization keeps a copy in the shape of the rows
        setattr(one, path, 1 - 2 * values)
    assert not np.allclose(before, say_of(one, rows(owner)))


@each(LIBRARY, "parameter", of=OF_A_RUN)
def test_saved_weights_come_from_the_data_and_predictions_need_them(name, tmp_path):
    """A network that was trained on other labels says the same as the first when it has read its weights."""
    one, other = train(0), train(0, labels=2 - LABELS)
    resolve(name.code.removesuffix("()"))(one, tmp_path / "saved.weights.h5")
    assert not np.allclose(say(one), say(other))
    other.load_weights(tmp_path / "saved.weights.h5")
    assert np.array_equal(say(one), say(other))


@each(LIBRARY, "fixed value")
def test_a_fixed_value_is_given_and_needed(name):
    """Other rows leave it, and with spoiled values the output changes."""
    one, other = trained(name), trained(name, version=1)
    path, before = name.argument, say_of(one, X)
    assert np.array_equal(array(one, path), array(other, path)) and not array(one, path).trainable
    array(one, path).assign(-array(one, path))
    assert not np.allclose(before, say_of(one, X))


@each(LIBRARY, "structural hyperparameter")
def test_a_structural_hyperparameter_is_in_the_formula(name):
    """With another value the same arrays do not fit, or the same arrays give another output."""
    rank = {"lora_rank": 2} if name.argument.startswith("lora") else {}
    usual = layer(name.owner, **rank)
    changed = layer(name.owner, **rank | {name.argument: STRUCTURE[name.owner][name.argument]})
    for weight in usual.weights:
        weight.assign(weight + 0.1)  # matrices of an adapter start at zero
    if [weight.shape for weight in usual.weights] == [weight.shape for weight in changed.weights]:
        changed.set_weights(usual.get_weights())
        one, other = (say_of(model, rows(name.owner)) for model in (usual, changed))
        assert one.shape != other.shape or not np.allclose(one, other)


@each(LIBRARY, "training hyperparameter", of=TRAINED_WITH)
def test_a_training_hyperparameter_of_a_layer_is_not_in_the_formula(name):
    """The same arrays give the same output, but other arrays are learned."""
    change, x = {name.argument: TRAINED_WITH[name.code]}, rows(name.owner)
    usual, changed = layer(name.owner), layer(name.owner, **change)
    changed.set_weights(usual.get_weights())
    assert np.allclose(say_of(usual, x), say_of(changed, x), atol=1e-5)

    def learned(seed, **settings):
        keras.utils.set_random_seed(seed)
        model = layer(name.owner, **settings)
        if name.owner == "Dropout":
            model = keras.Sequential([layers.Dense(8), model, layers.Dense(3)])
        return say_of(fit(model, x, steps=60), x)

    assert trial.changes_more_than_seeds(learned, {}, change, SEEDS)


@each(LIBRARY, "training hyperparameter", but=[*TRAINED_WITH, "ModelCheckpoint.monitor", "MixUp.alpha"])
def test_a_hyperparameter_of_a_run_changes_the_model_more_than_a_seed(name):
    assert trial.changes_more_than_seeds(answer, *RUNS[name.code])


@each(LIBRARY, "run setting", but=[*NOT_TRIED, "ModelCheckpoint.save_freq"])
def test_a_run_setting_changes_no_more_than_a_seed(name):
    assert trial.changes_no_more_than_seeds(answer, *RUNS[name.code])


@each(LIBRARY, of=["ModelCheckpoint.monitor", "ModelCheckpoint.save_freq"])
def test_what_is_saved_on_the_way(name, tmp_path):
    """Which score is watched decides which weights are kept; how often they are saved does not touch the run."""
    file = tmp_path / "kept.weights.h5"

    def kept(seed, **settings):
        keep = keras.callbacks.ModelCheckpoint(file, save_weights_only=True, **settings)
        model = train(seed, stop=keep, **OVERFITS)
        if "monitor" in settings:
            model.load_weights(file)
        return say(model)

    if name.argument == "monitor":
        pair = ({"monitor": score, "save_best_only": True} for score in ("val_loss", "loss"))
        assert trial.changes_more_than_seeds(kept, *pair)
    else:
        assert trial.changes_no_more_than_seeds(kept, {"save_freq": "epoch"}, {"save_freq": 3})


@each(LIBRARY, of=["MixUp.alpha"])
def test_how_strongly_images_are_mixed(name):
    def learned(seed, **settings):
        keras.utils.set_random_seed(seed)
        mixed = layers.MixUp(seed=seed, **settings)(
            {"images": X.reshape(64, 2, 2, 1), "labels": np.eye(3, dtype="float32")[LABELS]}, training=True
        )
        model = keras.Sequential([layers.Dense(8, "tanh"), layers.Dense(3)])
        model.compile(keras.optimizers.SGD(1.0), keras.losses.CategoricalCrossentropy(from_logits=True))
        model.fit(ops.reshape(mixed["images"], (64, 4)), mixed["labels"], batch_size=64, epochs=30, verbose=0)
        return say(model)

    assert trial.changes_more_than_seeds(learned, {name.argument: 0.01}, {name.argument: 100.0}, SEEDS)


@each(LIBRARY, "chosen setting", "result", of=["EarlyStopping.best_epoch", "EarlyStopping.stopped_epoch"])
def test_what_early_stopping_finds(name):
    """Once both are forgotten, the network says the same. The best epoch has the smallest loss."""
    stop = keras.callbacks.EarlyStopping(monitor="val_loss", patience=3)
    model = train(0, stop=stop, **OVERFITS)
    before, losses = say(model), model.history.history["val_loss"]
    assert stop.best_epoch == np.argmin(losses) == len(losses) - 4 and stop.stopped_epoch == len(losses) - 1
    setattr(stop, name.argument, None)
    assert np.array_equal(before, say(model))


@each(LIBRARY, "result", of=["Model.count_params()"])
def test_a_result_is_counted(name):
    model = train(0)
    assert model.count_params() == sum(weight.size for weight in model.get_weights()) == 15


@each(LIBRARY, "training state")
def test_a_training_state_is_needed_to_go_on_and_not_to_predict(name):
    runs = [train(0, optimizer=("Adam", {"learning_rate": 0.03})) for _ in range(2)]
    before = say(runs[0])
    getattr(runs[0].optimizer, name.argument).assign(0)
    assert np.array_equal(before, say(runs[0]))
    for run in runs:
        run.fit(X, np.eye(3)[LABELS], verbose=0)
    assert not np.array_equal(*map(say, runs))
