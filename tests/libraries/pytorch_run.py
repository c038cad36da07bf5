"""A small training run in PyTorch, of which every part can be changed."""

import contextlib
import functools

import torch
from torch import nn
from torch.nn.functional import one_hot
from torch.optim import lr_scheduler, swa_utils
from torch.utils import data
from torch.utils.checkpoint import checkpoint

torch.set_num_threads(1)
PLACES = (torch, torch.optim, lr_scheduler, torch.utils.data, torch.amp, swa_utils)
"""Where names of the lookup table begin."""

random = torch.Generator().manual_seed(0)
X = torch.randn(64, 4, generator=random)
LABELS = torch.bucketize(X[:, 0] + X[:, 1] + torch.randn(64, generator=random) / 2, torch.tensor([-0.8, 0.8]))
X, LABELS = X[LABELS.argsort(stable=True)], LABELS.sort().values
"""Rows of three classes, one class after the other."""


def resolve(path: str):
    """A class, a function or a method of PyTorch by its name in the lookup table, or None."""
    for place in PLACES:
        with contextlib.suppress(AttributeError):
            return functools.reduce(getattr, path.split("."), place)
    return None


def network(seed, hidden=False, init=None):
    """One layer that starts from small numbers, or two. Without biases, because Muon moves matrices only."""
    torch.manual_seed(seed)
    last = nn.Linear(8 if hidden else 4, 3, bias=False)
    nn.init.normal_(last.weight, std=0.001)
    if not hidden:
        return nn.Sequential(last)
    first = nn.Linear(4, 8, bias=False)
    if init:
        resolve(init)(first.weight)
    return nn.Sequential(first, nn.Tanh(), last)


class Training:
    """A run with a seed. A part is the name of a class and its arguments, or a value."""

    def __init__(self, seed, epochs=10, clip=None, checkpointed=False, cast=False, **parts):
        self.model = network(seed, **parts.get("network", {}))
        first, *others = self.model.parameters()
        first.requires_grad = not parts.get("frozen")
        groups = [{"params": [first]} | parts.get("first", {}), *({"params": [other]} for other in others)]
        self.optimizer = self.made(parts.get("optimizer", ("SGD", {"lr": 0.3})), groups)
        self.schedule = "schedule" in parts and self.made(parts["schedule"], self.optimizer)
        self.loss = self.made(parts.get("loss", ("nn.CrossEntropyLoss", {})))
        self.scaler = "scaler" in parts and self.made(parts["scaler"], "cpu")
        self.average = "decay" in parts and self.averaged(parts["decay"])
        self.clip, self.checkpointed, self.cast, self.epochs = clip, checkpointed, cast, epochs
        sampler = data.WeightedRandomSampler(parts["weights"], 64) if "weights" in parts else None
        rows = data.TensorDataset(X, parts.get("labels", LABELS))
        self.loader = data.DataLoader(rows, sampler=sampler, **{"batch_size": 64} | parts.get("loader", {}))

    @staticmethod
    def made(part, *before):
        name, arguments = part
        return resolve(name)(*before, **arguments)

    def averaged(self, decay):
        return swa_utils.AveragedModel(self.model, multi_avg_fn=swa_utils.get_ema_multi_avg_fn(decay))

    def loss_of(self, x, labels):
        with torch.autocast("cpu", enabled=self.cast):
            said = checkpoint(self.model, x, use_reentrant=False) if self.checkpointed else self.model(x)
        if isinstance(self.loss, nn.TripletMarginLoss):
            first, last = said[labels == 0], said[labels == 2]
            rows = min(len(first), len(last))
            return self.loss(first[:rows], first[:rows].flip(0), last[:rows])
        return self.loss(said.float(), one_hot(labels, 3).float() if isinstance(self.loss, nn.HuberLoss) else labels)

    def slope(self, x, labels):
        """Leaves the gradients of a batch. LBFGS asks for them several times a step."""
        self.optimizer.zero_grad()
        loss = self.loss_of(x, labels)
        (self.scaler.scale(loss) if self.scaler else loss).backward()
        if self.clip:
            nn.utils.clip_grad_norm_(self.model.parameters(), self.clip)
        return loss

    def step(self, x, labels):
        if self.scaler:
            self.slope(x, labels)
            self.scaler.step(self.optimizer)
            self.scaler.update()
        else:
            self.optimizer.step(lambda: self.slope(x, labels))
        if self.average:
            self.average.update_parameters(self.model)

    def run(self, epochs=None):
        for _ in range(epochs or self.epochs):
            for x, labels in self.loader:
                self.step(x, labels)
            if isinstance(self.schedule, lr_scheduler.ReduceLROnPlateau):
                self.schedule.step(self.loss_of(X, LABELS).item())
            elif self.schedule:
                self.schedule.step()
        return self

    def answer(self):
        """The probabilities that the network, or its average, gives to the rows. Of embeddings only distances count."""
        with torch.no_grad():
            said = (self.average or self.model)(X)
        return (torch.pdist(said) if isinstance(self.loss, nn.TripletMarginLoss) else said.softmax(1)).numpy()


def answer(seed, **parts):
    return Training(seed, **parts).run().answer()
