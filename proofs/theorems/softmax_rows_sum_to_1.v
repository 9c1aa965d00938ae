(* Written by refmath.kernel from refmath.theorems: softmax_rows_sum_to_1. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section softmax_rows_sum_to_1.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Local Notation line0 := ((softmax e true S) *m v1) (only parsing).
Local Notation line1 := v1 (only parsing).
Lemma softmax_rows_sum_to_1_step1 : line0 = line1.
Proof. exact: softmax_rows_sum_to_1. Qed.
Theorem softmax_rows_sum_to_1 : ((softmax e true S) *m v1) = v1.
Proof. exact: softmax_rows_sum_to_1_step1. Qed.
End softmax_rows_sum_to_1.
