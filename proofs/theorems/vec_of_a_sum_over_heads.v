(* Written by refmath.kernel from refmath.theorems: vec_of_a_sum_over_heads. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section vec_of_a_sum_over_heads.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_n, n_m).
Local Notation line0 := (vec (\sum_(h : H) (A h))) (only parsing).
Local Notation line1 := (\sum_(h : H) (vec (A h))) (only parsing).
Lemma vec_of_a_sum_over_heads_step1 : line0 = line1.
Proof. by_law law_linearity_of_vec. Qed.
Theorem vec_of_a_sum_over_heads : (vec (\sum_(h : H) (A h))) = (\sum_(h : H) (vec (A h))).
Proof. exact: vec_of_a_sum_over_heads_step1. Qed.
End vec_of_a_sum_over_heads.
