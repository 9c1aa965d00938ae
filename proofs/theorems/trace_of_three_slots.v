(* Written by refmath.kernel from refmath.theorems: trace_of_three_slots. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section trace_of_three_slots.
Variable RR : comRingType.
Variables n_n n_q n_r : nat.
Variable A : 'M[RR]_(n_n, n_n).
Variable W : 'M[RR]_(n_q, n_q).
Variable V : 'M[RR]_(n_r, n_r).
Local Notation line0 := (\tr (A *t W *t V)) (only parsing).
Local Notation line1 := ((\tr A) * (\tr W) * (\tr V)) (only parsing).
Lemma trace_of_three_slots_step1 : line0 = line1.
Proof. by_law law_trace. Qed.
Theorem trace_of_three_slots : (\tr (A *t W *t V)) = ((\tr A) * (\tr W) * (\tr V)).
Proof. exact: trace_of_three_slots_step1. Qed.
End trace_of_three_slots.
