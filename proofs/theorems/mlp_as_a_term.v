(* Written by refmath.kernel from refmath.theorems: mlp_as_a_term. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section mlp_as_a_term.
Variable RR : comRingType.
Variables n_ctx d_model d_head d_mlp : nat.
Variable H_1 : finType.
Variable H_0 : finType.
Variable A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_1 : H_1 -> 'M[RR]_(d_model, d_head).
Variable W_V_1 : H_1 -> 'M[RR]_(d_head, d_model).
Variable A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_out : 'M[RR]_(d_model, d_mlp).
Variable G : 'M[RR]_(n_ctx, d_mlp).
Local Notation line0 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + (((1%:M : 'M[RR]_(n_ctx)) *t W_out) *m (vec G)))) (only parsing).
Local Notation line1 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_out) *m (vec G))) (only parsing).
Local Notation line2 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_out)) + (\sum_(g : H_1) (((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_out)))) *m (vec G))) (only parsing).
Local Notation line3 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + ((((1%:M : 'M[RR]_(n_ctx)) *t W_out) + (\sum_(g : H_1) (((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_out)))) *m (vec G))) (only parsing).
Local Notation line4 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + ((((1%:M : 'M[RR]_(n_ctx)) *t W_out) + (\sum_(g : H_1) (((A_1 g) *m (1%:M : 'M[RR]_(n_ctx))) *t (((W_O_1 g) *m (W_V_1 g)) *m W_out)))) *m (vec G))) (only parsing).
Local Notation line5 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + ((((1%:M : 'M[RR]_(n_ctx)) *t W_out) + (\sum_(g : H_1) ((A_1 g) *t (((W_O_1 g) *m (W_V_1 g)) *m W_out)))) *m (vec G))) (only parsing).
Lemma mlp_as_a_term_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma mlp_as_a_term_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma mlp_as_a_term_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Lemma mlp_as_a_term_step4 : line3 = line4.
Proof. by_law law_mixed_product. Qed.
Lemma mlp_as_a_term_step5 : line4 = line5.
Proof. by_law law_identity. Qed.
Theorem mlp_as_a_term : (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + (((1%:M : 'M[RR]_(n_ctx)) *t W_out) *m (vec G)))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + ((((1%:M : 'M[RR]_(n_ctx)) *t W_out) + (\sum_(g : H_1) ((A_1 g) *t (((W_O_1 g) *m (W_V_1 g)) *m W_out)))) *m (vec G))).
Proof. exact: (etrans (etrans (etrans (etrans mlp_as_a_term_step1 mlp_as_a_term_step2) mlp_as_a_term_step3) mlp_as_a_term_step4) mlp_as_a_term_step5). Qed.
End mlp_as_a_term.
