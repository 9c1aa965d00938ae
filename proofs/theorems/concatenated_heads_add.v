(* Written by refmath.kernel from refmath.theorems: concatenated_heads_add. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section concatenated_heads_add.
Variable RR : comRingType.
Variables n_ctx d_model d_head n_heads_x_d_head : nat.
Variable H : finType.
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable iota : H -> 'M[RR]_(n_heads_x_d_head, d_head).
Hypothesis iota_is : forall g h, (iota g)^T *m iota h = if g == h then 1%:M else 0.
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Local Notation line0 := ((\sum_(g : H) ((A g) *m x *m ((W_V g)^T) *m ((iota g)^T))) *m ((\sum_(h : H) ((W_O h) *m ((iota h)^T)))^T)) (only parsing).
Local Notation line1 := ((\sum_(g : H) ((A g) *m x *m ((W_V g)^T) *m ((iota g)^T))) *m ((\sum_(h : H) ((W_O h) *m ((iota h)^T)))^T)) (only parsing).
Local Notation line2 := ((\sum_(g : H) ((A g) *m x *m ((W_V g)^T) *m ((iota g)^T))) *m ((\sum_(h : H) ((W_O h) *m ((iota h)^T)))^T)) (only parsing).
Local Notation line3 := ((\sum_(g : H) ((A g) *m x *m ((W_V g)^T) *m ((iota g)^T))) *m (\sum_(h : H) ((iota h) *m ((W_O h)^T)))) (only parsing).
Local Notation line4 := (\sum_(g : H) (\sum_(h : H) ((A g) *m x *m ((W_V g)^T) *m ((iota g)^T) *m (iota h) *m ((W_O h)^T)))) (only parsing).
Local Notation line5 := (\sum_(h : H) ((A h) *m x *m ((W_V h)^T) *m ((W_O h)^T))) (only parsing).
Local Notation line6 := (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))) (only parsing).
Local Notation line7 := (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))) (only parsing).
Lemma concatenated_heads_add_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma concatenated_heads_add_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma concatenated_heads_add_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Lemma concatenated_heads_add_step4 : line3 = line4.
Proof. by_law law_distributivity. Qed.
Lemma concatenated_heads_add_step5 : line4 = line5.
Proof. rewrite ?mulmxA (blocks iota_is); by_law law_definition. Qed.
Lemma concatenated_heads_add_step6 : line5 = line6.
Proof. by_law law_transpose. Qed.
Lemma concatenated_heads_add_step7 : line6 = line7.
Proof. by_law law_definition. Qed.
Theorem concatenated_heads_add : ((\sum_(g : H) ((A g) *m x *m ((W_V g)^T) *m ((iota g)^T))) *m ((\sum_(h : H) ((W_O h) *m ((iota h)^T)))^T)) = (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans concatenated_heads_add_step1 concatenated_heads_add_step2) concatenated_heads_add_step3) concatenated_heads_add_step4) concatenated_heads_add_step5) concatenated_heads_add_step6) concatenated_heads_add_step7). Qed.
End concatenated_heads_add.
