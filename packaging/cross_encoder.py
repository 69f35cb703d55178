# mypy: disable-error-code="import-not-found, import-untyped, untyped-decorator, no-untyped-call, misc, no-any-return"
"""The cross-encoder behind the free-text grader, as it is trained (PyTorch): MiniLM that reads a pair of texts at once.

It starts from the sentence encoder's GGUF and goes back into one, which llama.cpp runs: so all tokens have type 0 and
GELU is its tanh form, as there. The head on the first token is not part of the GGUF; Tutor computes it in NumPy.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import gguf
import numpy as np
import torch
from numpy.typing import NDArray
from short_text_rows import LEARNING_HEADS
from tokenizers import BertWordPieceTokenizer
from torch import nn
from torch.nn import functional

from tutor.grading.text.weights import CLASSES
from tutor.llm.cross_encoding import MOST_ANSWER, MOST_REFERENCE, unmarked

_MOST_QUESTION = 40  # tokens; a question keeps its end
ENTAILMENT = 3  # classes: the first are those of entailment too
_HEADS, _EPSILON = 12, 1e-12
_NAMES = {  # GGUF's name of each part of a layer, and ours
    "attn_q": "query", "attn_k": "key", "attn_v": "value", "attn_output": "output", "attn_output_norm": "output_norm",
    "ffn_up": "up", "ffn_down": "down", "layer_output_norm": "norm",
}  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """A question, what must be said, what was said, and how that is judged."""

    question: str
    reference: str
    answer: str
    targets: frozenset[int]  # places in CLASSES: one of them is true
    head: int = 0  # place in LEARNING_HEADS


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.query, self.key, self.value = (nn.Linear(width, width) for _each in range(3))
        self.output, self.output_norm = nn.Linear(width, width), nn.LayerNorm(width, eps=_EPSILON)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm = nn.LayerNorm(width, eps=_EPSILON)

    def forward(self, rows: Any, mask: Any, drop: float) -> Any:
        """Give the rows of the next layer: (texts, tokens, width)."""
        texts, tokens, width = rows.shape
        parts = [
            one(rows).view(texts, tokens, _HEADS, width // _HEADS).transpose(1, 2)
            for one in (self.query, self.key, self.value)
        ]
        seen = functional.scaled_dot_product_attention(*parts, attn_mask=mask)
        seen = self.output(seen.transpose(1, 2).reshape(texts, tokens, width))
        rows = self.output_norm(rows + functional.dropout(seen, drop, self.training))
        inner = self.down(functional.gelu(self.up(rows), approximate="tanh"))
        return self.norm(rows + functional.dropout(inner, drop, self.training))


class CrossEncoder(nn.Module):
    """MiniLM with heads on its first token: each kind of data has its own, so that they share only how to read."""

    def __init__(self, source: Path, heads: int, classes: int, drop: float = 0.1) -> None:
        """Start from the encoder of a GGUF."""
        super().__init__()
        reader = gguf.GGUFReader(source)
        tensors = {one.name: gguf.dequantize(one.data, one.tensor_type) for one in reader.tensors}
        count, width = tensors["token_embd.weight"].shape
        inner = tensors["blk.0.ffn_up.weight"].shape[0]
        layers = 1 + max(int(name.split(".")[1]) for name in tensors if name.startswith("blk."))
        self.words = nn.Embedding(count, width)
        self.places = nn.Embedding(len(tensors["position_embd.weight"]), width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.norm = nn.LayerNorm(width, eps=_EPSILON)
        self.layers = nn.ModuleList(Layer(width, inner) for _each in range(layers))
        self.hidden = nn.ModuleList(nn.Linear(width, width // 4) for _each in range(heads))
        self.head = nn.ModuleList(nn.Linear(width // 4, classes) for _each in range(heads))
        self.drop, self.classes = drop, classes
        self.load_state_dict(
            {ours: torch.tensor(tensors[theirs].copy()).reshape(shape) for ours, theirs, shape in _places(self)},
            strict=False,
        )
        with torch.no_grad():
            self.kind.copy_(torch.tensor(tensors["token_types.weight"][0].copy()))
            for one in self.head.parameters():
                one.mul_(0.3 if one.ndim > 1 else 1.0)

    def forward(self, tokens: Any, there: Any) -> Any:
        """Give each head's class scores: (texts, heads, classes); `tokens` and `there` are (texts, tokens)."""
        rows = (self.words(tokens) + self.places.weight[: tokens.shape[1]]).detach() + self.kind
        rows = functional.dropout(self.norm(rows), self.drop, self.training)
        mask = there[:, None, None, :]
        for layer in self.layers:
            rows = layer(rows, mask, self.drop)
        first = functional.dropout(rows[:, 0].float(), self.drop, self.training)
        return torch.stack(
            [
                head(functional.dropout(torch.tanh(hidden(first)), self.drop, self.training))
                for hidden, head in zip(self.hidden, self.head, strict=True)
            ],
            dim=1,
        )

    def opened(self, source: Path) -> "CrossEncoder":
        """Give a model for graded answers that begins where this one, for entailment, stands."""
        begun = CrossEncoder(source, len(LEARNING_HEADS), len(CLASSES), self.drop)
        state = self.state_dict()
        for place in range(len(LEARNING_HEADS)):
            for part in ("weight", "bias"):
                rows = state[f"head.0.{part}"]
                state |= {f"hidden.{place}.{part}": state[f"hidden.0.{part}"]}
                state |= {f"head.{place}.{part}": torch.cat([rows[:ENTAILMENT], rows[1:2]])}  # partial begins as wrong
        begun.load_state_dict(state)
        return begun


