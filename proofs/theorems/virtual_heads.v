(* Written by refmath.kernel from refmath.theorems: virtual_heads. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section virtual_heads.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable A_h_2 : 'M[RR]_(n_ctx, n_ctx).
Variable W_OV_h_2 : 'M[RR]_(d_model, d_model).
Variable A_h_1 : 'M[RR]_(n_ctx, n_ctx).
Variable W_OV_h_1 : 'M[RR]_(d_model, d_model).
Local Notation line0 := ((A_h_2 *t W_OV_h_2) *m (A_h_1 *t W_OV_h_1)) (only parsing).
Local Notation line1 := ((A_h_2 *m A_h_1) *t (W_OV_h_2 *m W_OV_h_1)) (only parsing).
Lemma virtual_heads_step1 : line0 = line1.
Proof. by_law law_mixed_product. Qed.
Theorem virtual_heads : ((A_h_2 *t W_OV_h_2) *m (A_h_1 *t W_OV_h_1)) = ((A_h_2 *m A_h_1) *t (W_OV_h_2 *m W_OV_h_1)).
Proof. exact: virtual_heads_step1. Qed.
End virtual_heads.
