(* Written by refmath.kernel from refmath.theorems: bilinearity. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section bilinearity.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := ((A + B) *t W) (only parsing).
Local Notation line1 := ((A *t W) + (B *t W)) (only parsing).
Lemma bilinearity_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem bilinearity : ((A + B) *t W) = ((A *t W) + (B *t W)).
Proof. exact: bilinearity_step1. Qed.
End bilinearity.
