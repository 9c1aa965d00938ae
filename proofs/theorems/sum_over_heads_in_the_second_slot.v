(* Written by refmath.kernel from refmath.theorems: sum_over_heads_in_the_second_slot. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section sum_over_heads_in_the_second_slot.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable H : finType.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : H -> 'M[RR]_(n_q, n_r).
Local Notation line0 := (A *t (\sum_(h : H) (W h))) (only parsing).
Local Notation line1 := (\sum_(h : H) (A *t (W h))) (only parsing).
Lemma sum_over_heads_in_the_second_slot_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Theorem sum_over_heads_in_the_second_slot : (A *t (\sum_(h : H) (W h))) = (\sum_(h : H) (A *t (W h))).
Proof. exact: sum_over_heads_in_the_second_slot_step1. Qed.
End sum_over_heads_in_the_second_slot.
