(* Written by refmath.kernel from refmath.theorems: vec_of_a_multiple. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section vec_of_a_multiple.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := (vec (c *: A)) (only parsing).
Local Notation line1 := (c *: (vec A)) (only parsing).
Lemma vec_of_a_multiple_step1 : line0 = line1.
Proof. by_law law_linearity_of_vec. Qed.
Theorem vec_of_a_multiple : (vec (c *: A)) = (c *: (vec A)).
Proof. exact: vec_of_a_multiple_step1. Qed.
End vec_of_a_multiple.
