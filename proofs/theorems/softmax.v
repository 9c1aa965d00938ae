(* Written by refmath.kernel from refmath.theorems: softmax. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section softmax.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable M : 'M[RR]_(n_ctx, n_ctx).
Hypothesis M_is : is_causal M.
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Local Notation line0 := (softmax e true S) (only parsing).
Local Notation line1 := ((diagonal (reciprocal ((M *h (map_mx e S)) *m v1))) *m (M *h (map_mx e S))) (only parsing).
Lemma softmax_step1 : line0 = line1.
Proof. exact: softmax_definition. Qed.
Theorem softmax : (softmax e true S) = ((diagonal (reciprocal ((M *h (map_mx e S)) *m v1))) *m (M *h (map_mx e S))).
Proof. exact: softmax_step1. Qed.
End softmax.
