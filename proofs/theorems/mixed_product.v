(* Written by refmath.kernel from refmath.theorems: mixed_product. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section mixed_product.
Variable RR : comRingType.
Variables n_n n_m n_q n_r n_p n_s : nat.
Variable A : 'M[RR]_(n_n, n_m).
Variable W : 'M[RR]_(n_q, n_r).
Variable B : 'M[RR]_(n_m, n_p).
Variable V : 'M[RR]_(n_r, n_s).
Local Notation line0 := ((A *t W) *m (B *t V)) (only parsing).
Local Notation line1 := ((A *m B) *t (W *m V)) (only parsing).
Lemma mixed_product_step1 : line0 = line1.
Proof. by_law law_mixed_product. Qed.
Theorem mixed_product : ((A *t W) *m (B *t V)) = ((A *m B) *t (W *m V)).
Proof. exact: mixed_product_step1. Qed.
End mixed_product.
