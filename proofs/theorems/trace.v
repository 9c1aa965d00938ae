(* Written by refmath.kernel from refmath.theorems: trace. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section trace.
Variable RR : comRingType.
Variables n_n n_q : nat.
Variable A : 'M[RR]_(n_n, n_n).
Variable W : 'M[RR]_(n_q, n_q).
Local Notation line0 := (\tr (A *t W)) (only parsing).
Local Notation line1 := ((\tr A) * (\tr W)) (only parsing).
Lemma trace_step1 : line0 = line1.
Proof. by_law law_trace. Qed.
Theorem trace : (\tr (A *t W)) = ((\tr A) * (\tr W)).
Proof. exact: trace_step1. Qed.
End trace.
