"""The names of PyTorch: each is found on a constructed object or in a signature, and its category is tried."""

import functools
from inspect import signature

import torch
from torch import nn
from torch.nn.utils import prune, spectral_norm

from tests.libraries import trial
from tests.libraries.pytorch_run import LABELS, Training, X, answer, resolve
from tests.libraries.trial import during, each, option, part

LIBRARY = "PyTorch"
SEEDS = 16
NOT_TRIED = {
    "manual_seed": "the seed is what the experiment measures by",
    "DataLoader.generator": "it carries the seed",
}
DIFFERS = {"nn.Linear.weight_u": "a layer that is used reads it; in the row it is in a discriminator, which is dropped"}
FOUND = ("parameter", "fitted statistic", "training state")
BLOCK = {"d_model": 4, "nhead": 2, "dim_feedforward": 8, "dropout": 0.0, "batch_first": True}
LAYERS = {
    "nn.BatchNorm2d": ({"num_features": 2}, (8, 2, 6, 6)),
    "nn.Conv2d": ({"in_channels": 2, "out_channels": 4, "kernel_size": 3, "padding": 1}, (8, 2, 6, 6)),
    "nn.Embedding": ({"num_embeddings": 6, "embedding_dim": 3}, (8, 5)),
    "nn.Dropout": ({"p": 0.0}, (8, 4)),
    "nn.GroupNorm": ({"num_groups": 2, "num_channels": 4}, (8, 4)),
    "nn.LSTM": ({"input_size": 4, "hidden_size": 3, "num_layers": 2, "batch_first": True}, (8, 5, 4)),
    "nn.LayerNorm": ({"normalized_shape": 4}, (8, 4)),
    "nn.LeakyReLU": ({}, (8, 4)),
    "nn.Linear": ({"in_features": 4, "out_features": 3}, (8, 4)),
    "nn.MaxPool2d": ({"kernel_size": 2}, (8, 2, 6, 6)),
    "nn.MultiheadAttention": ({"embed_dim": 4, "num_heads": 2, "batch_first": True}, (8, 5, 4)),
    "nn.PReLU": ({}, (8, 4)),
    "nn.TransformerDecoderLayer": (BLOCK, (8, 5, 4)),
    "nn.TransformerEncoder": ({"encoder_layer": nn.TransformerEncoderLayer(**BLOCK), "num_layers": 2}, (8, 5, 4)),
    "nn.TransformerEncoderLayer": (BLOCK, (8, 5, 4)),
}
"""Of each layer its arguments, and the shape of what it is given."""
STRUCTURE = {
    "nn.BatchNorm2d": {"affine": False, "eps": 1.0},
    "nn.Conv2d": {"dilation": 2, "groups": 2, "kernel_size": 5, "out_channels": 2, "padding": 0, "stride": 2},
    "nn.Embedding": {"embedding_dim": 2, "max_norm": 0.1, "num_embeddings": 7},
    "nn.GroupNorm": {"num_groups": 4},
    "nn.LSTM": {"bidirectional": True, "hidden_size": 2, "num_layers": 1},
    "nn.LayerNorm": {"eps": 1.0},
    "nn.LeakyReLU": {"negative_slope": 0.5},
    "nn.Linear": {"bias": False, "in_features": 5, "out_features": 2},
    "nn.MaxPool2d": {"kernel_size": 3},
    "nn.TransformerEncoder": {"num_layers": 1},
    "nn.TransformerEncoderLayer": {"activation": "gelu", "d_model": 8, "dim_feedforward": 4, "layer_norm_eps": 1.0}
    | {"nhead": 1, "norm_first": True},
}
"""Of each structural argument another value."""
TRAINED_WITH = {
    "nn.BatchNorm2d.momentum": 0.001,
    "nn.Dropout.p": 0.9,
    "nn.Embedding.padding_idx": 1,
    "nn.LSTM.dropout": 0.9,
    "nn.TransformerEncoderLayer.dropout": 0.9,
}
"""Of each training argument of a layer another value."""

