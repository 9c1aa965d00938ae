(* Written by refmath.kernel from refmath.theorems: exponential_of_a_sum. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section exponential_of_a_sum.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Hypothesis e_of_a_sum : forall s t, e (s + t) = e s * e t.
Variables n_ctx : nat.
Variable S : 'M[RR]_(n_ctx, n_ctx).
Variable T : 'M[RR]_(n_ctx, n_ctx).
Local Notation line0 := (map_mx e (S + T)) (only parsing).
Local Notation line1 := ((map_mx e S) *h (map_mx e T)) (only parsing).
Lemma exponential_of_a_sum_step1 : line0 = line1.
Proof. exact: exponential_of_a_sum. Qed.
Theorem exponential_of_a_sum : (map_mx e (S + T)) = ((map_mx e S) *h (map_mx e T)).
Proof. exact: exponential_of_a_sum_step1. Qed.
End exponential_of_a_sum.