def _places(model: nn.Module) -> Iterator[tuple[str, str, tuple[int, ...]]]:
    """Give our name, GGUF's name and shape of each part that the two share."""
    fixed = {"words.weight": "token_embd.weight", "places.weight": "position_embd.weight"}
    fixed |= {f"norm.{end}": f"token_embd_norm.{end}" for end in ("weight", "bias")}
    theirs = {ours: name for name, ours in _NAMES.items()}
    for name, value in model.state_dict().items():
        if name in fixed:
            yield name, fixed[name], tuple(value.shape)
        elif name.startswith("layers."):
            _layers, number, part, end = name.split(".")
            yield name, f"blk.{number}.{theirs[part]}.{end}", tuple(value.shape)


def write_gguf(model: CrossEncoder, source: Path, target: Path) -> None:
    """Write the encoder as Q8_0, with the vocabulary and settings of the GGUF that it started from."""
    reader, writer = gguf.GGUFReader(source), gguf.GGUFWriter(target, "bert")
    own = {theirs: model.state_dict()[ours].float().numpy() for ours, theirs, _shape in _places(model)}
    own["token_types.weight"] = np.repeat(model.kind.detach().float().numpy()[None], 2, axis=0)
    for field in reader.fields.values():
        if field.name == "general.architecture" or field.name.startswith("GGUF."):
            continue
        kind = field.types[0]
        sub = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
        writer.add_key_value(field.name, field.contents(), kind, sub)
    for one in reader.tensors:
        value = own[one.name].reshape(gguf.dequantize(one.data, one.tensor_type).shape)
        data = gguf.quants.quantize(value.astype(np.float32), one.tensor_type)
        writer.add_tensor(one.name, data, raw_dtype=one.tensor_type)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


