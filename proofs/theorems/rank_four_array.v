(* Written by refmath.kernel from refmath.theorems: rank_four_array. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section rank_four_array.
Variable RR : comRingType.
Variables n_n n_q n_m n_r : nat.
Variable u : 'M[RR]_(1, n_n).
Variable v : 'M[RR]_(1, n_q).
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Variable y : 'M[RR]_(n_m, 1).
Variable z : 'M[RR]_(n_r, 1).
Local Notation line0 := ((u *t v) *m (A *t W) *m (y *t z)) (only parsing).
Local Notation line1 := ((u *m A *m y) *t (v *m W *m z)) (only parsing).
Lemma rank_four_array_step1 : line0 = line1.
Proof. by_law law_mixed_product. Qed.
Theorem rank_four_array : ((u *t v) *m (A *t W) *m (y *t z)) = ((u *m A *m y) *t (v *m W *m z)).
Proof. exact: rank_four_array_step1. Qed.
End rank_four_array.
