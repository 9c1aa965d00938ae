(* Written by refmath.kernel from refmath.theorems: rotary_positions. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section rotary_positions.
Variable RR : comRingType.
Variables d_model d_head : nat.
Variable x_i : 'M[RR]_(1, d_model).
Variable W_Q_h : 'M[RR]_(d_head, d_model).
Variable R_i : 'M[RR]_(d_head, d_head).
Variable x_j : 'M[RR]_(1, d_model).
Variable W_K_h : 'M[RR]_(d_head, d_model).
Variable R_j : 'M[RR]_(d_head, d_head).
Variable R_j_i : 'M[RR]_(d_head, d_head).
Hypothesis supposed_0 : (R_i^T) *m R_j = R_j_i.
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m (R_i^T) *m R_j = X *m R_j_i.
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : (R_j^T) *m R_i = (R_j_i^T).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (R_j^T) *m R_i = X *m (R_j_i^T).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Local Notation line0 := (x_i *m (W_Q_h^T) *m (R_i^T) *m ((x_j *m (W_K_h^T) *m (R_j^T))^T)) (only parsing).
Local Notation line1 := (x_i *m (W_Q_h^T) *m (R_i^T) *m R_j *m W_K_h *m (x_j^T)) (only parsing).
Local Notation line2 := (x_i *m (W_Q_h^T) *m R_j_i *m W_K_h *m (x_j^T)) (only parsing).
Local Notation line3 := (x_i *m ((W_Q_h^T) *m R_j_i *m W_K_h) *m (x_j^T)) (only parsing).
Lemma rotary_positions_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma rotary_positions_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma rotary_positions_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Theorem rotary_positions : (x_i *m (W_Q_h^T) *m (R_i^T) *m ((x_j *m (W_K_h^T) *m (R_j^T))^T)) = (x_i *m ((W_Q_h^T) *m R_j_i *m W_K_h) *m (x_j^T)).
Proof. exact: (etrans (etrans rotary_positions_step1 rotary_positions_step2) rotary_positions_step3). Qed.
End rotary_positions.
