(* Written by refmath.kernel from refmath.theorems: two_layers. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section two_layers.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H_1 : finType.
Variable H_0 : finType.
Variable W_U : 'M[RR]_(d_vocab, d_model).
Variable A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_1 : H_1 -> 'M[RR]_(d_model, d_head).
Variable W_V_1 : H_1 -> 'M[RR]_(d_head, d_model).
Variable A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Local Notation line0 := (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) (only parsing).
Local Notation line1 := ((((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m (1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) + (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m (1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))) + (\sum_(g : H_1) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m (1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))))) (only parsing).
Local Notation line2 := ((((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) + (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))) + (\sum_(g : H_1) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))))) (only parsing).
Local Notation line3 := ((((1%:M : 'M[RR]_(n_ctx)) *m (1%:M : 'M[RR]_(n_ctx))) *t (W_U *m W_E)) + (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *m (A_0 h) *m (1%:M : 'M[RR]_(n_ctx))) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) (((1%:M : 'M[RR]_(n_ctx)) *m (A_1 g) *m (1%:M : 'M[RR]_(n_ctx))) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *m (A_1 g) *m (A_0 h) *m (1%:M : 'M[RR]_(n_ctx))) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))))) (only parsing).
Local Notation line4 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H_0) ((A_0 h) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) ((A_1 g) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((A_1 g) *m (A_0 h)) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))))) (only parsing).
Lemma two_layers_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma two_layers_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Lemma two_layers_step3 : line2 = line3.
Proof. by_law law_mixed_product. Qed.
Lemma two_layers_step4 : line3 = line4.
Proof. by_law law_identity. Qed.
Theorem two_layers : (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H_0) ((A_0 h) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) ((A_1 g) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((A_1 g) *m (A_0 h)) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))))).
Proof. exact: (etrans (etrans (etrans two_layers_step1 two_layers_step2) two_layers_step3) two_layers_step4). Qed.
End two_layers.
