(* Written by refmath.kernel from refmath.theorems: rms_norm_and_the_basis. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section rms_norm_and_the_basis.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable R : 'M[RR]_(d_model, d_model).
Hypothesis supposed_0 : (R^T) *m R = (1%:M : 'M[RR]_(d_model)).
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m (R^T) *m R = X *m (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, mulmxA).
Local Notation line0 := (x *m (R^T) *m ((x *m (R^T))^T)) (only parsing).
Local Notation line1 := (x *m (R^T) *m R *m (x^T)) (only parsing).
Local Notation line2 := (x *m (1%:M : 'M[RR]_(d_model)) *m (x^T)) (only parsing).
Local Notation line3 := (x *m (x^T)) (only parsing).
Lemma rms_norm_and_the_basis_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma rms_norm_and_the_basis_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma rms_norm_and_the_basis_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Theorem rms_norm_and_the_basis : (x *m (R^T) *m ((x *m (R^T))^T)) = (x *m (x^T)).
Proof. exact: (etrans (etrans rms_norm_and_the_basis_step1 rms_norm_and_the_basis_step2) rms_norm_and_the_basis_step3). Qed.
End rms_norm_and_the_basis.
