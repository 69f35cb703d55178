"""The choice of the next token, under a JSON schema where one is given."""

import json
from collections.abc import Mapping
from typing import Any

import llama_cpp
import numpy as np
from llama_cpp import _internals
from llama_cpp.llama_grammar import LlamaGrammar

_native: Any = _internals  # it has no types
_Candidate = np.dtype([("id", np.intc), ("logit", np.single), ("p", np.single)], align=True)


class Sampler:
    """Chooses token after token of one reply.

    Holding each of 49,000 candidates against a grammar takes as long as the model itself. So the choice is made
    freely first, and only where the grammar forbids it, once more among what is allowed.
    """

    def __init__(self, llama: Any, schema: Mapping[str, Any] | None, temperature: float, seed: int) -> None:
        """Make ready for one reply; ValueError when the schema makes no grammar."""
        self._context: Any = llama._ctx
        self._vocabulary: int = llama.n_vocab()
        self._grammar = _grammar(llama, schema) if schema is not None else None
        self._chain = _native.LlamaSampler()
        if temperature <= 0:
            self._chain.add_greedy()
            return
        self._chain.add_top_k(40)
        self._chain.add_top_p(0.95)
        self._chain.add_min_p(0.05)
        self._chain.add_temp(temperature)
        self._chain.add_dist(seed % 2**32)

    def choose(self) -> int:
        """Choose the token that follows what was read last."""
        token = int(self._chain.sample(self._context, -1))
        if self._grammar is None:
            return token
        if not self._is_allowed(token):
            token = self._choose_allowed()
        llama_cpp.llama_sampler_accept(self._grammar, token)
        return token

    def close(self) -> None:
        """Free what llama.cpp holds."""
        self._chain.close()
        if self._grammar is not None:
            llama_cpp.llama_sampler_free(self._grammar)
            self._grammar = None

    def _is_allowed(self, token: int) -> bool:
        rows = np.array([(token, 1.0, 0.0)], _Candidate)
        llama_cpp.llama_sampler_apply(self._grammar, _candidates(rows))
        return bool(np.isfinite(rows["logit"][0]))

    def _choose_allowed(self) -> int:
        logits = llama_cpp.llama_get_logits_ith(self._context.ctx, -1)
        rows = np.zeros(self._vocabulary, _Candidate)
        rows["id"] = np.arange(self._vocabulary)
        rows["logit"] = np.ctypeslib.as_array(logits, (self._vocabulary,))
        candidates = _candidates(rows)
        llama_cpp.llama_sampler_apply(self._grammar, candidates)
        llama_cpp.llama_sampler_apply(self._chain.sampler, candidates)
        return int(candidates.data[candidates.selected].id)


def _candidates(rows: np.ndarray[Any, Any]) -> Any:
    data = rows.ctypes.data_as(llama_cpp.llama_token_data_p)
    return llama_cpp.llama_token_data_array(data=data, size=len(rows), selected=-1, sorted=False)


def _grammar(llama: Any, schema: Mapping[str, Any]) -> Any:
    rules = LlamaGrammar.from_json_schema(json.dumps(schema), verbose=False)
    grammar = llama_cpp.llama_sampler_init_grammar(llama._model.vocab, rules._grammar.encode(), b"root")
    if not grammar:
        raise ValueError("the schema makes no grammar")
    return grammar