optimizer, schedule, loss = (functools.partial(part, role) for role in ("optimizer", "schedule", "loss"))
RATE, SLOW = {"lr": 0.3}, {"lr": 0.03}
HEAVY = RATE | {"momentum": 0.9}
FALLS, WAITS, WARM = {"step_size": 2}, {"patience": 0, "threshold": 1.0}, {"total_iters": 10, "start_factor": 0.01}
HIDDEN = {"network": {"hidden": True}}
RUNS = {
    "Adagrad.initial_accumulator_value": optimizer("Adagrad", RATE, initial_accumulator_value=10.0),
    "Adam.amsgrad": optimizer("Adam", SLOW | {"betas": (0.9, 0.5)}, amsgrad=True),
    "Adam.betas": optimizer("Adam", SLOW, betas=(0.0, 0.999)),
    "Adam.eps": optimizer("Adam", SLOW, eps=1.0),
    "Adam.lr": optimizer("Adam", SLOW, lr=0.3),
    "AdamW.weight_decay": optimizer("AdamW", SLOW, weight_decay=3.0),
    "CosineAnnealingLR": ({}, {"schedule": ("CosineAnnealingLR", {"T_max": 10})}),
    "CosineAnnealingLR.T_max": schedule("CosineAnnealingLR", {"T_max": 10}, T_max=1000),
    "CosineAnnealingLR.eta_min": schedule("CosineAnnealingLR", {"T_max": 10}, eta_min=1.0),
    "CosineAnnealingWarmRestarts.T_0": schedule("CosineAnnealingWarmRestarts", {"T_0": 2}, T_0=1000),
    "CosineAnnealingWarmRestarts.T_mult": schedule("CosineAnnealingWarmRestarts", {"T_0": 1}, T_mult=10),
    "DataLoader.batch_size": option("loader", batch_size=8),
    "DataLoader.shuffle": during(
        option("loader", {"batch_size": 4}, shuffle=True), epochs=1, optimizer=("SGD", {"lr": 1.0})
    ),
    "LBFGS.history_size": during(optimizer("LBFGS", {"lr": 1.0, "max_iter": 5}, history_size=1), epochs=1),
    "LinearLR.start_factor": schedule("LinearLR", WARM, start_factor=1.0),
    "LinearLR.total_iters": schedule("LinearLR", WARM, total_iters=2),
    "MultiStepLR.milestones": schedule("MultiStepLR", {"milestones": [2]}, milestones=[8]),
    "Muon.lr": optimizer("Muon", RATE, lr=0.01),
    "Muon.momentum": during(optimizer("Muon", {"lr": 0.1}, momentum=0.0), epochs=30),
    "Muon.ns_steps": optimizer("Muon", RATE, ns_steps=0),
    "OneCycleLR.max_lr": schedule("OneCycleLR", {"max_lr": 0.3, "total_steps": 11}, max_lr=0.03),
    "RMSprop.alpha": optimizer("RMSprop", SLOW, alpha=0.1),
    "ReduceLROnPlateau.factor": schedule("ReduceLROnPlateau", WAITS, factor=0.9),
    "ReduceLROnPlateau.patience": schedule("ReduceLROnPlateau", WAITS, patience=20),
    "SGD.dampening": optimizer("SGD", HEAVY, dampening=0.99),
    "SGD.lr": optimizer("SGD", RATE, lr=0.03),
    "SGD.momentum": optimizer("SGD", RATE, momentum=0.9),
    "SGD.nesterov": optimizer("SGD", HEAVY, nesterov=True),
    "SGD.param_groups": during(
        option("first", weight_decay=0.0), **HIDDEN, optimizer=("SGD", RATE | {"weight_decay": 0.3})
    ),
    "SGD.weight_decay": optimizer("SGD", RATE, weight_decay=0.3),
    "StepLR.gamma": schedule("StepLR", FALLS, gamma=1.0),
    "StepLR.step_size": schedule("StepLR", FALLS, step_size=20),
    "WeightedRandomSampler.weights": ({"weights": [1.0] * 64}, {"weights": [1.0] * 32 + [10.0] * 32}),
    "nn.CrossEntropyLoss": ({}, {"loss": ("nn.MultiMarginLoss", {})}),
    "nn.CrossEntropyLoss.label_smoothing": loss("nn.CrossEntropyLoss", {}, label_smoothing=0.5),
    "nn.CrossEntropyLoss.reduction": during(loss("nn.CrossEntropyLoss", {}, reduction="sum"), optimizer=("SGD", SLOW)),
    "nn.CrossEntropyLoss.weight": loss("nn.CrossEntropyLoss", {}, weight=torch.tensor([1.0, 30.0, 1.0])),
    "nn.HuberLoss.delta": loss("nn.HuberLoss", {}, delta=0.02),
    "nn.Parameter.requires_grad": during(({}, {"frozen": True}), **HIDDEN, optimizer=("SGD", {"lr": 1.0})),
    "nn.TripletMarginLoss.margin": loss("nn.TripletMarginLoss", {"margin": 0.1}, margin=5.0),
    "nn.init.kaiming_normal_": option(
        "network", {"hidden": True, "init": "nn.init.kaiming_normal_"}, init="nn.init.ones_"
    ),
    "nn.utils.clip_grad_norm_.max_norm": ({}, {"clip": 0.01}),
    "swa_utils.get_ema_multi_avg_fn.decay": ({"decay": 0.5}, {"decay": 0.99}),
    # run settings
    "AdamW.foreach": optimizer("AdamW", SLOW | {"foreach": False}, foreach=True),
    "AdamW.fused": optimizer("AdamW", SLOW | {"fused": False}, fused=True),
    "DataLoader.num_workers": during(option("loader", {"shuffle": True}, num_workers=1), epochs=1),
    "GradScaler.growth_interval": part("scaler", "GradScaler", {}, growth_interval=2),
    "GradScaler.init_scale": part("scaler", "GradScaler", {}, init_scale=256.0),
    "autocast": during(({}, {"cast": True}), **HIDDEN),
    "utils.checkpoint.checkpoint": ({}, {"checkpointed": True}),
}
"""Settings of a training run: a usual run, and one in which the setting has another value."""
WAYS = {
    "Adagrad.state": {"optimizer": ("Adagrad", RATE)},
    "Adam.state": {"optimizer": ("Adam", SLOW)},
    "AveragedModel.module": {"decay": 0.5},
    "CosineAnnealingLR.get_last_lr()": {"schedule": ("CosineAnnealingLR", {"T_max": 10})},
    "GradScaler.get_scale()": {"scaler": ("GradScaler", {})},
    "LBFGS.state": {"optimizer": ("LBFGS", {"lr": 0.1})},
    "SGD.state": {"optimizer": ("SGD", HEAVY)},
}
"""Runs in which there is something to be found."""
OF_A_RUN = {*WAYS, "SGD.param_groups", "nn.Module.state_dict()", "nn.Parameter.grad", "swa_utils.update_bn"}
FORGET = {
    "state": lambda run: run.optimizer.state.clear(),
    "grad": lambda run: run.optimizer.zero_grad(),
    "get_last_lr()": lambda run: run.optimizer.param_groups[0].update(lr=0.0),
    "get_scale()": lambda run: run.scaler.update(float("inf")),
}
"""How to take a training state away from a run."""
OTHER_STRUCTURE = ("nn.ReLU", "nn.utils.prune.l1_unstructured.amount")


