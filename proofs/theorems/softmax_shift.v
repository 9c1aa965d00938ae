(* Written by refmath.kernel from refmath.theorems: softmax_shift. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section softmax_shift.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Hypothesis e_of_a_sum : forall s t, e (s + t) = e s * e t.
Variables n_ctx : nat.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable c : 'M[RR]_(n_ctx, 1).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Local Notation line0 := (softmax e true (S + (c *m (v1^T)))) (only parsing).
Local Notation line1 := (softmax e true S) (only parsing).
Lemma softmax_shift_step1 : line0 = line1.
Proof. exact: softmax_shift. Qed.
Theorem softmax_shift : (softmax e true (S + (c *m (v1^T)))) = (softmax e true S).
Proof. exact: softmax_shift_step1. Qed.
End softmax_shift.
