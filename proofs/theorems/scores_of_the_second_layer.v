(* Written by refmath.kernel from refmath.theorems: scores_of_the_second_layer. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section scores_of_the_second_layer.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H_0 : finType.
Variable one_over_root_d_head : RR.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_Q_1_h : 'M[RR]_(d_head, d_model).
Variable W_K_1_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m (W_Q_1_h^T) *m W_K_1_h *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) (only parsing).
Local Notation line1 := (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) (only parsing).
Local Notation line2 := (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) (only parsing).
Local Notation line3 := (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x^T) + (\sum_(k : H_0) (((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line4 := (one_over_root_d_head *: ((x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)) + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(k : H_0) (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Lemma scores_of_the_second_layer_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma scores_of_the_second_layer_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma scores_of_the_second_layer_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Lemma scores_of_the_second_layer_step4 : line3 = line4.
Proof. by_law law_distributivity. Qed.
Theorem scores_of_the_second_layer : (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m (W_Q_1_h^T) *m W_K_1_h *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) = (one_over_root_d_head *: ((x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)) + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(k : H_0) (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))).
Proof. exact: (etrans (etrans (etrans scores_of_the_second_layer_step1 scores_of_the_second_layer_step2) scores_of_the_second_layer_step3) scores_of_the_second_layer_step4). Qed.
End scores_of_the_second_layer.
