(* Written by refmath.kernel from refmath.theorems: sum_over_heads_of_a_sum. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section sum_over_heads_of_a_sum.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_n, n_m).
Variable C : H -> 'M[RR]_(n_n, n_m).
Local Notation line0 := (\sum_(h : H) ((A h) + (C h))) (only parsing).
Local Notation line1 := ((\sum_(h : H) (A h)) + (\sum_(h : H) (C h))) (only parsing).
Lemma sum_over_heads_of_a_sum_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Theorem sum_over_heads_of_a_sum : (\sum_(h : H) ((A h) + (C h))) = ((\sum_(h : H) (A h)) + (\sum_(h : H) (C h))).
Proof. exact: sum_over_heads_of_a_sum_step1. Qed.
End sum_over_heads_of_a_sum.
