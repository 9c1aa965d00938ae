(* Written by refmath.kernel from refmath.theorems: scalar_out_of_a_sum_over_heads. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section scalar_out_of_a_sum_over_heads.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable H : finType.
Variable c : RR.
Variable A : H -> 'M[RR]_(n_n, n_m).
Local Notation line0 := (\sum_(h : H) (c *: (A h))) (only parsing).
Local Notation line1 := (c *: (\sum_(h : H) (A h))) (only parsing).
Lemma scalar_out_of_a_sum_over_heads_step1 : line0 = line1.
Proof. by_law law_scalars. Qed.
Theorem scalar_out_of_a_sum_over_heads : (\sum_(h : H) (c *: (A h))) = (c *: (\sum_(h : H) (A h))).
Proof. exact: scalar_out_of_a_sum_over_heads_step1. Qed.
End scalar_out_of_a_sum_over_heads.
