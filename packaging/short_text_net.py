# mypy: disable-error-code="import-not-found, import-untyped, untyped-decorator, no-untyped-call"
"""The network behind the free-text grader, as it is trained (JAX). tutor/grading/text/weights.py is its other half.

Each half has to compute the same; fit_short_text.py checks that on the answers it fits.
"""

from collections.abc import Mapping
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
from numpy.typing import NDArray

from tutor.grading.text.features import MARKS, NAMES
from tutor.grading.text.weights import CLASSES, HEADS

AXES = 128  # directions of the word vectors that are kept
_NARROW, _SEEN, _HIDDEN = 64, 48, 48
_DECAY = 3e-4
_BATCH = 64

# R, A: words; r, a: (is there, *MARKS); X: numbers; t: (classes), 1 where it may be true; h: head; w: weight
Table = Mapping[str, NDArray[Any]]
Params = dict[str, Any]


def fresh(seed: int) -> Params:
    """Make a network that knows nothing."""
    own = {"W2": (4 * _SEEN + len(NAMES), _HIDDEN), "W3": (_HIDDEN, len(CLASSES))}
    sizes = {
        "P": (AXES, _NARROW),
        "W1": (4 * _NARROW + len(MARKS), _SEEN),
        **{f"{name}_{end}": size for end in HEADS for name, size in own.items()},
    }
    made = {
        name: jax.random.normal(key, size) * (1.4 / np.sqrt(size[0]))
        for key, (name, size) in zip(jax.random.split(jax.random.PRNGKey(seed), len(sizes)), sizes.items(), strict=True)
    }
    zeros = {"b1": jnp.zeros(_SEEN), "v": jnp.zeros(_SEEN)}
    for end in HEADS:
        made[f"W3_{end}"] = made[f"W3_{end}"] * 0.3
        zeros |= {f"b2_{end}": jnp.zeros(_HIDDEN), f"b3_{end}": jnp.zeros(len(CLASSES))}
        zeros |= {f"Wf_{end}": jnp.zeros((len(NAMES), len(CLASSES)))}
    return {**made, **zeros, "tau": jnp.array(8.0)}


def train(
    params: Params, table: Table, rows: NDArray[np.int64], *, epochs: int, rate: float, seed: int, batch: int = _BATCH
) -> Params:
    """Train on some rows of a table; the learning rate falls to nothing like a cosine."""
    optimiser = optax.adam(optax.cosine_decay_schedule(rate, epochs * (len(rows) // batch)))
    state = optimiser.init(params)

    @jax.jit
    def step(params: Params, state: Any, some: Table, key: Any) -> tuple[Params, Any]:
        slope = jax.grad(_loss)(params, some, key)
        change, state = optimiser.update(slope, state)
        return optax.apply_updates(params, change), state

    rng, key = np.random.default_rng(seed), jax.random.PRNGKey(seed)
    for _epoch in range(epochs):
        order = rng.permutation(rows)
        for start in range(0, len(order) - batch + 1, batch):
            key, here = jax.random.split(key)
            some = {name: column[order[start : start + batch]] for name, column in table.items()}
            params, state = step(params, state, some, here)
    return params


def chances(params: Params, table: Table, rows: NDArray[np.int64]) -> NDArray[np.float64]:
    """Give the probability of each class by each head for some rows of a table: (rows, heads, classes)."""
    found = []
    for start in range(0, len(rows), 500):
        some = {name: column[rows[start : start + 500]] for name, column in table.items()}
        found.append(np.asarray(_chances(params, some)))
    return np.concatenate(found).astype(np.float64)


def _loss(params: Params, some: Table, key: Any) -> Any:
    logs = jax.nn.log_softmax(_net(params, some, key))
    own = jnp.take_along_axis(logs, some["h"][:, None, None], axis=1)[:, 0]
    said = jax.nn.logsumexp(jnp.where(some["t"] > 0, own, -1e9), axis=1)
    heads = [f"{name}_{end}" for end in HEADS for name in ("W2", "Wf")]
    decay = sum((params[name] ** 2).sum() for name in ("P", "W1", *heads))
    return -(some["w"] * said).mean() + _DECAY * decay


def _net(params: Params, some: Table, key: Any = None) -> Any:
    """Give class scores: (rows, heads, classes)."""
    keys = [None] * 6 if key is None else list(jax.random.split(key, 6))
    reference = _dropped(some["R"].astype(jnp.float32), keys[0], 0.1)
    answer = _dropped(some["A"].astype(jnp.float32), keys[1], 0.1)
    left, right = jnp.tanh(4 * reference @ params["P"]), jnp.tanh(4 * answer @ params["P"])
    near = jnp.einsum("nid,njd->nij", reference, answer)
    sums = [
        _summed(params, left, right, some["r"], some["a"], near, keys[2]),
        _summed(params, right, left, some["a"], some["r"], near.transpose(0, 2, 1), keys[3]),
    ]
    known = jnp.concatenate([_dropped(jnp.concatenate(sums, -1), keys[4], 0.3), _dropped(some["X"], keys[5], 0.1)], -1)
    scores = []
    for end in HEADS:
        hidden = jax.nn.relu(known @ params[f"W2_{end}"] + params[f"b2_{end}"])
        scores.append(hidden @ params[f"W3_{end}"] + params[f"b3_{end}"] + some["X"] @ params[f"Wf_{end}"])
    return jnp.stack(scores, axis=1)


@jax.jit
def _chances(params: Params, some: Table) -> Any:
    return jax.nn.softmax(_net(params, some))


def _summed(params: Params, own: Any, other: Any, marks: Any, others: Any, near: Any, key: Any) -> Any:
    near = jnp.where(others[:, None, :, 0] > 0, near * params["tau"], -1e9)
    aligned = jax.nn.softmax(near, -1) @ other
    beside = jnp.concatenate([own, aligned, jnp.abs(own - aligned), own * aligned, marks[..., 1:]], -1)
    seen = jax.nn.relu(_dropped(beside, key, 0.15) @ params["W1"] + params["b1"])
    scores = jnp.where(marks[..., 0] > 0, seen @ params["v"] + 2 * marks[..., 1], -1e9)
    mean = (jax.nn.softmax(scores, -1)[..., None] * seen).sum(1)
    return jnp.concatenate([mean, jnp.where(marks[..., :1] > 0, seen, 0).max(1)], -1)


def _dropped(values: Any, key: Any, share: float) -> Any:
    """Drop directions at random while training; for words, the same ones throughout a text."""
    if key is None:
        return values
    shape = (values.shape[0], 1, values.shape[2]) if values.ndim == 3 else values.shape
    return values * jax.random.bernoulli(key, 1 - share, shape) / (1 - share)
