(* Written by refmath.kernel from refmath.theorems: head_after_layer_norm. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section head_after_layer_norm.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable A_h : 'M[RR]_(n_ctx, n_ctx).
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable one_over_d_model : RR.
Variable v1_d : 'M[RR]_(d_model, 1).
Variable Γ : 'M[RR]_(d_model, d_model).
Variable v1 : 'M[RR]_(n_ctx, 1).
Variable β : 'M[RR]_(d_model, 1).
Variable W_O_h : 'M[RR]_(d_model, d_head).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Hypothesis supposed_0 : A_h *m v1 = v1.
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m A_h *m v1 = X *m v1.
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : (v1^T) *m (A_h^T) = (v1^T).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (v1^T) *m (A_h^T) = X *m (v1^T).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Local Notation line0 := (A_h *m ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T))) *m ((W_O_h *m W_V_h)^T)) (only parsing).
Local Notation line1 := ((A_h *m D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ *m ((W_O_h *m W_V_h)^T)) + (A_h *m v1 *m (β^T) *m ((W_O_h *m W_V_h)^T))) (only parsing).
Local Notation line2 := ((A_h *m D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ *m ((W_O_h *m W_V_h)^T)) + (v1 *m (β^T) *m ((W_O_h *m W_V_h)^T))) (only parsing).
Local Notation line3 := ((A_h *m D *m x *m (((W_O_h *m W_V_h) *m ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T))^T)) + (v1 *m (((W_O_h *m W_V_h) *m β)^T))) (only parsing).
Lemma head_after_layer_norm_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma head_after_layer_norm_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma head_after_layer_norm_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Theorem head_after_layer_norm : (A_h *m ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T))) *m ((W_O_h *m W_V_h)^T)) = ((A_h *m D *m x *m (((W_O_h *m W_V_h) *m ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T))^T)) + (v1 *m (((W_O_h *m W_V_h) *m β)^T))).
Proof. exact: (etrans (etrans head_after_layer_norm_step1 head_after_layer_norm_step2) head_after_layer_norm_step3). Qed.
End head_after_layer_norm.
