(* Written by refmath.kernel from refmath.theorems: layer_norm_and_the_basis. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section layer_norm_and_the_basis.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable N : 'M[RR]_(d_model, d_model).
Variable v1_d : 'M[RR]_(d_model, 1).
Hypothesis supposed_0 : N *m v1_d = v1_d.
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m N *m v1_d = X *m v1_d.
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : (v1_d^T) *m (N^T) = (v1_d^T).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (v1_d^T) *m (N^T) = X *m (v1_d^T).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Local Notation line0 := (x *m N *m v1_d) (only parsing).
Local Notation line1 := (x *m v1_d) (only parsing).
Lemma layer_norm_and_the_basis_step1 : line0 = line1.
Proof. by_law use_0. Qed.
Theorem layer_norm_and_the_basis : (x *m N *m v1_d) = (x *m v1_d).
Proof. exact: layer_norm_and_the_basis_step1. Qed.
End layer_norm_and_the_basis.
