"""An attention-only transformer in plain torch, written from the paper's sections alone.

Written before there was a suite, by a reader of the paper who had seen no other code: what is
wrong in it is left as it was.
"""

import torch


class AttentionOnly:
    """Of W_E (d_model, d_vocab), W_U, and each layer's W_Q, W_K, W_V, W_O, a head a row."""

    def __init__(self, W_E, W_U, layers, W_pos=None):
        self.W_E, self.W_U, self.layers, self.W_pos = W_E, W_U, layers, W_pos

    def embed(self, tokens):
        x = self.W_E.T[tokens]
        if self.W_pos is not None:
            x = x + self.W_pos.T[: len(tokens)]
        return x

    def scores(self, x, layer, head):
        """Rows of x W_Q^T W_K x^T, one for each token that looks."""
        W_Q, W_K, _, _ = self.layers[layer]
        return x @ W_Q[head].T @ W_K[head] @ x.T

    def pattern(self, x, layer, head):
        """The softmax of the scores; a token must not see the ones behind it."""
        scores = self.scores(x, layer, head)
        mask = torch.triu(torch.ones_like(scores), diagonal=1)
        return torch.softmax(scores - 1e5 * mask, dim=0)

    def head(self, x, layer, head):
        """(A x W_O W_V) x = A x (W_O W_V)^T."""
        return self.pattern(x, layer, head) @ x @ self.W_OV(layer, head).T

    def residuals(self, tokens):
        x = self.embed(tokens)
        streams = [x]
        for layer in range(len(self.layers)):
            for head in range(len(self.layers[layer][0])):
                x = x + self.head(x, layer, head)
            streams.append(x)
        return streams

    def logits(self, tokens):
        return self.residuals(tokens)[-1] @ self.W_U.T

    def W_QK(self, layer, head):
        W_Q, W_K, _, _ = self.layers[layer]
        return W_Q[head].T @ W_K[head]

    def W_OV(self, layer, head):
        _, _, W_V, W_O = self.layers[layer]
        return W_O[head] @ W_V[head]

    def QK(self, layer, head):
        return self.W_E.T @ self.W_QK(layer, head) @ self.W_E

    def OV(self, layer, head):
        return self.W_U @ self.W_OV(layer, head) @ self.W_E

    def composition(self, kind, reader, writer):
        """|W_QK^T W_OV|, |W_QK W_OV| or |W_OV W_OV| over the product of the norms."""
        W_OV = self.W_OV(*writer)
        W = {"Q": self.W_QK(*reader), "K": self.W_QK(*reader).T, "V": self.W_OV(*reader)}[kind]
        return torch.linalg.norm(W @ W_OV) / (torch.linalg.norm(W) * torch.linalg.norm(W_OV))

    def path_logits(self, tokens, path):
        """The term of a path of heads: the product of their patterns (x) W_U W_OV ... W_OV W_E."""
        streams = self.residuals(tokens)
        x, A = streams[0], torch.eye(len(tokens), dtype=self.W_E.dtype)
        for layer, head in path:
            A = A @ self.pattern(streams[layer], layer, head)
            x = x @ self.W_OV(layer, head).T
        return A @ x @ self.W_U.T


def skip_trigrams(sequence):
    """Every (source, destination, output): the output comes right behind the destination."""
    return {
        (a, b, c)
        for i, a in enumerate(sequence)
        for b, c in zip(sequence[i + 2 :], sequence[i + 3 :], strict=False)
    }
