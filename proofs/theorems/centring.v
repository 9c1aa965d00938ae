(* Written by refmath.kernel from refmath.theorems: centring. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section centring.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable one_over_d_model : RR.
Variable v1_d : 'M[RR]_(d_model, 1).
Local Notation line0 := (x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) (only parsing).
Local Notation line1 := (x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) (only parsing).
Local Notation line2 := ((x *m (1%:M : 'M[RR]_(d_model))) + (x *m (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) (only parsing).
Local Notation line3 := (x + (x *m (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) (only parsing).
Lemma centring_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma centring_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma centring_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Theorem centring : (x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) = (x + (x *m (- (one_over_d_model *: (v1_d *m (v1_d^T)))))).
Proof. exact: (etrans (etrans centring_step1 centring_step2) centring_step3). Qed.
End centring.
