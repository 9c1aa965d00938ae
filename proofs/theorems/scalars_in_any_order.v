(* Written by refmath.kernel from refmath.theorems: scalars_in_any_order. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section scalars_in_any_order.
Variable RR : comRingType.
Variables n_n n_m : nat.
Variable d : RR.
Variable c : RR.
Variable A : 'M[RR]_(n_n, n_m).
Local Notation line0 := (d *: (c *: A)) (only parsing).
Local Notation line1 := (c *: (d *: A)) (only parsing).
Lemma scalars_in_any_order_step1 : line0 = line1.
Proof. by_law law_scalars. Qed.
Theorem scalars_in_any_order : (d *: (c *: A)) = (c *: (d *: A)).
Proof. exact: scalars_in_any_order_step1. Qed.
End scalars_in_any_order.
