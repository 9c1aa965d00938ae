(* Written by refmath.kernel from refmath.theorems: parallel_block. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section parallel_block.
Variable RR : comRingType.
Variables n_ctx d_model d_head d_mlp : nat.
Variable H : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable G : 'M[RR]_(n_ctx, d_mlp).
Variable W_out : 'M[RR]_(d_model, d_mlp).
Variable W_in_1 : 'M[RR]_(d_mlp, d_model).
Local Notation line0 := ((x + (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))) + (G *m (W_out^T))) *m (W_in_1^T)) (only parsing).
Local Notation line1 := ((x + (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))) + (G *m (W_out^T))) *m (W_in_1^T)) (only parsing).
Local Notation line2 := ((x *m (W_in_1^T)) + (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T) *m (W_in_1^T))) + (G *m (W_out^T) *m (W_in_1^T))) (only parsing).
Local Notation line3 := ((x *m (W_in_1^T)) + (\sum_(h : H) ((A h) *m x *m ((W_in_1 *m ((W_O h) *m (W_V h)))^T))) + (G *m ((W_in_1 *m W_out)^T))) (only parsing).
Lemma parallel_block_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma parallel_block_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma parallel_block_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Theorem parallel_block : ((x + (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))) + (G *m (W_out^T))) *m (W_in_1^T)) = ((x *m (W_in_1^T)) + (\sum_(h : H) ((A h) *m x *m ((W_in_1 *m ((W_O h) *m (W_V h)))^T))) + (G *m ((W_in_1 *m W_out)^T))).
Proof. exact: (etrans (etrans parallel_block_step1 parallel_block_step2) parallel_block_step3). Qed.
End parallel_block.
