(* Written by refmath.kernel from refmath.theorems: distributivity. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section distributivity.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_m, n_p).
Variable C : 'M[RR]_(n_m, n_p).
Local Notation line0 := (A *m (B + C)) (only parsing).
Local Notation line1 := ((A *m B) + (A *m C)) (only parsing).
Lemma distributivity_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Theorem distributivity : (A *m (B + C)) = ((A *m B) + (A *m C)).
Proof. exact: distributivity_step1. Qed.
End distributivity.
