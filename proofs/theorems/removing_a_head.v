(* Written by refmath.kernel from refmath.theorems: removing_a_head. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section removing_a_head.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H_1 : finType.
Variable A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_1 : H_1 -> 'M[RR]_(d_model, d_head).
Variable W_V_1 : H_1 -> 'M[RR]_(d_head, d_model).
Variable A_0_0 : 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0_0 : 'M[RR]_(d_model, d_head).
Variable W_V_0_0 : 'M[RR]_(d_head, d_model).
Local Notation line0 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)))) (only parsing).
Local Notation line1 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (1%:M : 'M[RR]_((n_ctx * d_model)%N))) + ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (A_0_0 *t (W_O_0_0 *m W_V_0_0))) + (\sum_(g : H_1) (((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m (1%:M : 'M[RR]_((n_ctx * d_model)%N)))) + (\sum_(g : H_1) (((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m (A_0_0 *t (W_O_0_0 *m W_V_0_0))))) (only parsing).
Local Notation line2 := ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g)))) + (\sum_(g : H_1) (((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m (A_0_0 *t (W_O_0_0 *m W_V_0_0))))) (only parsing).
Local Notation line3 := ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g)))) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)) + (\sum_(g : H_1) (((A_1 g) *m A_0_0) *t (((W_O_1 g) *m (W_V_1 g)) *m (W_O_0_0 *m W_V_0_0))))) (only parsing).
Lemma removing_a_head_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma removing_a_head_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Lemma removing_a_head_step3 : line2 = line3.
Proof. by_law law_mixed_product. Qed.
Theorem removing_a_head : (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)))) = ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g)))) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)) + (\sum_(g : H_1) (((A_1 g) *m A_0_0) *t (((W_O_1 g) *m (W_V_1 g)) *m (W_O_0_0 *m W_V_0_0))))).
Proof. exact: (etrans (etrans removing_a_head_step1 removing_a_head_step2) removing_a_head_step3). Qed.
End removing_a_head.
