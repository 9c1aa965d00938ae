(* Written by refmath.kernel from refmath.theorems: order_of_the_tokens. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section order_of_the_tokens.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable pattern_without_mask : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable Pi : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_QK : 'M[RR]_(d_model, d_model).
Variable W_OV : 'M[RR]_(d_model, d_model).
Hypothesis supposed_0 : (@pattern_without_mask _ (Pi *m x *m W_QK *m (x^T) *m (Pi^T))) = Pi *m (@pattern_without_mask _ (x *m W_QK *m (x^T))) *m (Pi^T).
Lemma supposed_0_behind m (X : 'M[RR]_(m, _)) : X *m (@pattern_without_mask _ (Pi *m x *m W_QK *m (x^T) *m (Pi^T))) = X *m Pi *m (@pattern_without_mask _ (x *m W_QK *m (x^T))) *m (Pi^T).
Proof. by have := congr1 (mulmx X) supposed_0; rewrite ?mulmxA. Qed.
Lemma supposed_0_turned : ((@pattern_without_mask _ (Pi *m x *m W_QK *m (x^T) *m (Pi^T)))^T) = Pi *m ((@pattern_without_mask _ (x *m W_QK *m (x^T)))^T) *m (Pi^T).
Proof. by have := congr1 trmx supposed_0; law_transpose. Qed.
Lemma supposed_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m ((@pattern_without_mask _ (Pi *m x *m W_QK *m (x^T) *m (Pi^T)))^T) = X *m Pi *m ((@pattern_without_mask _ (x *m W_QK *m (x^T)))^T) *m (Pi^T).
Proof. by have := congr1 (mulmx X) supposed_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(supposed_0, supposed_0_behind, supposed_0_turned, supposed_0_turned_behind, mulmxA).
Hypothesis supposed_1 : (Pi^T) *m Pi = (1%:M : 'M[RR]_(n_ctx)).
Lemma supposed_1_behind m (X : 'M[RR]_(m, _)) : X *m (Pi^T) *m Pi = X *m (1%:M : 'M[RR]_(n_ctx)).
Proof. by have := congr1 (mulmx X) supposed_1; rewrite ?mulmxA. Qed.
Ltac use_1 := rewrite ?(supposed_1, supposed_1_behind, mulmxA).
Local Notation line0 := ((@pattern_without_mask _ (Pi *m x *m W_QK *m ((Pi *m x)^T))) *m Pi *m x *m (W_OV^T)) (only parsing).
Local Notation line1 := ((@pattern_without_mask _ (Pi *m x *m W_QK *m (x^T) *m (Pi^T))) *m Pi *m x *m (W_OV^T)) (only parsing).
Local Notation line2 := (Pi *m (@pattern_without_mask _ (x *m W_QK *m (x^T))) *m (Pi^T) *m Pi *m x *m (W_OV^T)) (only parsing).
Local Notation line3 := (Pi *m (@pattern_without_mask _ (x *m W_QK *m (x^T))) *m (1%:M : 'M[RR]_(n_ctx)) *m x *m (W_OV^T)) (only parsing).
Local Notation line4 := (Pi *m (@pattern_without_mask _ (x *m W_QK *m (x^T))) *m x *m (W_OV^T)) (only parsing).
Lemma order_of_the_tokens_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma order_of_the_tokens_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma order_of_the_tokens_step3 : line2 = line3.
Proof. by_law use_1. Qed.
Lemma order_of_the_tokens_step4 : line3 = line4.
Proof. by_law law_identity. Qed.
Theorem order_of_the_tokens : ((@pattern_without_mask _ (Pi *m x *m W_QK *m ((Pi *m x)^T))) *m Pi *m x *m (W_OV^T)) = (Pi *m (@pattern_without_mask _ (x *m W_QK *m (x^T))) *m x *m (W_OV^T)).
Proof. exact: (etrans (etrans (etrans order_of_the_tokens_step1 order_of_the_tokens_step2) order_of_the_tokens_step3) order_of_the_tokens_step4). Qed.
End order_of_the_tokens.
