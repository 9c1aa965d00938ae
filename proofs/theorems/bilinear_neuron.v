(* Written by refmath.kernel from refmath.theorems: bilinear_neuron. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section bilinear_neuron.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable P : finType.
Variable u : 'M[RR]_(1, n_ctx).
Variable A : P -> 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W : P -> 'M[RR]_(d_model, d_model).
Variable a : 'M[RR]_(d_model, 1).
Variable b : 'M[RR]_(d_model, 1).
Local Notation line0 := (u *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m a *m ((u *m (\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m b)^T)) (only parsing).
Local Notation line1 := (u *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m a *m (b^T) *m (\sum_(q : P) ((W q) *m (x^T) *m ((A q)^T))) *m (u^T)) (only parsing).
Local Notation line2 := (\sum_(p : P) (\sum_(q : P) (u *m (A p) *m x *m ((W p)^T) *m a *m (b^T) *m (W q) *m (x^T) *m ((A q)^T) *m (u^T)))) (only parsing).
Lemma bilinear_neuron_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma bilinear_neuron_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Theorem bilinear_neuron : (u *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m a *m ((u *m (\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m b)^T)) = (\sum_(p : P) (\sum_(q : P) (u *m (A p) *m x *m ((W p)^T) *m a *m (b^T) *m (W q) *m (x^T) *m ((A q)^T) *m (u^T)))).
Proof. exact: (etrans bilinear_neuron_step1 bilinear_neuron_step2). Qed.
End bilinear_neuron.
