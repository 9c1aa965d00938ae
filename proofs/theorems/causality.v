(* Written by refmath.kernel from refmath.theorems: causality. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section causality.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Variable A_h : 'M[RR]_(n_ctx, n_ctx).
Variable W_h : 'M[RR]_(d_model, d_model).
Variable A_p : 'M[RR]_(n_ctx, n_ctx).
Variable W_p : 'M[RR]_(d_model, d_model).
Hypothesis supposed_0 : P *m A_h *m P = P *m A_h.
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m P *m A_h *m P = X *m P *m A_h.
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : (P^T) *m (A_h^T) *m (P^T) = (A_h^T) *m (P^T).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (P^T) *m (A_h^T) *m (P^T) = X *m (A_h^T) *m (P^T).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Hypothesis supposed_1 : P *m A_p *m P = P *m A_p.
Lemma supposed_1_behind m (X : 'M[RR]_(m, _)) : X *m P *m A_p *m P = X *m P *m A_p.
Proof. by have := congr1 (mulmx X) supposed_1; rewrite ?mulmxA. Qed.
Lemma supposed_1_turned : (P^T) *m (A_p^T) *m (P^T) = (A_p^T) *m (P^T).
Proof. by have := congr1 trmx supposed_1; law_transpose. Qed.
Lemma supposed_1_turned_behind m (X : 'M[RR]_(m, _)) : X *m (P^T) *m (A_p^T) *m (P^T) = X *m (A_p^T) *m (P^T).
Proof. by have := congr1 (mulmx X) supposed_1_turned; rewrite ?mulmxA. Qed.
Ltac use_1 := rewrite ?(supposed_1, supposed_1_behind, supposed_1_turned, supposed_1_turned_behind, mulmxA).
Local Notation line0 := ((P *t (1%:M : 'M[RR]_(d_model))) *m (A_h *t W_h) *m (A_p *t W_p) *m (P *t (1%:M : 'M[RR]_(d_model)))) (only parsing).
Local Notation line1 := ((P *m A_h *m A_p *m P) *t ((1%:M : 'M[RR]_(d_model)) *m W_h *m W_p *m (1%:M : 'M[RR]_(d_model)))) (only parsing).
Local Notation line2 := ((P *m A_h *m A_p *m P) *t (W_h *m W_p)) (only parsing).
Local Notation line3 := ((P *m A_h *m P *m A_p *m P) *t (W_h *m W_p)) (only parsing).
Local Notation line4 := ((P *m A_h *m P *m A_p) *t (W_h *m W_p)) (only parsing).
Local Notation line5 := ((P *m A_h *m A_p) *t (W_h *m W_p)) (only parsing).
Lemma causality_step1 : line0 = line1.
Proof. by_law law_mixed_product. Qed.
Lemma causality_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Lemma causality_step3 : line2 = line3.
Proof. by_law use_0. Qed.
Lemma causality_step4 : line3 = line4.
Proof. by_law use_1. Qed.
Lemma causality_step5 : line4 = line5.
Proof. by_law use_0. Qed.
Theorem causality : ((P *t (1%:M : 'M[RR]_(d_model))) *m (A_h *t W_h) *m (A_p *t W_p) *m (P *t (1%:M : 'M[RR]_(d_model)))) = ((P *m A_h *m A_p) *t (W_h *m W_p)).
Proof. exact: (etrans (etrans (etrans (etrans causality_step1 causality_step2) causality_step3) causality_step4) causality_step5). Qed.
End causality.
