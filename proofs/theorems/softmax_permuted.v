(* Written by refmath.kernel from refmath.theorems: softmax_permuted. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section softmax_permuted.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable Pi : 'M[RR]_(n_ctx, n_ctx).
Hypothesis Pi_is : is_permutation Pi.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Local Notation line0 := (softmax e false (Pi *m S *m (Pi^T))) (only parsing).
Local Notation line1 := (Pi *m (softmax e false S) *m (Pi^T)) (only parsing).
Lemma softmax_permuted_step1 : line0 = line1.
Proof. exact: softmax_permuted. Qed.
Theorem softmax_permuted : (softmax e false (Pi *m S *m (Pi^T))) = (Pi *m (softmax e false S) *m (Pi^T)).
Proof. exact: softmax_permuted_step1. Qed.
End softmax_permuted.
