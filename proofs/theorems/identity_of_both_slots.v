(* Written by refmath.kernel from refmath.theorems: identity_of_both_slots. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section identity_of_both_slots.
Variable RR : comRingType.
Variables n_n n_m : nat.
Local Notation line0 := ((1%:M : 'M[RR]_(n_n)) *t (1%:M : 'M[RR]_(n_m))) (only parsing).
Local Notation line1 := (1%:M : 'M[RR]_((n_n * n_m)%N)) (only parsing).
Lemma identity_of_both_slots_step1 : line0 = line1.
Proof. by_law law_identity. Qed.
Theorem identity_of_both_slots : ((1%:M : 'M[RR]_(n_n)) *t (1%:M : 'M[RR]_(n_m))) = (1%:M : 'M[RR]_((n_n * n_m)%N)).
Proof. exact: identity_of_both_slots_step1. Qed.
End identity_of_both_slots.
