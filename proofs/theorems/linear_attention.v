(* Written by refmath.kernel from refmath.theorems: linear_attention. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section linear_attention.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H_0 : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_Q_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_K_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Local Notation line0 := (x + (\sum_(h : H_0) ((x *m ((W_Q_0 h)^T)) *m ((x *m ((W_K_0 h)^T))^T) *m (x *m ((W_V_0 h)^T)) *m ((W_O_0 h)^T)))) (only parsing).
Local Notation line1 := (x + (\sum_(h : H_0) (x *m ((W_Q_0 h)^T) *m ((x *m ((W_K_0 h)^T))^T) *m (x *m ((W_V_0 h)^T)) *m ((W_O_0 h)^T)))) (only parsing).
Local Notation line2 := (x + (\sum_(h : H_0) (x *m ((W_Q_0 h)^T) *m ((x *m ((W_K_0 h)^T))^T) *m (x *m ((W_V_0 h)^T)) *m ((W_O_0 h)^T)))) (only parsing).
Local Notation line3 := (x + (\sum_(h : H_0) (x *m ((W_Q_0 h)^T) *m ((x *m ((W_K_0 h)^T))^T) *m x *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) (only parsing).
Local Notation line4 := (x + (\sum_(h : H_0) (x *m ((W_Q_0 h)^T) *m (W_K_0 h) *m (x^T) *m x *m (((W_O_0 h) *m (W_V_0 h))^T)))) (only parsing).
Local Notation line5 := (x + (\sum_(h : H_0) (x *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m (x^T) *m x *m (((W_O_0 h) *m (W_V_0 h))^T)))) (only parsing).
Local Notation line6 := (x + (\sum_(h : H_0) (x *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m (x^T) *m x *m (((W_O_0 h) *m (W_V_0 h))^T)))) (only parsing).
Lemma linear_attention_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma linear_attention_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma linear_attention_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Lemma linear_attention_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma linear_attention_step5 : line4 = line5.
Proof. by_law law_definition. Qed.
Lemma linear_attention_step6 : line5 = line6.
Proof. by_law law_definition. Qed.
Theorem linear_attention : (x + (\sum_(h : H_0) ((x *m ((W_Q_0 h)^T)) *m ((x *m ((W_K_0 h)^T))^T) *m (x *m ((W_V_0 h)^T)) *m ((W_O_0 h)^T)))) = (x + (\sum_(h : H_0) (x *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m (x^T) *m x *m (((W_O_0 h) *m (W_V_0 h))^T)))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans linear_attention_step1 linear_attention_step2) linear_attention_step3) linear_attention_step4) linear_attention_step5) linear_attention_step6). Qed.
End linear_attention.
