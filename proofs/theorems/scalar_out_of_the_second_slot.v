(* Written by refmath.kernel from refmath.theorems: scalar_out_of_the_second_slot. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section scalar_out_of_the_second_slot.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable c : RR.
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := (A *t (c *: W)) (only parsing).
Local Notation line1 := (c *: (A *t W)) (only parsing).
Lemma scalar_out_of_the_second_slot_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem scalar_out_of_the_second_slot : (A *t (c *: W)) = (c *: (A *t W)).
Proof. exact: scalar_out_of_the_second_slot_step1. Qed.
End scalar_out_of_the_second_slot.
