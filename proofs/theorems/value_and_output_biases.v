(* Written by refmath.kernel from refmath.theorems: value_and_output_biases. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section value_and_output_biases.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable A_h : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Variable v1 : 'M[RR]_(n_ctx, 1).
Variable b_V_h : 'M[RR]_(d_head, 1).
Variable W_O_h : 'M[RR]_(d_model, d_head).
Variable b_O : 'M[RR]_(d_model, 1).
Hypothesis supposed_0 : A_h *m v1 = v1.
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m A_h *m v1 = X *m v1.
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : (v1^T) *m (A_h^T) = (v1^T).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (v1^T) *m (A_h^T) = X *m (v1^T).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Local Notation line0 := ((A_h *m ((x *m (W_V_h^T)) + (v1 *m (b_V_h^T))) *m (W_O_h^T)) + (v1 *m (b_O^T))) (only parsing).
Local Notation line1 := ((A_h *m x *m (W_V_h^T) *m (W_O_h^T)) + (A_h *m v1 *m (b_V_h^T) *m (W_O_h^T)) + (v1 *m (b_O^T))) (only parsing).
Local Notation line2 := ((A_h *m x *m (W_V_h^T) *m (W_O_h^T)) + (v1 *m (b_V_h^T) *m (W_O_h^T)) + (v1 *m (b_O^T))) (only parsing).
Local Notation line3 := ((A_h *m x *m (W_V_h^T) *m (W_O_h^T)) + (v1 *m (((b_V_h^T) *m (W_O_h^T)) + (b_O^T)))) (only parsing).
Local Notation line4 := ((A_h *m x *m ((W_O_h *m W_V_h)^T)) + (v1 *m (((W_O_h *m b_V_h) + b_O)^T))) (only parsing).
Local Notation line5 := ((A_h *m x *m ((W_O_h *m W_V_h)^T)) + (v1 *m (((W_O_h *m b_V_h) + b_O)^T))) (only parsing).
Lemma value_and_output_biases_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma value_and_output_biases_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma value_and_output_biases_step3 : line2 = line3.
Proof. by_law law_distributivity. Qed.
Lemma value_and_output_biases_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma value_and_output_biases_step5 : line4 = line5.
Proof. by_law law_definition. Qed.
Theorem value_and_output_biases : ((A_h *m ((x *m (W_V_h^T)) + (v1 *m (b_V_h^T))) *m (W_O_h^T)) + (v1 *m (b_O^T))) = ((A_h *m x *m ((W_O_h *m W_V_h)^T)) + (v1 *m (((W_O_h *m b_V_h) + b_O)^T))).
Proof. exact: (etrans (etrans (etrans (etrans value_and_output_biases_step1 value_and_output_biases_step2) value_and_output_biases_step3) value_and_output_biases_step4) value_and_output_biases_step5). Qed.
End value_and_output_biases.
