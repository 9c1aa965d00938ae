(* Written by refmath.kernel from refmath.theorems: softmax_first_rows. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section softmax_first_rows.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Local Notation line0 := (P *m (softmax e true S)) (only parsing).
Local Notation line1 := (P *m (softmax e true (P *m S *m P)) *m P) (only parsing).
Lemma softmax_first_rows_step1 : line0 = line1.
Proof. exact: softmax_first_rows. Qed.
Theorem softmax_first_rows : (P *m (softmax e true S)) = (P *m (softmax e true (P *m S *m P)) *m P).
Proof. exact: softmax_first_rows_step1. Qed.
End softmax_first_rows.
