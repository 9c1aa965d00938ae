"""Optional parts of a transformer: norms before what is read, rotary positions, MLPs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

import array_api_compat
import numpy as np

from refmath.arguments import flag, one_of, real_number, refused, whole_number
from refmath.numeric.arrays.libraries import check_array, is_object
from refmath.numeric.model.checks import check_finite, check_shape, check_sizes, check_weights
from refmath.numeric.model.neurons import Activation, activated, check_activation

if TYPE_CHECKING:
    from collections.abc import Callable

    from refmath.numeric.arrays.libraries import Array

Part: TypeAlias = Literal[
    "grouped keys and values",
    "b_Q",
    "b_K",
    "b_V",
    "b_O",
    "norm",
    "norm.bias",
    "rotary",
    "q_norm",
    "k_norm",
    "score_scale",
    "score_cap",
    "score_bias",
    "window",
    "sinks",
    "post_norm",
    "post_norm.bias",
    "mlp",
    "mlp.post_norm",
    "parallel",
    "final_norm",
    "final_norm.bias",
    "b_U",
    "logit_cap",
]
"""What a model may have beside the paper's, by the words of `Transformer.parts`."""

EVERY_PART: tuple[Part, ...] = get_args(Part)

NORMS_OF_MLP = ("norm", "post_norm")
"""The norms that an MLP may have: of what it reads, and of what it writes."""

PAIRINGS = ("halves", "adjacent")
"""Which coordinates rotary positions turn together: i and i + d/2, or 2i and 2i + 1."""


@dataclass(frozen=True, eq=False, repr=False)
class Norm:
    r"""A LayerNorm or an RMSNorm: what is read is scaled to one size at each position.

    LayerNorm: $(x - \bar x) / \sqrt{\mathrm{mean}((x - \bar x)^2) + \epsilon} \cdot \gamma +
    \beta$; RMSNorm, not centred: $x / \sqrt{\mathrm{mean}(x^2) + \epsilon} \cdot \gamma$.

    Args:
        gain: γ, shape (d_model,); None for ones.
        bias: β, shape (d_model,); None for zeros.
        centred: whether the mean is taken off first: True for LayerNorm, False for RMSNorm.
        eps: ε, above 0.

    Raises:
        ValueError: for arrays of a wrong shape or unlike one another, a `centred` that is no bool,
            or an ε that is not above 0.

    Source:
        Ba, Kiros and Hinton 2016; Zhang and Sennrich 2019.

    Theorem:
        layer_norm_is_a_tensor_product, head_after_rms_norm

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> rm.Norm(np.ones(4), centred=False).d_model
        4
    """

    gain: Array | None = None
    bias: Array | None = None
    centred: bool = field(default=True, kw_only=True)
    eps: float = field(default=1e-5, kw_only=True)

    def __post_init__(self) -> None:
        given = self.arrays()
        for name, weight in given.items():
            check_weights({name: weight}, alike=name)
            check_sizes(name, weight, ("d_model",))
        if len(given) == 2:
            check_weights(given, alike="gain")
            check_shape("bias", given["bias"], tuple(given["gain"].shape), "to agree with gain")
        check_finite(given)
        flag("centred", self.centred)
        object.__setattr__(self, "eps", above_0("eps", self.eps))
        for array in given.values():
            check_eps("eps", self.eps, array)

    def __repr__(self) -> str:
        sizes = "".join(f"{name}=({array.shape[0]},), " for name, array in self.arrays().items())
        return f"Norm({sizes}centred={self.centred}, eps={self.eps})"

    def arrays(self) -> dict[str, Array]:
        """The arrays that the norm has, by name."""
        both = {"gain": self.gain, "bias": self.bias}
        return {name: array for name, array in both.items() if array is not None}

    @property
    def d_model(self) -> int | None:
        """The width that the arrays ask for; None without arrays."""
        return next((int(array.shape[0]) for array in self.arrays().values()), None)


