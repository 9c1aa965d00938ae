(* Written by refmath.kernel from refmath.theorems. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section skip_trigram_reading.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H : finType.
Variable u_i : 'M[RR]_(1, n_ctx).
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Local Notation line0 := (u_i *m ((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T)) (only parsing).
Local Notation line1 := ((u_i *m t *m (W_E^T) *m (W_U^T)) + (\sum_(h : H) (u_i *m (A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (W_U^T)))) (only parsing).
Local Notation line2 := ((u_i *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) (u_i *m (A h) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T)))) (only parsing).
Local Notation line3 := ((u_i *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) (u_i *m (A h) *m t *m ((W_U *m ((W_O h) *m (W_V h)) *m W_E)^T)))) (only parsing).
Lemma skip_trigram_reading_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma skip_trigram_reading_step2 : line1 = line2.
Proof. by_law law_transpose. Qed.
Lemma skip_trigram_reading_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Theorem skip_trigram_reading_theorem : (u_i *m ((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T)) = ((u_i *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) (u_i *m (A h) *m t *m ((W_U *m ((W_O h) *m (W_V h)) *m W_E)^T)))).
Proof. exact: (etrans (etrans skip_trigram_reading_step1 skip_trigram_reading_step2) skip_trigram_reading_step3). Qed.
End skip_trigram_reading.

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
Theorem scores_with_positions_theorem : (one_over_root_d_head *: ((x + (W_pos^T)) *m (W_Q_h^T) *m (((x + (W_pos^T)) *m (W_K_h^T))^T))) = (one_over_root_d_head *: ((x *m ((W_Q_h^T) *m W_K_h) *m (x^T)) + (x *m ((W_Q_h^T) *m W_K_h) *m W_pos) + ((W_pos^T) *m ((W_Q_h^T) *m W_K_h) *m (x^T)) + ((W_pos^T) *m ((W_Q_h^T) *m W_K_h) *m W_pos))).
Proof. exact: (etrans (etrans scores_with_positions_step1 scores_with_positions_step2) scores_with_positions_step3). Qed.
End scores_with_positions.

Section norms_after_qr.
Variable RR : comRingType.
Variables d_model d_head : nat.
Variable Q : 'M[RR]_(d_model, d_head).
Variable R : 'M[RR]_(d_head, d_model).
Hypothesis norms_after_qr_supposes_0 : (Q^T) *m Q = (1%:M : 'M[RR]_(d_head)).
Lemma norms_after_qr_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m (Q^T) *m Q = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) norms_after_qr_supposes_0; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(norms_after_qr_supposes_0, norms_after_qr_supposes_0_behind, mulmxA).
Local Notation line0 := (((Q *m R)^T) *m Q *m R) (only parsing).
Local Notation line1 := ((R^T) *m (Q^T) *m Q *m R) (only parsing).
Local Notation line2 := ((R^T) *m (1%:M : 'M[RR]_(d_head)) *m R) (only parsing).
Local Notation line3 := ((R^T) *m R) (only parsing).
Lemma norms_after_qr_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma norms_after_qr_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma norms_after_qr_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Theorem norms_after_qr_theorem : (((Q *m R)^T) *m Q *m R) = ((R^T) *m R).
Proof. exact: (etrans (etrans norms_after_qr_step1 norms_after_qr_step2) norms_after_qr_step3). Qed.
End norms_after_qr.
