(* Written by refmath.kernel from refmath.theorems: multiples. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section multiples.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := (A *+ 2) (only parsing).
Local Notation line1 := (A + A) (only parsing).
Lemma multiples_step1 : line0 = line1.
Proof. by_law law_multiples. Qed.
Theorem multiples : (A *+ 2) = (A + A).
Proof. exact: multiples_step1. Qed.
End multiples.
