(* Written by refmath.kernel from refmath.theorems: path_expansion_step. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section path_expansion_step.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H : finType.
Variable P : finType.
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable A' : P -> 'M[RR]_(n_ctx, n_ctx).
Variable W : P -> 'M[RR]_(d_model, d_model).
Local Notation line0 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((A h) *t ((W_O h) *m (W_V h))))) *m (\sum_(p : P) ((A' p) *t (W p)))) (only parsing).
Local Notation line1 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (\sum_(p : P) ((A' p) *t (W p)))) + (\sum_(h : H) (((A h) *t ((W_O h) *m (W_V h))) *m (\sum_(p : P) ((A' p) *t (W p)))))) (only parsing).
Local Notation line2 := ((\sum_(p : P) ((A' p) *t (W p))) + (\sum_(h : H) (((A h) *t ((W_O h) *m (W_V h))) *m (\sum_(p : P) ((A' p) *t (W p)))))) (only parsing).
Local Notation line3 := ((\sum_(p : P) ((A' p) *t (W p))) + (\sum_(h : H) (\sum_(p : P) (((A h) *t ((W_O h) *m (W_V h))) *m ((A' p) *t (W p)))))) (only parsing).
Local Notation line4 := ((\sum_(p : P) ((A' p) *t (W p))) + (\sum_(h : H) (\sum_(p : P) (((A h) *m (A' p)) *t (((W_O h) *m (W_V h)) *m (W p)))))) (only parsing).
Lemma path_expansion_step_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma path_expansion_step_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Lemma path_expansion_step_step3 : line2 = line3.
Proof. by_law law_distributivity. Qed.
Lemma path_expansion_step_step4 : line3 = line4.
Proof. by_law law_mixed_product. Qed.
Theorem path_expansion_step : (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((A h) *t ((W_O h) *m (W_V h))))) *m (\sum_(p : P) ((A' p) *t (W p)))) = ((\sum_(p : P) ((A' p) *t (W p))) + (\sum_(h : H) (\sum_(p : P) (((A h) *m (A' p)) *t (((W_O h) *m (W_V h)) *m (W p)))))).
Proof. exact: (etrans (etrans (etrans path_expansion_step_step1 path_expansion_step_step2) path_expansion_step_step3) path_expansion_step_step4). Qed.
End path_expansion_step.
