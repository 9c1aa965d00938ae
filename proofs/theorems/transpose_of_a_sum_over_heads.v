(* Written by refmath.kernel from refmath.theorems: transpose_of_a_sum_over_heads. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section transpose_of_a_sum_over_heads.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_n, n_m).
Local Notation line0 := ((\sum_(h : H) (A h))^T) (only parsing).
Local Notation line1 := (\sum_(h : H) ((A h)^T)) (only parsing).
Lemma transpose_of_a_sum_over_heads_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose_of_a_sum_over_heads : ((\sum_(h : H) (A h))^T) = (\sum_(h : H) ((A h)^T)).
Proof. exact: transpose_of_a_sum_over_heads_step1. Qed.
End transpose_of_a_sum_over_heads.
