(* Written by refmath.kernel from refmath.theorems: one_layer. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
Require Import Laws Softmax.
Require Import pattern_of_tokens.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section one_layer.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H : finType.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable one_over_root_d_head : RR.
Variable W_Q : H -> 'M[RR]_(d_head, d_model).
Variable W_K : H -> 'M[RR]_(d_head, d_model).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Local Notation line0 := (vec (((t *m (W_E^T)) + (\sum_(h : H) (((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) (only parsing).
Local Notation line1 := (vec (((t *m (W_E^T)) + (\sum_(h : H) (((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) (only parsing).
Local Notation line2 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T)) *m ((W_O h)^T)))) *m (W_U^T))) (only parsing).
Local Notation line3 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T))) (only parsing).
Local Notation line4 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T))) (only parsing).
Local Notation line5 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T))) (only parsing).
Local Notation line6 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T))) (only parsing).
Local Notation line7 := (vec ((t *m (W_E^T) *m (W_U^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (W_U^T))))) (only parsing).
Local Notation line8 := (vec ((t *m ((W_U *m W_E)^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T))))) (only parsing).
Local Notation line9 := (vec (((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T))))) (only parsing).
Local Notation line10 := ((vec ((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_U *m W_E)^T))) + (\sum_(h : H) (vec ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T))))) (only parsing).
Local Notation line11 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) *m (vec t)) + (\sum_(h : H) (((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m (W_O h) *m (W_V h) *m W_E)) *m (vec t)))) (only parsing).
Local Notation line12 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m (W_O h) *m (W_V h) *m W_E)))) *m (vec t)) (only parsing).
Local Notation line13 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)) (only parsing).
Lemma one_layer_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma one_layer_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma one_layer_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Lemma pattern_of_tokens_of_h (h : H) : (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) = (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))).
Proof. exact: (@pattern_of_tokens RR n_ctx d_vocab d_model d_head pattern one_over_root_d_head t W_E (W_Q h) (W_K h)). Qed.
Lemma one_layer_step4 : line3 = line4.
Proof. by_law ltac:(rewrite ?(pattern_of_tokens_of_h)). Qed.
Lemma one_layer_step5 : line4 = line5.
Proof. by_law law_definition. Qed.
Lemma one_layer_step6 : line5 = line6.
Proof. by_law law_definition. Qed.
Lemma one_layer_step7 : line6 = line7.
Proof. by_law law_distributivity. Qed.
Lemma one_layer_step8 : line7 = line8.
Proof. by_law law_transpose. Qed.
Lemma one_layer_step9 : line8 = line9.
Proof. by_law law_identity. Qed.
Lemma one_layer_step10 : line9 = line10.
Proof. by_law law_linearity_of_vec. Qed.
Lemma one_layer_step11 : line10 = line11.
Proof. by_law law_vec. Qed.
Lemma one_layer_step12 : line11 = line12.
Proof. by_law law_distributivity. Qed.
Lemma one_layer_step13 : line12 = line13.
Proof. by_law law_definition. Qed.
Theorem one_layer : (vec (((t *m (W_E^T)) + (\sum_(h : H) (((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans one_layer_step1 one_layer_step2) one_layer_step3) one_layer_step4) one_layer_step5) one_layer_step6) one_layer_step7) one_layer_step8) one_layer_step9) one_layer_step10) one_layer_step11) one_layer_step12) one_layer_step13). Qed.
End one_layer.
