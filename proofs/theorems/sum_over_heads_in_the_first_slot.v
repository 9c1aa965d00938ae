(* Written by refmath.kernel from refmath.theorems: sum_over_heads_in_the_first_slot. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section sum_over_heads_in_the_first_slot.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := ((\sum_(h : H) (A h)) *t W) (only parsing).
Local Notation line1 := (\sum_(h : H) ((A h) *t W)) (only parsing).
Lemma sum_over_heads_in_the_first_slot_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem sum_over_heads_in_the_first_slot : ((\sum_(h : H) (A h)) *t W) = (\sum_(h : H) ((A h) *t W)).
Proof. exact: sum_over_heads_in_the_first_slot_step1. Qed.
End sum_over_heads_in_the_first_slot.
