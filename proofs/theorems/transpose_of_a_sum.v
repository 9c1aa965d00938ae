(* Written by refmath.kernel from refmath.theorems: transpose_of_a_sum. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section transpose_of_a_sum.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_n, n_m).
Local Notation line0 := ((A + B)^T) (only parsing).
Local Notation line1 := ((A^T) + (B^T)) (only parsing).
Lemma transpose_of_a_sum_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_of_a_sum : ((A + B)^T) = ((A^T) + (B^T)).
Proof. exact: transpose_of_a_sum_step1. Qed.
End transpose_of_a_sum.
