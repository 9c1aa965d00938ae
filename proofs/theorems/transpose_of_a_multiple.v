(* Written by refmath.kernel from refmath.theorems: transpose_of_a_multiple. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section transpose_of_a_multiple.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := ((c *: A)^T) (only parsing).
Local Notation line1 := (c *: (A^T)) (only parsing).
Lemma transpose_of_a_multiple_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_of_a_multiple : ((c *: A)^T) = (c *: (A^T)).
Proof. exact: transpose_of_a_multiple_step1. Qed.
End transpose_of_a_multiple.
