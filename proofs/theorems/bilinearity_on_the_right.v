(* Written by refmath.kernel from refmath.theorems: bilinearity_on_the_right. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section bilinearity_on_the_right.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Variable V : 'M[RR]_(n_q, n_r).
Local Notation line0 := (A *t (W + V)) (only parsing).
Local Notation line1 := ((A *t W) + (A *t V)) (only parsing).
Lemma bilinearity_on_the_right_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem bilinearity_on_the_right : (A *t (W + V)) = ((A *t W) + (A *t V)).
Proof. exact: bilinearity_on_the_right_step1. Qed.
End bilinearity_on_the_right.
