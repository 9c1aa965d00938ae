(* Written by refmath.kernel from refmath.theorems: scalar_out_of_a_sum. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section scalar_out_of_a_sum.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_n, n_m).
Local Notation line0 := ((c *: A) + (c *: B)) (only parsing).
Local Notation line1 := (c *: (A + B)) (only parsing).
Lemma scalar_out_of_a_sum_step1 : line0 = line1.
Proof. by_law law_scalars. Qed.
Theorem scalar_out_of_a_sum : ((c *: A) + (c *: B)) = (c *: (A + B)).
Proof. exact: scalar_out_of_a_sum_step1. Qed.
End scalar_out_of_a_sum.
