(* Written by refmath.kernel from refmath.theorems: identity_on_the_right. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section identity_on_the_right.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := (A *m (1%:M : 'M[RR]_(n_m))) (only parsing).
Local Notation line1 := A (only parsing).
Lemma identity_on_the_right_step1 : line0 = line1.
Proof. by_law law_identity. Qed.
Theorem identity_on_the_right : (A *m (1%:M : 'M[RR]_(n_m))) = A.
Proof. exact: identity_on_the_right_step1. Qed.
End identity_on_the_right.
