(* Written by refmath.kernel from refmath.theorems: freezing. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section freezing.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H : finType.
Variable W_U : 'M[RR]_(d_vocab, d_model).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable s : 'M[RR]_(n_ctx, d_vocab).
Variable u : 'M[RR]_(n_ctx, d_vocab).
Local Notation line0 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec (s + u))) (only parsing).
Local Notation line1 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m ((vec s) + (vec u))) (only parsing).
Local Notation line2 := (((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec s)) + ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec u))) (only parsing).
Lemma freezing_step1 : line0 = line1.
Proof. by_law law_linearity_of_vec. Qed.
Lemma freezing_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Theorem freezing : ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec (s + u))) = (((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec s)) + ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec u))).
Proof. exact: (etrans freezing_step1 freezing_step2). Qed.
End freezing.
