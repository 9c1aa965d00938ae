(* Written by refmath.kernel from refmath.theorems: mixed_product_of_three_slots. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section mixed_product_of_three_slots.
Variable RR : comRingType.
Variables n_n n_m n_q n_r n_p n_s : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Variable C : 'M[RR]_(n_p, n_q).
Variable B : 'M[RR]_(n_m, n_p).
Variable V : 'M[RR]_(n_r, n_s).
Variable D : 'M[RR]_(n_q, n_m).
Local Notation line0 := ((A *t W *t C) *m (B *t V *t D)) (only parsing).
Local Notation line1 := ((A *m B) *t (W *m V) *t (C *m D)) (only parsing).
Lemma mixed_product_of_three_slots_step1 : line0 = line1.
Proof. by_law law_mixed_product. Qed.
Theorem mixed_product_of_three_slots : ((A *t W *t C) *m (B *t V *t D)) = ((A *m B) *t (W *m V) *t (C *m D)).
Proof. exact: mixed_product_of_three_slots_step1. Qed.
End mixed_product_of_three_slots.
