(* Written by refmath.kernel from refmath.theorems: six_index_tensor. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section six_index_tensor.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H_0 : finType.
Variable A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_Q_1_h : 'M[RR]_(d_head, d_model).
Variable W_K_1_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k)))))) (only parsing).
Local Notation line1 := (((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m (1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N))) + (\sum_(q : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m (1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)))) + (\sum_(k : H_0) ((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k))))))) (only parsing).
Local Notation line2 := (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k))))))) (only parsing).
Local Notation line3 := (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) (((A_0 q) *m (1%:M : 'M[RR]_(n_ctx))) *t ((1%:M : 'M[RR]_(n_ctx)) *m (1%:M : 'M[RR]_(n_ctx))) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) (((1%:M : 'M[RR]_(n_ctx)) *m (1%:M : 'M[RR]_(n_ctx))) *t ((1%:M : 'M[RR]_(n_ctx)) *m (A_0 k)) *t (((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 q) *m (1%:M : 'M[RR]_(n_ctx)) *m (1%:M : 'M[RR]_(n_ctx))) *t ((1%:M : 'M[RR]_(n_ctx)) *m (1%:M : 'M[RR]_(n_ctx)) *m (A_0 k)) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))))) (only parsing).
Local Notation line4 := (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t (((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *t (A_0 k) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))))) (only parsing).
Lemma six_index_tensor_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma six_index_tensor_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Lemma six_index_tensor_step3 : line2 = line3.
Proof. by_law law_mixed_product. Qed.
Lemma six_index_tensor_step4 : line3 = line4.
Proof. by_law law_identity. Qed.
Theorem six_index_tensor : (((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k)))))) = (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t (((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *t (A_0 k) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))))).
Proof. exact: (etrans (etrans (etrans six_index_tensor_step1 six_index_tensor_step2) six_index_tensor_step3) six_index_tensor_step4). Qed.
End six_index_tensor.