def layer(owner, seed=0, **changes):
    torch.manual_seed(seed)
    return resolve(owner)(**LAYERS[owner][0] | changes)


def rows(owner, version=0):
    """What a layer is given, eight rows or, in the other version, sixteen."""
    random, (first, *others) = torch.Generator().manual_seed(version), LAYERS[owner][1]
    shape = (first * (1 + version), *others)
    whole = owner == "nn.Embedding"
    return torch.randint(6, shape, generator=random) if whole else torch.randn(shape, generator=random) + version


def say(model, x):
    """The output of a layer, which may ask for queries, keys and values, or for a memory."""
    output = model(*[x] * {nn.MultiheadAttention: 3, nn.TransformerDecoderLayer: 2}.get(type(model), 1))
    return output[0] if isinstance(output, tuple) else output


def fit(model, x, steps=10):
    """A few steps toward targets that are the same for all."""
    optimizer = torch.optim.Adam(model.parameters(), lr=0.05)
    targets = torch.randn(say(model, x).shape, generator=torch.Generator().manual_seed(0))
    for _ in range(steps):
        for batch, target in zip(x.split(8), targets.split(8), strict=True):
            optimizer.zero_grad()
            nn.functional.mse_loss(say(model, batch), target).backward()
            optimizer.step()
    return model.eval()


