(* Written by refmath.kernel from refmath.theorems: distributivity_on_the_right. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section distributivity_on_the_right.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_n, n_m).
Variable C : 'M[RR]_(n_m, n_p).
Local Notation line0 := ((A + B) *m C) (only parsing).
Local Notation line1 := ((A *m C) + (B *m C)) (only parsing).
Lemma distributivity_on_the_right_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Theorem distributivity_on_the_right : ((A + B) *m C) = ((A *m C) + (B *m C)).
Proof. exact: distributivity_on_the_right_step1. Qed.
End distributivity_on_the_right.