@dataclass(frozen=True, eq=False, repr=False)
class Rotary:
    r"""Rotary positions: queries and keys are turned, pair by pair, by their position's angle.

    $(u, v) \mapsto (u \cos - v \sin, \; u \sin + v \cos)$ with the angles of row i at position i.
    The scores then depend on the offset j − i alone if row i holds the i-fold angles.

    Args:
        cos: shape (n_ctx_max, d_rotary / 2).
        sin: the same shape.
        pairing: "halves" turns coordinates i and i + d_rotary / 2 together (GPT-NeoX, Llama),
            "adjacent" 2 i and 2 i + 1 (GPT-J). Coordinates from d_rotary on stay as they are.

    Raises:
        ValueError: for arrays of a wrong shape, or an unknown pairing.

    Source:
        Su et al. 2021, «RoFormer», section 3.2.

    Theorem:
        rotary_positions

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> turn = rm.Rotary(np.array([[1.0], [0.0]]), np.array([[0.0], [1.0]]))  # by right angles
        >>> turn.d_rotary, turn.n_ctx
        (2, 2)
    """

    cos: Array
    sin: Array
    pairing: str = field(default="halves", kw_only=True)

    def __post_init__(self) -> None:
        given = self.arrays()
        check_weights(given, alike="cos")
        check_sizes("cos", self.cos, ("n_ctx", "d_rotary / 2"))
        check_shape("sin", self.sin, tuple(self.cos.shape), "to agree with cos")
        check_finite(given)
        one_of("pairing", self.pairing, PAIRINGS)

    def __repr__(self) -> str:
        return f"Rotary(n_ctx={self.n_ctx}, d_rotary={self.d_rotary}, pairing={self.pairing!r})"

    def arrays(self) -> dict[str, Array]:
        """The two arrays, by name."""
        return {"cos": self.cos, "sin": self.sin}

    @property
    def n_ctx(self) -> int:
        """The longest sequence that the angles reach."""
        return int(self.cos.shape[0])

    @property
    def d_rotary(self) -> int:
        """How many coordinates of a query or key are turned."""
        return 2 * int(self.cos.shape[1])


