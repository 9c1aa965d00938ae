(* Written by refmath.kernel from refmath.theorems: change_of_basis_of_logits. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section change_of_basis_of_logits.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model : nat.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable M : 'M[RR]_(d_model, d_model).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Variable M_inv : 'M[RR]_(d_model, d_model).
Hypothesis supposed_0 : M_inv *m M = (1%:M : 'M[RR]_(d_model)).
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m M_inv *m M = X *m (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : (M^T) *m (M_inv^T) = (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (M^T) *m (M_inv^T) = X *m (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Local Notation line0 := (t *m ((M *m W_E)^T) *m ((W_U *m M_inv)^T)) (only parsing).
Local Notation line1 := (t *m (W_E^T) *m (M^T) *m (M_inv^T) *m (W_U^T)) (only parsing).
Local Notation line2 := (t *m (W_E^T) *m (1%:M : 'M[RR]_(d_model)) *m (W_U^T)) (only parsing).
Local Notation line3 := (t *m (W_E^T) *m (W_U^T)) (only parsing).
Lemma change_of_basis_of_logits_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma change_of_basis_of_logits_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma change_of_basis_of_logits_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Theorem change_of_basis_of_logits : (t *m ((M *m W_E)^T) *m ((W_U *m M_inv)^T)) = (t *m (W_E^T) *m (W_U^T)).
Proof. exact: (etrans (etrans change_of_basis_of_logits_step1 change_of_basis_of_logits_step2) change_of_basis_of_logits_step3). Qed.
End change_of_basis_of_logits.
