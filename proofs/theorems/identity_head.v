(* Written by refmath.kernel from refmath.theorems: identity_head. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section identity_head.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H : finType.
Variable W_U : 'M[RR]_(d_vocab, d_model).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Local Notation line0 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) (only parsing).
Local Notation line1 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (1%:M : 'M[RR]_(d_model)) *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) (only parsing).
Local Notation line2 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (1%:M : 'M[RR]_(d_model)) *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) (only parsing).
Local Notation line3 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (1%:M : 'M[RR]_(d_model)) *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) (only parsing).
Lemma identity_head_step1 : line0 = line1.
Proof. by_law law_identity. Qed.
Lemma identity_head_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma identity_head_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Theorem identity_head : (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (1%:M : 'M[RR]_(d_model)) *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))).
Proof. exact: (etrans (etrans identity_head_step1 identity_head_step2) identity_head_step3). Qed.
End identity_head.