@dataclass(frozen=True, eq=False, repr=False)
class MLP:
    r"""What stands after a layer's heads in most models, and is no sum over paths.

    $x + W_{out} \, f(W_{in} \, \mathrm{norm}(x) + b_{in}) + b_{out}$ at each position by itself;
    gated, $f(W_{gate} \, \mathrm{norm}(x) + b_{gate}) \odot (W_{in} \, \mathrm{norm}(x) + b_{in})$
    stands for $f(\dots)$. The expansion over paths takes its output as it is: a term of its own,
    from which paths go on.

    f is "relu", $\max(z, 0)$; "relu_squared", its square; "gelu_tanh", GPT-2's $\tfrac{z}{2} (1 +
    \tanh(\sqrt{2 / \pi} (z + 0.044715 z^3)))$; "gelu_erf", $\tfrac{z}{2} (1 + \mathrm{erf}(z /
    \sqrt{2}))$; "gelu_quick", $z \, \sigma(1.702 z)$; "silu", $z \, \sigma(z)$; "tanh". SwiGLU is a
    gated MLP of "silu", GeGLU one of a gelu.

    Args:
        W_in: shape (d_mlp, d_model).
        W_out: shape (d_model, d_mlp).
        b_in: shape (d_mlp,), or None.
        b_out: shape (d_model,), or None.
        W_gate: what the neurons' factor reads, of W_in's shape, or None for no gate.
        b_gate: shape (d_mlp,), or None; only beside W_gate.
        norm: a `Norm` through which it reads the stream, or None.
        post_norm: a `Norm` through which what it writes goes, with b_out, before it is added; or
            None.
        activation: f: one of the words above; or a function of one array, entry by entry, that has
            a name: `save` refuses it, and `logits_error`, which knows nothing of it.

    Raises:
        ValueError: for weights of a wrong shape, unlike one another or not finite, a norm of
            another width, an unknown activation, or a gate's bias without a gate.

    Source:
        Radford et al. 2019 (GPT-2); Shazeer 2020, «GLU Variants»; Elhage et al. 2021 leave MLPs
        out.

    Theorem:
        mlp_as_a_term, neuron_effect, bilinear_neuron

    Examples:
        >>> import refmath as rm
        >>> import numpy as np
        >>> rm.MLP(np.ones((8, 2)), np.ones((2, 8))).d_mlp
        8
        >>> MLP(np.ones((8, 2)), np.ones((2, 8)), W_gate=np.ones((8, 2)), activation="silu")
        MLP(d_mlp=8, d_model=2, activation='silu', parts=('W_gate',))
    """

    W_in: Array
    W_out: Array
    b_in: Array | None = field(default=None, kw_only=True)
    b_out: Array | None = field(default=None, kw_only=True)
    W_gate: Array | None = field(default=None, kw_only=True)
    b_gate: Array | None = field(default=None, kw_only=True)
    norm: Norm | None = field(default=None, kw_only=True)
    post_norm: Norm | None = field(default=None, kw_only=True)
    activation: Activation = field(default="gelu_tanh", kw_only=True)

    def __post_init__(self) -> None:
        own = self._own_arrays()
        norms = {name: getattr(self, name) for name in NORMS_OF_MLP}
        for name, norm in norms.items():
            if norm is not None and not isinstance(norm, Norm):
                raise ValueError(f"{name}: expected Norm or None, got {type(norm).__name__}")
        check_weights(self.arrays(), alike="W_in")
        check_sizes("W_in", self.W_in, ("d_mlp", "d_model"))
        d_mlp, d_model = self.W_in.shape
        shapes = {"W_out": (d_model, d_mlp), "b_in": (d_mlp,), "b_out": (d_model,)}
        shapes |= {"W_gate": (d_mlp, d_model), "b_gate": (d_mlp,)}
        for name in own.keys() - {"W_in"}:
            check_shape(name, own[name], shapes[name], "to agree with W_in")
        check_finite(own)
        for name, norm in norms.items():
            if norm is not None and norm.d_model not in (None, d_model):
                raise ValueError(f"{name}: expected d_model = {d_model}, got {norm.d_model}")
        if self.b_gate is not None and self.W_gate is None:
            raise ValueError("b_gate: expected None without W_gate, got an array")
        check_activation(self.activation)

    def __repr__(self) -> str:
        optional = ("b_in", "b_out", "W_gate", "b_gate", *NORMS_OF_MLP)
        more = [name for name in optional if getattr(self, name) is not None]
        parts = f", parts={tuple(more)}" if more else ""
        f = self.activation
        name = repr(f) if isinstance(f, str) else f.__name__
        return f"MLP(d_mlp={self.d_mlp}, d_model={self.d_model}, activation={name}{parts})"

    def arrays(self) -> dict[str, Array]:
        """The arrays of the MLP and of its norms, by name."""
        norms = {name: getattr(self, name) for name in NORMS_OF_MLP}
        return self._own_arrays() | {
            f"{place}.{name}": array
            for place, norm in norms.items()
            if norm is not None
            for name, array in norm.arrays().items()
        }

    def _own_arrays(self) -> dict[str, Array]:
        optional = ("b_in", "b_out", "W_gate", "b_gate")
        given = {name: getattr(self, name) for name in optional if getattr(self, name) is not None}
        return {"W_in": self.W_in, "W_out": self.W_out} | given

    @property
    def d_mlp(self) -> int:
        """The number of its neurons."""
        return int(self.W_in.shape[0])

    @property
    def d_model(self) -> int:
        """The width of the residual stream."""
        return int(self.W_in.shape[1])


def above_0(name: str, value: Any) -> Any:
    """Return a number above 0: NumPy's own would widen float32, and is none that a file holds."""
    number = real_number(name, value, above=0)
    return number.item() if hasattr(number, "item") else number


def check_eps(name: str, eps: Any, array: Array) -> None:
    """Refuse an ε that vanishes in an array's dtype: what is constant would be divided by 0."""
    if is_object(array):
        return
    xp = array_api_compat.array_namespace(array)
    smallest = float(xp.finfo(array.dtype).smallest_normal)
    if eps < smallest:
        raise ValueError(
            f"{name}: expected at least {smallest:.3g}, the smallest that {array.dtype} holds in"
            f" full, got {eps}"
        )


def as_it_is(_: str, array: Array) -> Array:
    """Return what stands at a place of a run unchanged: what sees a run that nobody watches."""
    return array


