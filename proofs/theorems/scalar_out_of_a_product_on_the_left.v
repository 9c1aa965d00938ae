(* Written by refmath.kernel from refmath.theorems: scalar_out_of_a_product_on_the_left. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section scalar_out_of_a_product_on_the_left.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_m, n_p).
Local Notation line0 := ((c *: A) *m B) (only parsing).
Local Notation line1 := (c *: (A *m B)) (only parsing).
Lemma scalar_out_of_a_product_on_the_left_step1 : line0 = line1.
Proof. by_law law_scalars. Qed.
Theorem scalar_out_of_a_product_on_the_left : ((c *: A) *m B) = (c *: (A *m B)).
Proof. exact: scalar_out_of_a_product_on_the_left_step1. Qed.
End scalar_out_of_a_product_on_the_left.
