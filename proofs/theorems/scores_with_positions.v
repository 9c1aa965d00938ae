(* Written by refmath.kernel from refmath.theorems: scores_with_positions. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section scores_with_positions.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable one_over_root_d_head : RR.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_pos : 'M[RR]_(d_model, n_ctx).
Variable W_Q_h : 'M[RR]_(d_head, d_model).
Variable W_K_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (one_over_root_d_head *: ((x + (W_pos^T)) *m (W_Q_h^T) *m (((x + (W_pos^T)) *m (W_K_h^T))^T))) (only parsing).
Local Notation line1 := (one_over_root_d_head *: ((x + (W_pos^T)) *m (W_Q_h^T) *m W_K_h *m ((x^T) + W_pos))) (only parsing).
Local Notation line2 := (one_over_root_d_head *: ((x *m (W_Q_h^T) *m W_K_h *m (x^T)) + (x *m (W_Q_h^T) *m W_K_h *m W_pos) + ((W_pos^T) *m (W_Q_h^T) *m W_K_h *m (x^T)) + ((W_pos^T) *m (W_Q_h^T) *m W_K_h *m W_pos))) (only parsing).
Local Notation line3 := (one_over_root_d_head *: ((x *m ((W_Q_h^T) *m W_K_h) *m (x^T)) + (x *m ((W_Q_h^T) *m W_K_h) *m W_pos) + ((W_pos^T) *m ((W_Q_h^T) *m W_K_h) *m (x^T)) + ((W_pos^T) *m ((W_Q_h^T) *m W_K_h) *m W_pos))) (only parsing).
Lemma scores_with_positions_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma scores_with_positions_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma scores_with_positions_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Theorem scores_with_positions : (one_over_root_d_head *: ((x + (W_pos^T)) *m (W_Q_h^T) *m (((x + (W_pos^T)) *m (W_K_h^T))^T))) = (one_over_root_d_head *: ((x *m ((W_Q_h^T) *m W_K_h) *m (x^T)) + (x *m ((W_Q_h^T) *m W_K_h) *m W_pos) + ((W_pos^T) *m ((W_Q_h^T) *m W_K_h) *m (x^T)) + ((W_pos^T) *m ((W_Q_h^T) *m W_K_h) *m W_pos))).
Proof. exact: (etrans (etrans scores_with_positions_step1 scores_with_positions_step2) scores_with_positions_step3). Qed.
End scores_with_positions.
