(* Written by refmath.kernel from refmath.theorems: virtual_pattern_sums_to_1. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section virtual_pattern_sums_to_1.
Variable RR : comRingType.
Variables n_ctx : nat.
Variable A_h_2 : 'M[RR]_(n_ctx, n_ctx).
Variable A_h_1 : 'M[RR]_(n_ctx, n_ctx).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis supposed_0 : A_h_1 *m v1 = v1.
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m A_h_1 *m v1 = X *m v1.
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : (v1^T) *m (A_h_1^T) = (v1^T).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (v1^T) *m (A_h_1^T) = X *m (v1^T).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Hypothesis supposed_1 : A_h_2 *m v1 = v1.
Lemma supposed_1_behind m (X : 'M[RR]_(m, _)) : X *m A_h_2 *m v1 = X *m v1.
Proof. by have := congr1 (mulmx X) supposed_1; rewrite ?mulmxA. Qed.
Lemma supposed_1_turned : (v1^T) *m (A_h_2^T) = (v1^T).
Proof. by have := congr1 trmx supposed_1; law_transpose. Qed.
Lemma supposed_1_turned_behind m (X : 'M[RR]_(m, _)) : X *m (v1^T) *m (A_h_2^T) = X *m (v1^T).
Proof. by have := congr1 (mulmx X) supposed_1_turned; rewrite ?mulmxA. Qed.
Ltac use_1 := rewrite ?(supposed_1, supposed_1_behind, supposed_1_turned, supposed_1_turned_behind, mulmxA).
Local Notation line0 := (A_h_2 *m A_h_1 *m v1) (only parsing).
Local Notation line1 := (A_h_2 *m v1) (only parsing).
Local Notation line2 := v1 (only parsing).
Lemma virtual_pattern_sums_to_1_step1 : line0 = line1.
Proof. by_law use_0. Qed.
Lemma virtual_pattern_sums_to_1_step2 : line1 = line2.
Proof. by_law use_1. Qed.
Theorem virtual_pattern_sums_to_1 : (A_h_2 *m A_h_1 *m v1) = v1.
Proof. exact: (etrans virtual_pattern_sums_to_1_step1 virtual_pattern_sums_to_1_step2). Qed.
End virtual_pattern_sums_to_1.
