(* Written by refmath.kernel from refmath.theorems: grouped_queries. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section grouped_queries.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable G : finType.
Variable H_g : G -> finType.
Variable A : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_V : G -> 'M[RR]_(d_head, d_model).
Variable W_O : forall (i0 : G) (i1 : (H_g i0)), 'M[RR]_(d_model, d_head).
Local Notation line0 := (vec (\sum_(g : G) (\sum_(h : (H_g g)) ((A g h) *m x *m ((W_V g)^T) *m ((W_O g h)^T))))) (only parsing).
Local Notation line1 := (vec (\sum_(g : G) (\sum_(h : (H_g g)) ((A g h) *m x *m (((W_O g h) *m (W_V g))^T))))) (only parsing).
Local Notation line2 := (\sum_(g : G) (\sum_(h : (H_g g)) (vec ((A g h) *m x *m (((W_O g h) *m (W_V g))^T))))) (only parsing).
Local Notation line3 := (\sum_(g : G) (\sum_(h : (H_g g)) (((A g h) *t ((W_O g h) *m (W_V g))) *m (vec x)))) (only parsing).
Lemma grouped_queries_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma grouped_queries_step2 : line1 = line2.
Proof. by_law law_linearity_of_vec. Qed.
Lemma grouped_queries_step3 : line2 = line3.
Proof. by_law law_vec. Qed.
Theorem grouped_queries : (vec (\sum_(g : G) (\sum_(h : (H_g g)) ((A g h) *m x *m ((W_V g)^T) *m ((W_O g h)^T))))) = (\sum_(g : G) (\sum_(h : (H_g g)) (((A g h) *t ((W_O g h) *m (W_V g))) *m (vec x)))).
Proof. exact: (etrans (etrans grouped_queries_step1 grouped_queries_step2) grouped_queries_step3). Qed.
End grouped_queries.
