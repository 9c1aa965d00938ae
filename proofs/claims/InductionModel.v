(* Weights of the two-layer induction model: a stream of four blocks (token, previous token, position,
   output), computed patterns, and the proof that it computes Induction.v's A0, S1, A1 and logits. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section InductionModel.
Variables (R : comRingType) (n v : nat) (pattern : 'M[R]_n -> 'M[R]_n) (s0 s1 : R).
Local Notation d := (v + v + (n + v))%N.
Record head := Head {
  width : nat; vwidth : nat; scale : R;                         (* of queries and keys, of values *)
  WQ : 'M[R]_(width, d); WK : 'M[R]_(width, d); WV : 'M[R]_(vwidth, d); WO : 'M[R]_(d, vwidth) }.
Implicit Types (x : 'M[R]_(n, d)) (h : head).
Definition scores h x := scale h *: ((x *m (WQ h)^T) *m (x *m (WK h)^T)^T).
Definition attention h x := (pattern (scores h x) *m (x *m (WV h)^T)) *m (WO h)^T.

Definition read_token : 'M[R]_(v, d) := row_mx (row_mx 1%:M 0) 0.
Definition read_previous : 'M[R]_(v, d) := row_mx (row_mx 0 1%:M) 0.
Definition read_position : 'M[R]_(n, d) := row_mx 0 (row_mx 1%:M 0).
Definition read_output : 'M[R]_(v, d) := row_mx 0 (row_mx 0 1%:M).
Definition back : 'M[R]_n := \matrix_(k, j) (k.+1 == j)%:R.      (* position j asks for j - 1 *)

Definition previous_token := Head s0 (back *m read_position) read_position read_token read_previous^T.
Definition induction_head := Head s1 read_token read_previous read_token read_output^T.
Definition WE : 'M[R]_(d, v) := read_token^T.
Definition P : 'M[R]_(n, d) := read_position.
Definition WU := read_output.

Variable T : 'M[R]_(n, v).                                     (* one-hot tokens *)
Definition x0 := T *m WE^T + P.
Definition x1 := x0 + attention previous_token x0.
Definition x2 := x1 + attention induction_head x1.

Definition A0 := pattern (\matrix_(j, k) (s0 * (k.+1 == j)%:R)).
Definition A1 := pattern (s1 *: (T *m (A0 *m T)^T)).

Lemma x0E : x0 = row_mx (row_mx T 0) (row_mx 1%:M 0).
Proof.
by rewrite /x0 /WE trmxK /read_token /P /read_position !mul_mx_row !mulmx0 mulmx1 add_row_mx add0r addr0.
Qed.
Lemma reads (a b c e : 'M[R]_(n, _)) : let x := row_mx (row_mx a b) (row_mx c e) in
  [/\ x *m read_token^T = a, x *m read_previous^T = b, x *m read_position^T = c & x *m read_output^T = e].
Proof.
by rewrite /read_token /read_previous /read_position /read_output !tr_row_mx !trmx0 !trmx1;
  split; rewrite !mul_row_col ?mul_row_col ?mulmx0 ?mulmx1 ?addr0 ?add0r.
Qed.
Lemma writes m (y : 'M[R]_(m, v)) :
  y *m read_previous = row_mx (row_mx 0 y) 0 /\ y *m read_output = row_mx 0 (row_mx 0 y).
Proof. by rewrite !mul_mx_row !mulmx0 mulmx1. Qed.

Lemma x1E : x1 = row_mx (row_mx T (A0 *m T)) (row_mx 1%:M 0).
Proof.
rewrite /x1 {1}x0E /attention; have [tk _ ps _] := reads T 0 1%:M 0.
rewrite /= trmxK x0E tk (writes _).1 add_row_mx add_row_mx !addr0 add0r.
congr (row_mx (row_mx _ (pattern _ *m _)) _).
rewrite /scores /= trmx_mul mulmxA ps mul1mx trmx1 mulmx1.
by apply/matrixP => j k; rewrite !mxE.
Qed.

Theorem model_logits : x2 *m WU^T = A1 *m T.
Proof.
rewrite /x2 {1}x1E /attention; have [tk pv _ ou] := reads T (A0 *m T) 1%:M 0.
rewrite /= trmxK x1E tk (writes _).2 add_row_mx add_row_mx !addr0 add0r.
rewrite /scores /= tk pv -/A1 /WU.
by have [_ _ _ ->] := reads T (A0 *m T) 1%:M (A1 *m T).
Qed.

(* the second head's scores are s1 times «how much of t_i was written at j» *)
Lemma scores_are (t : 'I_n -> 'I_v) i j : T = \matrix_(i, c) (t i == c)%:R ->
  (s1 *: (T *m (A0 *m T)^T)) i j = s1 * \sum_k A0 j k * (t k == t i)%:R.
Proof.
move=> tT; rewrite mxE mxE; congr (_ * _); rewrite [LHS](bigD1 (t i)) //= big1 => [|c ci].
  by rewrite addr0 tT !mxE eqxx mul1r; apply: eq_bigr => k _; rewrite !mxE.
by rewrite {1}tT mxE eq_sym (negbTE ci) mul0r.
Qed.
End InductionModel.
