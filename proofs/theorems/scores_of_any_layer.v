(* Written by refmath.kernel from refmath.theorems: scores_of_any_layer. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section scores_of_any_layer.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable P : finType.
Variable one_over_root_d_head : RR.
Variable A : P -> 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W : P -> 'M[RR]_(d_model, d_model).
Variable W_Q_h : 'M[RR]_(d_head, d_model).
Variable W_K_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (one_over_root_d_head *: ((\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) ((A k) *m x *m ((W k)^T)))^T))) (only parsing).
Local Notation line1 := (one_over_root_d_head *: ((\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m ((W_Q_h^T) *m W_K_h) *m (\sum_(k : P) ((W k) *m (x^T) *m ((A k)^T))))) (only parsing).
Local Notation line2 := (one_over_root_d_head *: (\sum_(q : P) (\sum_(k : P) ((A q) *m x *m ((W q)^T) *m ((W_Q_h^T) *m W_K_h) *m (W k) *m (x^T) *m ((A k)^T))))) (only parsing).
Lemma scores_of_any_layer_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma scores_of_any_layer_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Theorem scores_of_any_layer : (one_over_root_d_head *: ((\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) ((A k) *m x *m ((W k)^T)))^T))) = (one_over_root_d_head *: (\sum_(q : P) (\sum_(k : P) ((A q) *m x *m ((W q)^T) *m ((W_Q_h^T) *m W_K_h) *m (W k) *m (x^T) *m ((A k)^T))))).
Proof. exact: (etrans scores_of_any_layer_step1 scores_of_any_layer_step2). Qed.
End scores_of_any_layer.
