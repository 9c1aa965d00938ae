(* Written by refmath.kernel from refmath.theorems: heads_of_one_pattern. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section heads_of_one_pattern.
Variable RR : comRingType.
Variables n_ctx d_model d_head n_heads_x_d_head : nat.
Variable H : finType.
Variable A : 'M[RR]_(n_ctx, n_ctx).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable iota : H -> 'M[RR]_(n_heads_x_d_head, d_head).
Hypothesis iota_is : forall g h, (iota g)^T *m iota h = if g == h then 1%:M else 0.
Local Notation line0 := (\sum_(h : H) (A *t ((W_O h) *m (W_V h)))) (only parsing).
Local Notation line1 := (A *t (\sum_(h : H) ((W_O h) *m (W_V h)))) (only parsing).
Local Notation line2 := (A *t (\sum_(h : H) ((W_O h) *m (W_V h)))) (only parsing).
Local Notation line3 := (A *t (\sum_(h : H) (\sum_(g : H) ((W_O h) *m ((iota h)^T) *m (iota g) *m (W_V g))))) (only parsing).
Local Notation line4 := (A *t ((\sum_(h : H) ((W_O h) *m ((iota h)^T))) *m (\sum_(g : H) ((iota g) *m (W_V g))))) (only parsing).
Local Notation line5 := (A *t ((\sum_(h : H) ((W_O h) *m ((iota h)^T))) *m (\sum_(g : H) ((iota g) *m (W_V g))))) (only parsing).
Local Notation line6 := (A *t ((\sum_(h : H) ((W_O h) *m ((iota h)^T))) *m (\sum_(g : H) ((iota g) *m (W_V g))))) (only parsing).
Lemma heads_of_one_pattern_step1 : line0 = line1.
Proof. by_law law_bilinearity. Qed.
Lemma heads_of_one_pattern_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma heads_of_one_pattern_step3 : line2 = line3.
Proof. rewrite ?mulmxA (blocks iota_is); by_law law_definition. Qed.
Lemma heads_of_one_pattern_step4 : line3 = line4.
Proof. by_law law_distributivity. Qed.
Lemma heads_of_one_pattern_step5 : line4 = line5.
Proof. by_law law_definition. Qed.
Lemma heads_of_one_pattern_step6 : line5 = line6.
Proof. by_law law_definition. Qed.
Theorem heads_of_one_pattern : (\sum_(h : H) (A *t ((W_O h) *m (W_V h)))) = (A *t ((\sum_(h : H) ((W_O h) *m ((iota h)^T))) *m (\sum_(g : H) ((iota g) *m (W_V g))))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans heads_of_one_pattern_step1 heads_of_one_pattern_step2) heads_of_one_pattern_step3) heads_of_one_pattern_step4) heads_of_one_pattern_step5) heads_of_one_pattern_step6). Qed.
End heads_of_one_pattern.
