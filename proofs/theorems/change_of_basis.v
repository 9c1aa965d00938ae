(* Written by refmath.kernel from refmath.theorems: change_of_basis. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section change_of_basis.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H : finType.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable M : 'M[RR]_(d_model, d_model).
Variable one_over_root_d_head : RR.
Variable W_Q : H -> 'M[RR]_(d_head, d_model).
Variable M_inv : 'M[RR]_(d_model, d_model).
Variable W_K : H -> 'M[RR]_(d_head, d_model).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Hypothesis supposed_0 : M_inv *m M = (1%:M : 'M[RR]_(d_model)).
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m M_inv *m M = X *m (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : (M^T) *m (M_inv^T) = (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (M^T) *m (M_inv^T) = X *m (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Local Notation line0 := ((x *m (M^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (x *m (M^T) *m (((W_Q h) *m M_inv)^T) *m ((x *m (M^T) *m (((W_K h) *m M_inv)^T))^T)))) *m x *m (M^T) *m (((W_V h) *m M_inv)^T) *m ((M *m (W_O h))^T)))) (only parsing).
Local Notation line1 := ((x *m (M^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (x *m (M^T) *m (M_inv^T) *m ((W_Q h)^T) *m (W_K h) *m M_inv *m M *m (x^T)))) *m x *m (M^T) *m (M_inv^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (M^T)))) (only parsing).
Local Notation line2 := ((x *m (M^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (x *m (1%:M : 'M[RR]_(d_model)) *m ((W_Q h)^T) *m (W_K h) *m (1%:M : 'M[RR]_(d_model)) *m (x^T)))) *m x *m (1%:M : 'M[RR]_(d_model)) *m ((W_V h)^T) *m ((W_O h)^T) *m (M^T)))) (only parsing).
Local Notation line3 := ((x *m (M^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (x *m ((W_Q h)^T) *m (W_K h) *m (x^T)))) *m x *m ((W_V h)^T) *m ((W_O h)^T) *m (M^T)))) (only parsing).
Local Notation line4 := ((x + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (x *m ((W_Q h)^T) *m (W_K h) *m (x^T)))) *m x *m ((W_V h)^T) *m ((W_O h)^T)))) *m (M^T)) (only parsing).
Local Notation line5 := ((x + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (x *m ((W_Q h)^T) *m ((x *m ((W_K h)^T))^T)))) *m x *m ((W_V h)^T) *m ((W_O h)^T)))) *m (M^T)) (only parsing).
Lemma change_of_basis_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma change_of_basis_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma change_of_basis_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Lemma change_of_basis_step4 : line3 = line4.
Proof. by_law law_distributivity. Qed.
Lemma change_of_basis_step5 : line4 = line5.
Proof. by_law law_transpose. Qed.
Theorem change_of_basis : ((x *m (M^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (x *m (M^T) *m (((W_Q h) *m M_inv)^T) *m ((x *m (M^T) *m (((W_K h) *m M_inv)^T))^T)))) *m x *m (M^T) *m (((W_V h) *m M_inv)^T) *m ((M *m (W_O h))^T)))) = ((x + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (x *m ((W_Q h)^T) *m ((x *m ((W_K h)^T))^T)))) *m x *m ((W_V h)^T) *m ((W_O h)^T)))) *m (M^T)).
Proof. exact: (etrans (etrans (etrans (etrans change_of_basis_step1 change_of_basis_step2) change_of_basis_step3) change_of_basis_step4) change_of_basis_step5). Qed.
End change_of_basis.
