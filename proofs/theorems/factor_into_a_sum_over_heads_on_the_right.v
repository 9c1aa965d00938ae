(* Written by refmath.kernel from refmath.theorems: factor_into_a_sum_over_heads_on_the_right. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section factor_into_a_sum_over_heads_on_the_right.
Variable RR : comRingType.
Variables n_n n_m n_p : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_n, n_m).
Variable B : 'M[RR]_(n_m, n_p).
Local Notation line0 := ((\sum_(h : H) (A h)) *m B) (only parsing).
Local Notation line1 := (\sum_(h : H) ((A h) *m B)) (only parsing).
Lemma factor_into_a_sum_over_heads_on_the_right_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Theorem factor_into_a_sum_over_heads_on_the_right : ((\sum_(h : H) (A h)) *m B) = (\sum_(h : H) ((A h) *m B)).
Proof. exact: factor_into_a_sum_over_heads_on_the_right_step1. Qed.
End factor_into_a_sum_over_heads_on_the_right.