def mlp_output(mlp: MLP, read: Array, see: Callable[[str, Array], Array] = as_it_is) -> Array:
    """Return what an MLP writes for what its norm gives, (..., n_ctx, d_model) both.

    A norm of what it writes is left to whoever adds it to the stream.

    What `see` gives back for what stands before and after the activation, and for what a gated
    MLP multiplies it by, is gone on with.
    """
    xp = array_api_compat.array_namespace(read)
    z = _affine(read, mlp.W_in, mlp.b_in)
    if mlp.W_gate is None:
        active = activated(mlp.activation, see("mlp_pre", z))
    else:
        gate = see("mlp_pre", _affine(read, mlp.W_gate, mlp.b_gate))
        active = activated(mlp.activation, gate) * see("mlp_pre_linear", z)
    active = see("mlp_post", active)
    found = xp.matmul(active, xp.matrix_transpose(mlp.W_out))
    return found if mlp.b_out is None else found + mlp.b_out


def _affine(x: Array, W: Array, b: Array | None) -> Array:
    xp = array_api_compat.array_namespace(x)
    y = xp.matmul(x, xp.matrix_transpose(W))
    return y if b is None else y + b


def rotary_by_frequency(
    n_ctx: int,
    d_rotary: int,
    *,
    base: float = 10_000.0,
    pairing: str = "halves",
    dtype: Any = "float64",
    like: Array | None = None,
) -> Rotary:
    r"""Return the rotary positions of RoFormer, GPT-J, GPT-NeoX and Llama.

    Pair k at position i is turned by $i \cdot base^{-2k / d_{rotary}}$.

    Args:
        n_ctx: the longest sequence, 1 or more.
        d_rotary: how many coordinates are turned: even, 2 or more.
        base: of the frequencies, above 0.
        pairing: which coordinates are turned together; see `Rotary`.
        dtype: "float64" or "float32"; the angles are computed in float64.
        like: an array, as a model's W_E, of whose library, dtype and device the tables are made;
            None for NumPy's, of `dtype`.

    Returns:
        A `Rotary`.

    Raises:
        ValueError: for sizes or a base that don't allow it; for a `like` that is no array of
            float64 or float32.

    Source:
        Su et al. 2021, «RoFormer», section 3.2.2.

    Examples:
        >>> import refmath as rm
        >>> rm.rotary_by_frequency(3, 2).cos.round(3).ravel().tolist()  # cos 0, cos 1, cos 2
        [1.0, 0.54, -0.416]
    """
    n_ctx = whole_number("n_ctx", n_ctx, least=1)
    d_rotary = whole_number("d_rotary", d_rotary, least=1)
    if d_rotary % 2:
        raise refused("d_rotary", "an even number", d_rotary)
    base = real_number("base", base, above=0)
    one_of("pairing", pairing, PAIRINGS)
    # NumPy's types and dtypes have a name; None, which it takes for float64, has none.
    dtype_name = getattr(dtype, "name", getattr(dtype, "__name__", dtype))
    dtype = one_of("dtype", dtype_name, _OF_TABLES)
    if like is not None:
        dtype = str(check_array("like", like).dtype).rsplit(".", 1)[-1]
        if dtype not in _OF_TABLES:
            raise refused("like", "an array of float64 or float32", like)
    frequencies = base ** (-np.arange(0, d_rotary, 2) / d_rotary)
    angles = np.arange(n_ctx)[:, None] * frequencies
    cos, sin = (f(angles).astype(dtype) for f in (np.cos, np.sin))
    if like is not None:
        xp, device = array_api_compat.array_namespace(like), array_api_compat.device(like)
        cos, sin = (xp.asarray(table, device=device) for table in (cos, sin))
    return Rotary(cos, sin, pairing=pairing)


_OF_TABLES = ("float64", "float32")


def turned(x: Array, rotary: Rotary, cos: Array, sin: Array) -> Array:
    """Return queries or keys (..., n, d_head), each row's pairs turned by that row's angles."""
    xp = array_api_compat.array_namespace(x)
    d, half = rotary.d_rotary, rotary.d_rotary // 2
    if rotary.pairing == "halves":
        u, v = x[..., :half], x[..., half:d]
    else:
        u, v = x[..., 0:d:2], x[..., 1:d:2]
    first, second = u * cos - v * sin, u * sin + v * cos
    if rotary.pairing == "halves":
        parts = [first, second]
    else:
        both = xp.stack([first, second], axis=-1)
        parts = [xp.reshape(both, (*both.shape[:-2], d))]
    return xp.concat([*parts, x[..., d:]], axis=-1)
