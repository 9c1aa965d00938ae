(* Written by refmath.kernel from refmath.theorems: linear_attention_step. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section linear_attention_step.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable P : finType.
Variable y : P -> 'M[RR]_(n_ctx, d_model).
Variable W_Q_h : 'M[RR]_(d_head, d_model).
Variable W_K_h : 'M[RR]_(d_head, d_model).
Variable W_O_h : 'M[RR]_(d_model, d_head).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := ((\sum_(p : P) (y p)) + ((\sum_(q : P) (y q)) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) (y k))^T) *m (\sum_(v : P) (y v)) *m ((W_O_h *m W_V_h)^T))) (only parsing).
Local Notation line1 := ((\sum_(p : P) (y p)) + ((\sum_(q : P) (y q)) *m ((W_Q_h^T) *m W_K_h) *m (\sum_(k : P) ((y k)^T)) *m (\sum_(v : P) (y v)) *m ((W_O_h *m W_V_h)^T))) (only parsing).
Local Notation line2 := ((\sum_(p : P) (y p)) + (\sum_(q : P) (\sum_(k : P) (\sum_(v : P) ((y q) *m ((W_Q_h^T) *m W_K_h) *m ((y k)^T) *m (y v) *m ((W_O_h *m W_V_h)^T)))))) (only parsing).
Lemma linear_attention_step_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma linear_attention_step_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Theorem linear_attention_step : ((\sum_(p : P) (y p)) + ((\sum_(q : P) (y q)) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) (y k))^T) *m (\sum_(v : P) (y v)) *m ((W_O_h *m W_V_h)^T))) = ((\sum_(p : P) (y p)) + (\sum_(q : P) (\sum_(k : P) (\sum_(v : P) ((y q) *m ((W_Q_h^T) *m W_K_h) *m ((y k)^T) *m (y v) *m ((W_O_h *m W_V_h)^T)))))).
Proof. exact: (etrans linear_attention_step_step1 linear_attention_step_step2). Qed.
End linear_attention_step.