def trained(name, version=0):
    """A layer after a fit to a version of the rows, pruned or normalized where the name comes from that."""
    owner = ".".join(name.code.split(".")[:2])
    model = layer(owner)
    if name.argument == "weight_u":
        spectral_norm(model)
    fit(model, rows(owner, version))
    if name.argument == "weight_mask":
        prune.l1_unstructured(model, "weight", amount=0.5)
    return model, rows(owner), name.code.removeprefix(f"{owner}.")


def array(model, path):
    """The array of that path; of a part with several, the first."""
    found = functools.reduce(getattr, path.split("."), model)
    return next(found.parameters()) if isinstance(found, nn.Module) else found


def holder(name):
    """The object that has it, a part of a run or a layer, and the path that leads to it there."""
    run = Training(0, **WAYS.get(name.code, {}))
    parts = {"AveragedModel": run.average, type(run.optimizer).__name__: run.optimizer}
    if name.owner in parts:
        return parts[name.owner], name.argument
    return trained(name)[::2] if name.bin in FOUND else (layer(name.owner), name.argument)


@each(LIBRARY)
def test_each_name_is_found(name):
    """It is a class, a function, a method or an argument of one, or an object has it."""
    if resolve(name.code.removesuffix("()")):
        return
    if name.bin in FOUND or name.argument not in signature(resolve(name.owner)).parameters:
        assert array(*holder(name)) is not None


@each(LIBRARY, *FOUND, but=OF_A_RUN)
def test_an_array_comes_from_the_data_and_predictions_need_it(name):
    """Other rows give other values, and with spoiled values the output changes: but not for a training state."""
    (model, x, path), (other, *_) = trained(name), trained(name, version=1)
    values = array(model, path)
    assert not torch.equal(values, array(other, path))
    assert any(values is value for value in model.parameters()) == (name.bin == "parameter")
    with torch.no_grad():
        before = say(model, x)
        values.mul_(-2).add_(1)
        needed = not torch.allclose(before, say(model, x))
    assert needed == ((name.bin != "training state") != (name.code in DIFFERS))


@each(LIBRARY, "parameter", "fitted statistic", of=OF_A_RUN, but=["swa_utils.update_bn"])
def test_what_a_run_finds_comes_from_the_data_and_predictions_need_it(name):
    run, other = (Training(0, labels=labels, **WAYS.get(name.code, {})).run() for labels in (LABELS, 2 - LABELS))
    values, other_values = ([value.clone() for value in values_of(r, name)] for r in (run, other))
    assert not any(torch.equal(*pair) for pair in zip(values, other_values, strict=True))
    before = run.answer()
    with torch.no_grad():
        values_of(run, name)[0].mul_(-2)
    assert trial.distance(before, run.answer()) > 0.01


def values_of(run, name):
    """The arrays that a name has in a run."""
    if name.owner == "SGD":
        return [value for group in run.optimizer.param_groups for value in group["params"]]
    return list((run.average.module if run.average else run.model).state_dict().values())


@each(LIBRARY, "fitted statistic", of=["swa_utils.update_bn"])
def test_batch_statistics_that_are_computed_anew(name):
    """Other rows give others, and the output of the network changes with them."""
    model = nn.Sequential(nn.Linear(4, 3), nn.BatchNorm1d(3))
    outputs = []
    for given in (X, X + 1):
        resolve(name.code)([given], model)
        outputs.append(model.eval()(X))
    assert not torch.allclose(*outputs)


