(* Written by refmath.kernel from refmath.theorems: convolution. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section convolution.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable V : finType.
Variable J : finType.
Variable s : V -> J -> 'M[RR]_(n_ctx, 1).
Variable e : J -> 'M[RR]_(n_ctx, 1).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W : V -> 'M[RR]_(d_model, d_model).
Local Notation line0 := (vec (\sum_(v : V) (\sum_(j : J) ((s v j) *m ((e j)^T) *m x *m ((W v)^T))))) (only parsing).
Local Notation line1 := (vec (\sum_(v : V) ((\sum_(j : J) ((s v j) *m ((e j)^T))) *m x *m ((W v)^T)))) (only parsing).
Local Notation line2 := (vec (\sum_(v : V) ((\sum_(j : J) ((s v j) *m ((e j)^T))) *m x *m ((W v)^T)))) (only parsing).
Local Notation line3 := (\sum_(v : V) (vec ((\sum_(j : J) ((s v j) *m ((e j)^T))) *m x *m ((W v)^T)))) (only parsing).
Local Notation line4 := (\sum_(v : V) (((\sum_(j : J) ((s v j) *m ((e j)^T))) *t (W v)) *m (vec x))) (only parsing).
Local Notation line5 := ((\sum_(v : V) ((\sum_(j : J) ((s v j) *m ((e j)^T))) *t (W v))) *m (vec x)) (only parsing).
Lemma convolution_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma convolution_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma convolution_step3 : line2 = line3.
Proof. by_law law_linearity_of_vec. Qed.
Lemma convolution_step4 : line3 = line4.
Proof. by_law law_vec. Qed.
Lemma convolution_step5 : line4 = line5.
Proof. by_law law_distributivity. Qed.
Theorem convolution : (vec (\sum_(v : V) (\sum_(j : J) ((s v j) *m ((e j)^T) *m x *m ((W v)^T))))) = ((\sum_(v : V) ((\sum_(j : J) ((s v j) *m ((e j)^T))) *t (W v))) *m (vec x)).
Proof. exact: (etrans (etrans (etrans (etrans convolution_step1 convolution_step2) convolution_step3) convolution_step4) convolution_step5). Qed.
End convolution.
