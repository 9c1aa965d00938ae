(* Written by refmath.kernel from refmath.theorems: transpose. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section transpose.
Variable RR : comRingType.
Variables n_n n_m n_q n_r : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Local Notation line0 := ((A *t W)^T) (only parsing).
Local Notation line1 := ((A^T) *t (W^T)) (only parsing).
Lemma transpose_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Theorem transpose : ((A *t W)^T) = ((A^T) *t (W^T)).
Proof. exact: transpose_step1. Qed.
End transpose.