class Tokens:
    """Texts as tokens: the GGUF's own vocabulary; without the marks behind words, as Tutor reads them, or with them."""

    def __init__(self, source: Path, *, keeps_marks: bool = False) -> None:
        self._keeps_marks = keeps_marks
        fields = gguf.GGUFReader(source).fields
        known = fields["tokenizer.ggml.tokens"].contents()
        marks = {"[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"}
        names = [one if one in marks else one[1:] if one.startswith("\u2581") else f"##{one}" for one in known]
        self._reader = BertWordPieceTokenizer({name: place for place, name in enumerate(names)}, lowercase=True)
        self._first, self._last = names.index("[CLS]"), names.index("[SEP]")
        self._cache: dict[str, list[int]] = {}

    def of(self, pair: Pair) -> list[int]:
        """Give [CLS] question [SEP] reference [SEP] answer [SEP]; without a question, its part is left out."""
        question = self._ids(pair.question)[-_MOST_QUESTION:]
        rest = [self._ids(pair.reference)[:MOST_REFERENCE], self._ids(pair.answer)[:MOST_ANSWER]]
        return [self._first, *(token for part in (question, *rest) if part for token in (*part, self._last))]

    def _ids(self, text: str) -> list[int]:
        if text not in self._cache:
            read = text if self._keeps_marks else unmarked(text)
            self._cache[text] = self._reader.encode(read, add_special_tokens=False).ids
        return self._cache[text]


def train(
    model: CrossEncoder,
    tokens: Tokens,
    pairs: Sequence[Pair],
    *,
    epochs: float,
    rate: float,
    seed: int,
    batch: int = 32,
) -> None:
    """Train; the learning rate rises over the first tenth and falls to nothing."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    read = [tokens.of(pair) for pair in pairs]
    learned = [one for name, one in model.named_parameters() if not name.startswith(("words", "places"))]
    optimiser = torch.optim.AdamW(learned, lr=rate, weight_decay=0.01, betas=(0.9, 0.98), fused=True)
    steps = round(epochs * (len(pairs) // batch + 1))
    plan = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min((step + 1) / (0.1 * steps), max(0.0, (steps - step) / (0.9 * steps)))
    )
    model.train()
    for some in islice(_batches(read, batch, rng), steps):
        inputs = _padded([read[place] for place in some])
        with torch.autocast("cpu", torch.bfloat16):
            scores = model(*inputs).float()
        loss = _loss(scores, [pairs[place] for place in some])
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        plan.step()


def scores(model: CrossEncoder, tokens: Tokens, pairs: Sequence[Pair]) -> NDArray[np.float32]:
    """Give the log probability of each class by each head for each pair: (pairs, heads, classes)."""
    model.eval()
    read = [tokens.of(pair) for pair in pairs]
    found = np.zeros((len(pairs), len(model.head), model.classes), np.float32)
    order = np.argsort([len(one) for one in read])
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), 64):
            some = order[start : start + 64]
            found[some] = functional.log_softmax(model(*_padded([read[place] for place in some])).float(), -1).numpy()
    return found


def _loss(scores: Any, pairs: Sequence[Pair]) -> Any:
    """Give the mean of minus the log probability that one of the true classes is true."""
    own = scores[torch.arange(len(pairs)), torch.tensor([pair.head for pair in pairs])]
    logs = functional.log_softmax(own, -1)
    true = torch.tensor([[place in pair.targets for place in range(logs.shape[1])] for pair in pairs])
    return -torch.logsumexp(logs.masked_fill(~true, -1e9), 1).mean()


def _batches(read: Sequence[list[int]], batch: int, rng: np.random.Generator) -> Iterator[NDArray[np.int64]]:
    """Give batches of texts of much the same length, in random order, round after round."""
    while True:
        lengths = np.array([len(one) for one in read]) + rng.uniform(0, 4, len(read))
        pools = np.array_split(rng.permutation(len(read)), max(1, len(read) // (batch * 50)))
        groups = [
            ranked[start : start + batch]
            for pool in pools
            for ranked in [pool[np.argsort(lengths[pool])]]
            for start in range(0, len(ranked), batch)
        ]
        yield from (groups[place] for place in rng.permutation(len(groups)))


def _padded(read: Sequence[list[int]]) -> tuple[Any, Any]:
    most = max(len(one) for one in read)
    tokens = torch.zeros(len(read), most, dtype=torch.long)
    there = torch.zeros(len(read), most, dtype=torch.bool)
    for row, one in enumerate(read):
        tokens[row, : len(one)] = torch.tensor(one)
        there[row, : len(one)] = True
    return tokens, there
