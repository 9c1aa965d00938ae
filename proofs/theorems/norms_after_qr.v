(* Written by refmath.kernel from refmath.theorems: norms_after_qr. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section norms_after_qr.
Variable RR : comRingType.
Variables d_model d_head : nat.
Variable Q : 'M[RR]_(d_model, d_head).
Variable R : 'M[RR]_(d_head, d_model).
Hypothesis supposed_0 : (Q^T) *m Q = (1%:M : 'M[RR]_(d_head)).
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m (Q^T) *m Q = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, mulmxA).
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
Theorem norms_after_qr : (((Q *m R)^T) *m Q *m R) = ((R^T) *m R).
Proof. exact: (etrans (etrans norms_after_qr_step1 norms_after_qr_step2) norms_after_qr_step3). Qed.
End norms_after_qr.
