(* Written by refmath.kernel from refmath.theorems: linearity_of_vec. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section linearity_of_vec.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_n, n_m).
Local Notation line0 := (vec (A + B)) (only parsing).
Local Notation line1 := ((vec A) + (vec B)) (only parsing).
Lemma linearity_of_vec_step1 : line0 = line1.
Proof. by_law law_linearity_of_vec. Qed.
Theorem linearity_of_vec : (vec (A + B)) = ((vec A) + (vec B)).
Proof. exact: linearity_of_vec_step1. Qed.
End linearity_of_vec.
