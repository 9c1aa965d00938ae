(* Written by refmath.kernel from refmath.theorems: any_causal_mask. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section any_causal_mask.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Variable N : 'M[RR]_(n_ctx, n_ctx).
Hypothesis N_is : is_mask N.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Local Notation line0 := (P *m (diagonal (reciprocal ((N *h (map_mx e S)) *m v1))) *m (N *h (map_mx e S))) (only parsing).
Local Notation line1 := (P *m (diagonal (reciprocal ((N *h (map_mx e (P *m S *m P))) *m v1))) *m (N *h (map_mx e (P *m S *m P))) *m P) (only parsing).
Lemma any_causal_mask_step1 : line0 = line1.
Proof. exact: any_causal_mask. Qed.
Theorem any_causal_mask : (P *m (diagonal (reciprocal ((N *h (map_mx e S)) *m v1))) *m (N *h (map_mx e S))) = (P *m (diagonal (reciprocal ((N *h (map_mx e (P *m S *m P))) *m v1))) *m (N *h (map_mx e (P *m S *m P))) *m P).
Proof. exact: any_causal_mask_step1. Qed.
End any_causal_mask.
