(* Written by refmath.kernel from refmath.theorems: transpose_of_the_identity. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section transpose_of_the_identity.
Variable RR : comRingType.
Variables n_n : nat.
Local Notation line0 := ((1%:M : 'M[RR]_(n_n))^T) (only parsing).
Local Notation line1 := (1%:M : 'M[RR]_(n_n)) (only parsing).
Lemma transpose_of_the_identity_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_of_the_identity : ((1%:M : 'M[RR]_(n_n))^T) = (1%:M : 'M[RR]_(n_n)).
Proof. exact: transpose_of_the_identity_step1. Qed.
End transpose_of_the_identity.
