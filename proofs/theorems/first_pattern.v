(* Written by refmath.kernel from refmath.theorems: first_pattern. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section first_pattern.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable one_over_root_d_head : RR.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable W_Q_0_h : 'M[RR]_(d_head, d_model).
Variable W_K_0_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_0_h^T)) *m (((t *m (W_E^T)) *m (W_K_0_h^T))^T)))) (only parsing).
Local Notation line1 := (@pattern _ (one_over_root_d_head *: ((t *m (W_E^T)) *m (W_Q_0_h^T) *m (((t *m (W_E^T)) *m (W_K_0_h^T))^T)))) (only parsing).
Local Notation line2 := (@pattern _ (one_over_root_d_head *: ((t *m (W_E^T)) *m (W_Q_0_h^T) *m (((t *m (W_E^T)) *m (W_K_0_h^T))^T)))) (only parsing).
Local Notation line3 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (W_Q_0_h^T) *m ((t *m (W_E^T) *m (W_K_0_h^T))^T)))) (only parsing).
Local Notation line4 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (W_Q_0_h^T) *m W_K_0_h *m W_E *m (t^T)))) (only parsing).
Local Notation line5 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_0_h^T) *m W_K_0_h) *m W_E *m (t^T)))) (only parsing).
Local Notation line6 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_0_h^T) *m W_K_0_h) *m W_E *m (t^T)))) (only parsing).
Lemma first_pattern_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma first_pattern_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma first_pattern_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Lemma first_pattern_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma first_pattern_step5 : line4 = line5.
Proof. by_law law_definition. Qed.
Lemma first_pattern_step6 : line5 = line6.
Proof. by_law law_definition. Qed.
Theorem first_pattern : (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_0_h^T)) *m (((t *m (W_E^T)) *m (W_K_0_h^T))^T)))) = (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_0_h^T) *m W_K_0_h) *m W_E *m (t^T)))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans first_pattern_step1 first_pattern_step2) first_pattern_step3) first_pattern_step4) first_pattern_step5) first_pattern_step6). Qed.
End first_pattern.
