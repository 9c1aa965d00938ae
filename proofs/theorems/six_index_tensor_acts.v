(* Written by refmath.kernel from refmath.theorems: six_index_tensor_acts. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section six_index_tensor_acts.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H_0 : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_Q_1_h : 'M[RR]_(d_head, d_model).
Variable W_K_1_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (vec ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) (only parsing).
Local Notation line1 := (vec ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x^T) + (\sum_(k : H_0) (((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line2 := (vec ((x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)) + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(k : H_0) (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line3 := ((vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(q : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)))) + (\sum_(k : H_0) (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))) + (\sum_(q : H_0) (\sum_(k : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line4 := ((vec ((1%:M : 'M[RR]_(n_ctx)) *m x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T) *m (1%:M : 'M[RR]_(n_ctx)))) + (\sum_(q : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T) *m (1%:M : 'M[RR]_(n_ctx))))) + (\sum_(k : H_0) (vec ((1%:M : 'M[RR]_(n_ctx)) *m x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))) + (\sum_(q : H_0) (\sum_(k : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line5 := ((vec ((1%:M : 'M[RR]_(n_ctx)) *m x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T) *m ((1%:M : 'M[RR]_(n_ctx))^T))) + (\sum_(q : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T) *m ((1%:M : 'M[RR]_(n_ctx))^T)))) + (\sum_(k : H_0) (vec ((1%:M : 'M[RR]_(n_ctx)) *m x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))) + (\sum_(q : H_0) (\sum_(k : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line6 := ((((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)))) + (\sum_(q : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))))) + (\sum_(k : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k)) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 q) *t (A_0 k)) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))))) (only parsing).
Lemma six_index_tensor_acts_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma six_index_tensor_acts_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma six_index_tensor_acts_step3 : line2 = line3.
Proof. by_law law_linearity_of_vec. Qed.
Lemma six_index_tensor_acts_step4 : line3 = line4.
Proof. by_law law_identity. Qed.
Lemma six_index_tensor_acts_step5 : line4 = line5.
Proof. by_law law_transpose. Qed.
Lemma six_index_tensor_acts_step6 : line5 = line6.
Proof. by_law law_vec. Qed.
Theorem six_index_tensor_acts : (vec ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)))) + (\sum_(q : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))))) + (\sum_(k : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k)) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 q) *t (A_0 k)) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans six_index_tensor_acts_step1 six_index_tensor_acts_step2) six_index_tensor_acts_step3) six_index_tensor_acts_step4) six_index_tensor_acts_step5) six_index_tensor_acts_step6). Qed.
End six_index_tensor_acts.
