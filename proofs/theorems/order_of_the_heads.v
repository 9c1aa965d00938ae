(* Written by refmath.kernel from refmath.theorems: order_of_the_heads. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section order_of_the_heads.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable A_0 : 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : 'M[RR]_(d_model, d_head).
Variable W_V_0 : 'M[RR]_(d_head, d_model).
Variable A_1 : 'M[RR]_(n_ctx, n_ctx).
Variable W_O_1 : 'M[RR]_(d_model, d_head).
Variable W_V_1 : 'M[RR]_(d_head, d_model).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable R : 'M[RR]_(n_ctx, d_model).
Local Notation line0 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0 *t (W_O_0 *m W_V_0)) + (A_1 *t (W_O_1 *m W_V_1))) *m (vec x)) + (vec R)) (only parsing).
Local Notation line1 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (vec x)) + ((A_1 *t (W_O_1 *m W_V_1)) *m (vec x)) + ((A_0 *t (W_O_0 *m W_V_0)) *m (vec x)) + (vec R)) (only parsing).
Local Notation line2 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_1 *t (W_O_1 *m W_V_1)) + (A_0 *t (W_O_0 *m W_V_0))) *m (vec x)) + (vec R)) (only parsing).
Lemma order_of_the_heads_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma order_of_the_heads_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Theorem order_of_the_heads : ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0 *t (W_O_0 *m W_V_0)) + (A_1 *t (W_O_1 *m W_V_1))) *m (vec x)) + (vec R)) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_1 *t (W_O_1 *m W_V_1)) + (A_0 *t (W_O_0 *m W_V_0))) *m (vec x)) + (vec R)).
Proof. exact: (etrans order_of_the_heads_step1 order_of_the_heads_step2). Qed.
End order_of_the_heads.
