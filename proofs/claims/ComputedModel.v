(* The computed model, nothing frozen, any depth and heads: (1) with a causal pattern the logits of
   the first m positions are a function of the first m tokens; (2) without mask and positions a
   permutation of the tokens permutes the logits; (3) a change of basis of the residual stream, and
   of the heads' own spaces, leaves all logits. *)
From mathcomp Require Import all_ssreflect all_algebra all_fingroup.
From Refmath Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Model.
Variables (R : comRingType) (n d : nat).
Record head := Head {
  width : nat; scale : R;
  WQ : 'M[R]_(width, d); WK : 'M[R]_(width, d); WV : 'M[R]_(width, d); WO : 'M[R]_(d, width) }.
Variable pattern : 'M[R]_n -> 'M[R]_n.
Variable H : nat -> nat.
Implicit Types (x : 'M[R]_(n, d)) (h : head).
Definition scores h x := scale h *: ((x *m (WQ h)^T) *m (x *m (WK h)^T)^T).
Definition attention h x := (pattern (scores h x) *m (x *m (WV h)^T)) *m (WO h)^T.
Fixpoint stream (W : nat -> nat -> head) x0 l : 'M[R]_(n, d) :=
  if l is l'.+1 then
    let x := stream W x0 l' in x + \sum_(i < H l') attention (W l' i) x
  else x0.
Definition logits v (W : nat -> nat -> head) L (WU : 'M[R]_(v, d)) x0 := stream W x0 L *m WU^T.

Section Causality.
Variable m : nat.
Definition agree d' (x y : 'M[R]_(n, d')) := forall (i : 'I_n) j, (i < m)%N -> x i j = y i j.
(* both are theorems for the causal softmax: softmax_masked, softmax_local *)
Hypothesis masked : forall S (i j : 'I_n), (i < j)%N -> pattern S i j = 0.
Hypothesis local : forall S T : 'M[R]_n,
  (forall i j : 'I_n, (i < m)%N -> (j <= i)%N -> S i j = T i j) -> agree (pattern S) (pattern T).

Lemma agree_mulr d1 d2 (x y : 'M_(n, d1)) (M : 'M_(d1, d2)) : agree x y -> agree (x *m M) (y *m M).
Proof. by move=> xy i j im; rewrite !mxE; apply: eq_bigr => k _; rewrite xy. Qed.

Lemma agree_attention h x y : agree x y -> agree (attention h x) (attention h y).
Proof.
move=> xy; apply: agree_mulr => i j im; rewrite !mxE; apply: eq_bigr => k _.
have [ik|ki] := ltnP i k; first by rewrite !masked ?mul0r.
have km : (k < m)%N := leq_ltn_trans ki im.
congr (_ * _); last exact: agree_mulr.
apply: local => // a b am ba; rewrite !mxE; congr (_ * _); apply: eq_bigr => c _.
by rewrite ![in RHS]mxE ![in LHS]mxE; congr (_ * _); apply: eq_bigr => f _; rewrite xy // (leq_ltn_trans ba).
Qed.

Theorem computed_causality v W L (WU : 'M_(v, d)) x y :
  agree x y -> agree (logits W L WU x) (logits W L WU y).
Proof.
move=> xy; apply: agree_mulr; elim: L => [//|L IH] i j im /=.
rewrite !mxE IH // !summxE; congr (_ + _).
by apply: eq_bigr => h _; apply: agree_attention.
Qed.

(* in tokens, with positions *)
Theorem computed_causality_tokens v W L (WE : 'M_(d, v)) (WU : 'M_(v, d)) (P : 'M_(n, d)) t u :
  agree t u -> agree (logits W L WU (t *m WE^T + P)) (logits W L WU (u *m WE^T + P)).
Proof.
move=> tu; apply: computed_causality => i j im; rewrite !mxE; congr (_ + _).
by apply: eq_bigr => k _; rewrite tu.
Qed.
End Causality.

Section Permutations.
Variable p : 'S_n.
(* a theorem for softmax without a mask: softmax_perm *)
Hypothesis equivariant : forall S,
  pattern (row_perm p (col_perm p S)) = row_perm p (col_perm p (pattern S)).

Theorem order_of_the_tokens v W L (WE : 'M_(d, v)) (WU : 'M_(v, d)) t :
  logits W L WU (row_perm p t *m WE^T) = row_perm p (logits W L WU (t *m WE^T)).
Proof.
pose P : 'M[R]_n := perm_mx p; have PP : P^T *m P = 1%:M :> 'M[R]_n by rewrite tr_perm_mx -perm_mxM mulVg perm_mx1.
rewrite /logits !row_permE -/P -[P *m t *m _]mulmxA [RHS]mulmxA; congr (_ *m _).
elim: L => [|L IH] //=; rewrite mulmxDr {}IH mulmx_sumr; congr (_ + _).
apply: eq_bigr => h _; set x := stream W _ L; rewrite /attention.
have -> : scores (W L h) (P *m x) = row_perm p (col_perm p (scores (W L h) x)).
  by rewrite row_permE col_permE -tr_perm_mx /scores -scalemxAl -scalemxAr !trmx_mul !trmxK !mulmxA.
rewrite equivariant row_permE col_permE -tr_perm_mx -/P.
by rewrite -!mulmxA !(mulmxA P^T) PP !mul1mx.
Qed.
End Permutations.
End Model.

Section Basis.
Variables (R : comRingType) (n d d' : nat) (pattern : 'M[R]_n -> 'M[R]_n) (H : nat -> nat).
Variables (M : 'M[R]_(d', d)) (N : 'M[R]_(d, d')).
Hypothesis NM : N *m M = 1%:M.      (* M invertible, or an embedding in a larger stream *)
(* read through N, write through M *)
Definition moved (h : head R d) : head R d' :=
  @Head R d' (width h) (scale h) (WQ h *m N) (WK h *m N) (WV h *m N) (M *m WO h).

Theorem change_of_basis v (W : nat -> nat -> head R d) L (WE : 'M_(d, v)) (WU : 'M_(v, d)) (t : 'M_(n, v)) :
  logits pattern H (fun l i => moved (W l i)) L (WU *m N) (t *m (M *m WE)^T) =
  logits pattern H W L WU (t *m WE^T).
Proof.
have MN k (Y : 'M_(d, k)) : M^T *m (N^T *m Y) = Y by rewrite mulmxA -trmx_mul NM trmx1 mul1mx.
suff E : stream pattern H (fun l i => moved (W l i)) (t *m (M *m WE)^T) L =
         stream pattern H W (t *m WE^T) L *m M^T.
  by rewrite /logits E trmx_mul -mulmxA MN.
elim: L => [|L IH] /=; first by rewrite trmx_mul mulmxA.
rewrite mulmxDl {}IH mulmx_suml; congr (_ + _); apply: eq_bigr => i _.
set x := stream _ _ _ _ L; set h := W L i.
have rd k (Y : 'M_(k, d)) : x *m M^T *m (Y *m N)^T = x *m Y^T.
  by rewrite trmx_mul -!mulmxA MN.
by rewrite /attention /scores /moved /= !rd [(M *m WO h)^T]trmx_mul mulmxA.
Qed.
End Basis.

(* --- with norms before the heads and MLPs behind them, which see each position by itself, and the
   causal softmax: any depth, any widths, other weights, norms and MLPs in each layer --- *)
Section CausalityAtAnyDepth.
Variables (F : realFieldType) (e : F -> F) (n d : nat) (H : nat -> nat) (W : nat -> nat -> head F d).
Variables (norm mlp : nat -> 'rV[F]_d -> 'rV[F]_d).
Definition by_rows (f : 'rV[F]_d -> 'rV[F]_d) (x : 'M[F]_(n, d)) : 'M[F]_(n, d) := \matrix_(i, j) f (row i x) 0 j.
Fixpoint computed x0 l : 'M[F]_(n, d) :=
  if l is l'.+1 then
    let x := computed x0 l' in
    let u := x + \sum_(i < H l') attention (@softmax_of F e true n) (W l' i) (by_rows (norm l') x) in
    u + by_rows (mlp l') u
  else x0.

Lemma agree_by_rows m f x y : @agree F n m d x y -> agree m (by_rows f x) (by_rows f y).
Proof.
move=> xy i j im; rewrite !mxE (_ : row i x = row i y) //.
by apply/rowP => k; rewrite !mxE xy.
Qed.
Lemma agreeD m x y x' y' : @agree F n m d x y -> agree m x' y' -> agree m (x + x') (y + y').
Proof.
move=> xy xy' i j im; have addE (X Y : 'M[F]_(n, d)) : (X + Y) i j = X i j + Y i j by rewrite mxE.
by rewrite !addE xy // xy'.
Qed.

Theorem causality_at_any_depth m L x y :
  agree m x y -> agree m (computed x L) (computed y L).
Proof.
move=> xy; elim: L => [//|L IH] /=.
suff u : agree m (computed x L + \sum_(i < H L) attention (@softmax_of F e true n) (W L i) (by_rows (norm L) (computed x L)))
                 (computed y L + \sum_(i < H L) attention (@softmax_of F e true n) (W L i) (by_rows (norm L) (computed y L))).
  by apply: agreeD => //; exact: agree_by_rows.
apply: agreeD => // i j im; rewrite !summxE; apply: eq_bigr => h _.
apply: (@agree_attention F n d (@softmax_of F e true n) m) => //; last exact: agree_by_rows.
  by move=> S a b; exact: softmax_masked.
by move=> S T ST a b am; exact: (@softmax_local F e n m S T ST a b am).
Qed.

(* as it is printed: P keeps the first rows *)
Lemma first_agree m (x y : 'M[F]_(n, d)) : first F n m *m x = first F n m *m y <-> agree m x y.
Proof.
split=> [xy i j im|xy].
  by have := congr1 (fun X : 'M_(n, d) => X i j) xy; rewrite !first_mul im !mulr1n.
by apply/matrixP => i j; rewrite !first_mul; case: ltnP => // im; rewrite !mulr1n xy.
Qed.
Theorem causality_as_printed m L x y : first F n m *m x = first F n m *m y ->
  first F n m *m computed x L = first F n m *m computed y L.
Proof. by move/first_agree/causality_at_any_depth => xy; apply/first_agree. Qed.
End CausalityAtAnyDepth.