@each(LIBRARY, "training state", of=OF_A_RUN)
def test_a_training_state_is_needed_to_go_on_and_not_to_predict(name):
    """An exception: a gradient is needed within a step, and the next step computes it anew."""
    run, twin = (Training(0, **WAYS.get(name.code, {})).run(2) for _ in range(2))
    FORGET[name.argument](run)
    assert trial.distance(run.answer(), twin.answer()) == 0
    assert (trial.distance(run.run(2).answer(), twin.run(2).answer()) > 0) == (name.argument != "grad")


@each(LIBRARY, "fixed value")
def test_a_fixed_value_is_given_and_needed(name):
    """Whatever the rows, the table stays as it was given. With another table the output changes."""
    table, head = torch.randn(6, 3, generator=torch.Generator().manual_seed(0)), nn.Linear(3, 2)
    for version in (0, 1):
        given = resolve(name.code)(table.clone())
        fit(nn.Sequential(given, head), rows("nn.Embedding", version))
        assert torch.equal(given.weight, table)
    assert not torch.allclose(given(rows("nn.Embedding")), resolve(name.code)(-table)(rows("nn.Embedding")))


@each(LIBRARY, "structural hyperparameter", but=OTHER_STRUCTURE)
def test_a_structural_hyperparameter_is_in_the_formula(name):
    """With another value the same arrays do not fit, or the same arrays give another output."""
    usual, changed = layer(name.owner), layer(name.owner, **{name.argument: STRUCTURE[name.owner][name.argument]})
    shapes = [{key: value.shape for key, value in model.state_dict().items()} for model in (usual, changed)]
    if shapes[0] == shapes[1]:
        changed.load_state_dict(usual.state_dict())
        one, other = (say(model.eval(), rows(name.owner)) for model in (usual, changed))
        assert one.shape != other.shape or not torch.allclose(one, other)


@each(LIBRARY, "structural hyperparameter", of=["nn.ReLU"])
def test_an_activation_is_in_the_formula(name):
    assert not torch.allclose(resolve(name.code)()(X), nn.Tanh()(X))


@each(LIBRARY, "structural hyperparameter", of=["nn.utils.prune.l1_unstructured.amount"])
def test_a_share_that_is_pruned_is_seen_in_the_model(name):
    zeros = [(resolve(name.owner)(nn.Linear(4, 5), "weight", amount=share).weight == 0).sum() for share in (0.2, 0.5)]
    assert zeros == [4, 10]


@each(LIBRARY, "training hyperparameter", of=TRAINED_WITH)
def test_a_training_hyperparameter_of_a_layer_is_not_in_the_formula(name):
    """The same arrays give the same output, but other arrays are learned."""
    change = {name.argument: TRAINED_WITH[name.code]}
    usual, changed = layer(name.owner).eval(), layer(name.owner, **change).eval()
    changed.load_state_dict(usual.state_dict())
    x = rows(name.owner)
    assert torch.equal(say(usual, x), say(changed, x))

    def learned(seed, **settings):
        model = layer(name.owner, seed, **settings)
        if name.owner == "nn.Dropout":
            model = nn.Sequential(nn.Linear(4, 8), model, nn.Linear(8, 3))
        return say(fit(model, x, steps=60), x).detach().numpy()

    assert trial.changes_more_than_seeds(learned, {}, change, SEEDS)


@each(LIBRARY, "training hyperparameter", but=TRAINED_WITH)
def test_a_hyperparameter_of_a_run_changes_the_model_more_than_a_seed(name):
    assert trial.changes_more_than_seeds(answer, *RUNS[name.code], SEEDS)


@each(LIBRARY, "run setting", but=NOT_TRIED)
def test_a_run_setting_changes_no_more_than_a_seed(name):
    assert trial.changes_no_more_than_seeds(answer, *RUNS[name.code])
