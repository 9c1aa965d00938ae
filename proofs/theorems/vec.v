(* Written by refmath.kernel from refmath.theorems: vec. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section vec.
Variable RR : comRingType.
Variables n_n n_m n_r n_q : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable x : 'M[RR]_(n_m, n_r).
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := (vec (A *m x *m (W^T))) (only parsing).
Local Notation line1 := ((A *t W) *m (vec x)) (only parsing).
Lemma vec_step1 : line0 = line1.
Proof. by_law law_vec. Qed.
Theorem vec : (vec (A *m x *m (W^T))) = ((A *t W) *m (vec x)).
Proof. exact: vec_step1. Qed.
End vec.
