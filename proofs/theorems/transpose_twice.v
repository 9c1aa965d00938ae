(* Written by refmath.kernel from refmath.theorems: transpose_twice. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section transpose_twice.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := ((A^T)^T) (only parsing).
Local Notation line1 := A (only parsing).
Lemma transpose_twice_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_twice : ((A^T)^T) = A.
Proof. exact: transpose_twice_step1. Qed.
End transpose_twice.
