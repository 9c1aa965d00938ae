(* Written by refmath.kernel from refmath.theorems: blocks. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section blocks.
Variable RR : comRingType.
Variables n_ctx d_model d_head n_heads_x_d_head : nat.
Variable H : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable iota : H -> 'M[RR]_(n_heads_x_d_head, d_head).
Hypothesis iota_is : forall g h, (iota g)^T *m iota h = if g == h then 1%:M else 0.
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Local Notation line0 := (\sum_(g : H) (\sum_(h : H) (x *m ((W_V g)^T) *m ((iota g)^T) *m (iota h) *m ((W_O h)^T)))) (only parsing).
Local Notation line1 := (\sum_(h : H) (x *m ((W_V h)^T) *m ((W_O h)^T))) (only parsing).
Lemma blocks_step1 : line0 = line1.
Proof. rewrite ?mulmxA (blocks iota_is); by_law law_definition. Qed.
Theorem blocks : (\sum_(g : H) (\sum_(h : H) (x *m ((W_V g)^T) *m ((iota g)^T) *m (iota h) *m ((W_O h)^T)))) = (\sum_(h : H) (x *m ((W_V h)^T) *m ((W_O h)^T))).
Proof. exact: blocks_step1. Qed.
End blocks.
