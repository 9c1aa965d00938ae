(* Written by refmath.kernel from refmath.theorems: identity. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section identity.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := ((1%:M : 'M[RR]_(n_n)) *m A) (only parsing).
Local Notation line1 := A (only parsing).
Lemma identity_step1 : line0 = line1.
Proof. by_law law_identity. Qed.
Theorem identity : ((1%:M : 'M[RR]_(n_n)) *m A) = A.
Proof. exact: identity_step1. Qed.
End identity.
