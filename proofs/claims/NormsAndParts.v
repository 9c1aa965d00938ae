(* Small exact statements: LayerNorm and RMSNorm with frozen scales, pre-norm heads, a neuron's
   pre-activation, convolutions, the identity head. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Definition act (R : comRingType) n' n d' d (A : 'M[R]_(n', n)) (U : 'M[R]_(d', d)) (x : 'M[R]_(n, d)) :=
  A *m x *m U^T.

Section Norms.
Variables (F : fieldType) (n d : nat) (sigma : 'I_n -> F) (gamma beta : 'rV[F]_d).
Implicit Type x : 'M[F]_(n, d).
Definition mean x i := (\sum_j x i j) / d%:R.
Definition layer_norm x : 'M_(n, d) :=
  \matrix_(i, j) (gamma 0 j * ((x i j - mean x i) / sigma i) + beta 0 j).
Definition D : 'M[F]_n := diag_mx (\row_i (sigma i)^-1).
Definition C : 'M[F]_d := 1%:M - d%:R^-1 *: const_mx 1.

(* LN = D (x) diag(gamma) C, plus the constant 1 beta^T; sigma held at what it was, no matter what *)
Lemma centred x : x *m C^T = \matrix_(i, j) (x i j - mean x i).
Proof.
have -> : C^T = C by apply/matrixP => i j; rewrite !mxE eq_sym.
rewrite mulmxBr mulmx1 -scalemxAr; apply/matrixP => i j; rewrite !mxE /mean mulrC.
by congr (_ - _ / _); apply: eq_bigr => k _; rewrite mxE mulr1.
Qed.

(* LN = D (x) diag(gamma) C, plus the constant 1 beta^T; sigma held at what it was, whatever that was *)
Theorem layer_norm_is_a_tensor_product x :
  layer_norm x = act D (diag_mx gamma *m C) x + const_mx 1 *m beta.
Proof.
rewrite /act trmx_mul tr_diag_mx -mulmxA (mulmxA x) centred mul_mx_diag mul_diag_mx.
apply/matrixP => i j; rewrite !mxE big_ord1 !mxE mul1r; congr (_ + _).
by rewrite mulrC mulrAC mulrC mulrA.
Qed.

(* a head behind a norm: A^h replaced by A^h D, W_OV^h by W_OV^h diag(gamma) C, and a constant,
   the same at every position where the rows of A sum to 1 *)
Theorem head_behind_a_norm (A : 'M_n) (WOV : 'M_d) x : A *m const_mx 1 = const_mx 1 :> 'cV_n ->
  act A WOV (layer_norm x) =
  act (A *m D) (WOV *m (diag_mx gamma *m C)) x + const_mx 1 *m (beta *m WOV^T).
Proof.
move=> A1; rewrite layer_norm_is_a_tensor_product {1}/act mulmxDr mulmxDl.
by rewrite (mulmxA A (const_mx 1)) A1 /act !trmx_mul !mulmxA.
Qed.

Definition rms_norm x : 'M_(n, d) := \matrix_(i, j) (gamma 0 j * (x i j / sigma i)).
Theorem rms_norm_is_a_tensor_product x : rms_norm x = act D (diag_mx gamma) x.
Proof.
rewrite /act tr_diag_mx -mulmxA mul_mx_diag mul_diag_mx.
by apply/matrixP => i j; rewrite !mxE mulrC mulrAC mulrC mulrA.
Qed.
Theorem centring_once : d%:R != 0 :> F -> C *m C = C.
Proof.
move=> d0; rewrite /C mulmxBr mulmx1 mulmxBl mul1mx -scalemxAl -scalemxAr.
have E : (const_mx 1 : 'M[F]_d) *m (const_mx 1 : 'M[F]_d) = d%:R *: (const_mx 1 : 'M[F]_d).
  apply/matrixP => i j; rewrite !mxE; under eq_bigr => k _ do rewrite !mxE mulr1.
  by rewrite sumr_const card_ord mulr1.
by rewrite E !scalerA mulfVK // subrr subr0.
Qed.
End Norms.

Section Others.
Variables (R : comRingType) (n d : nat).

(* a neuron behind an attention layer (patterns as they are) *)
Theorem pre_activation v m (H : finType) (A : H -> 'M[R]_n) (W : H -> 'M[R]_d) (WI : 'M_(m, d))
  (WE : 'M_(d, v)) (t : 'M_(n, v)) (x := t *m WE^T) :
  (x + \sum_h act (A h) (W h) x) *m WI^T =
  act 1%:M (WI *m WE) t + \sum_h act (A h) (WI *m W h *m WE) t.
Proof.
rewrite mulmxDl mulmx_suml; congr (_ + _); first by rewrite /act mul1mx trmx_mul mulmxA.
by apply: eq_bigr => h _; rewrite /act !trmx_mul !mulmxA.
Qed.

(* a convolution, offsets o in any finite type: y_i = sum_o W_o x_{i - o}, 0 outside *)
Definition shift (o : nat) : 'M[R]_n := \matrix_(i, j) (i == j + o :> nat)%N%:R.
Theorem convolution d' (I : finType) (o : I -> nat) (W : I -> 'M[R]_(d', d)) x i :
  row i (\sum_v act (shift (o v)) (W v) x) =
  \sum_v \sum_(j < n | (i == j + o v :> nat)%N) row j x *m (W v)^T.
Proof.
rewrite linear_sum /=; apply: eq_bigr => v _; rewrite /act !row_mul -mulmx_suml; congr (_ *m _).
apply/rowP => k; rewrite mxE summxE [RHS]big_mkcond; apply: eq_bigr => j _.
by rewrite !mxE; case: eqP => _; rewrite ?mul1r ?mul0r ?mxE.
Qed.

(* with an identity head (pattern 1, W_OV 1) the sum loses its first term *)
Theorem identity_head (H : finType) (A : H -> 'M[R]_n) (W : H -> 'M[R]_d) (x : 'M[R]_(n, d)) :
  x + \sum_h act (A h) (W h) x =
  \sum_(o : option H) act (if o is Some h then A h else 1%:M) (if o is Some h then W h else 1%:M) x.
Proof.
rewrite [RHS](bigD1 None) //= {2}/act mul1mx trmx1 mulmx1; congr (_ + _).
rewrite (reindex_omap Some id) /=; last by case.
by apply: eq_bigl => h; rewrite eqxx.
Qed.
End Others.
