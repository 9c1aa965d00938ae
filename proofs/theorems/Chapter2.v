(* Written by refmath.kernel from refmath.theorems. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax.
From Refmath Require Import Chapter1.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section head_as_tensor_product.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable A_h : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Variable W_O_h : 'M[RR]_(d_model, d_head).
Local Notation line0 := (vec ((A_h *m (x *m (W_V_h^T))) *m (W_O_h^T))) (only parsing).
Local Notation line1 := (vec (A_h *m (x *m (W_V_h^T)) *m (W_O_h^T))) (only parsing).
Local Notation line2 := (vec (A_h *m x *m (W_V_h^T) *m (W_O_h^T))) (only parsing).
Local Notation line3 := (vec (A_h *m x *m ((W_O_h *m W_V_h)^T))) (only parsing).
Local Notation line4 := ((A_h *t (W_O_h *m W_V_h)) *m (vec x)) (only parsing).
Local Notation line5 := ((A_h *t (W_O_h *m W_V_h)) *m (vec x)) (only parsing).
Lemma head_as_tensor_product_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma head_as_tensor_product_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma head_as_tensor_product_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Lemma head_as_tensor_product_step4 : line3 = line4.
Proof. by_law law_vec. Qed.
Lemma head_as_tensor_product_step5 : line4 = line5.
Proof. by []. Qed.
Theorem head_as_tensor_product_theorem : (vec ((A_h *m (x *m (W_V_h^T))) *m (W_O_h^T))) = ((A_h *t (W_O_h *m W_V_h)) *m (vec x)).
Proof. exact: (etrans (etrans (etrans (etrans head_as_tensor_product_step1 head_as_tensor_product_step2) head_as_tensor_product_step3) head_as_tensor_product_step4) head_as_tensor_product_step5). Qed.
End head_as_tensor_product.

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
Proof. by []. Qed.
Lemma concatenated_heads_add_step2 : line1 = line2.
Proof. by []. Qed.
Lemma concatenated_heads_add_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Lemma concatenated_heads_add_step4 : line3 = line4.
Proof. by_law law_distributivity. Qed.
Lemma concatenated_heads_add_step5 : line4 = line5.
Proof. rewrite ?mulmxA (blocks iota_is); by_law law_definition. Qed.
Lemma concatenated_heads_add_step6 : line5 = line6.
Proof. by_law law_transpose. Qed.
Lemma concatenated_heads_add_step7 : line6 = line7.
Proof. by []. Qed.
Theorem concatenated_heads_add_theorem : ((\sum_(g : H) ((A g) *m x *m ((W_V g)^T) *m ((iota g)^T))) *m ((\sum_(h : H) ((W_O h) *m ((iota h)^T)))^T)) = (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans concatenated_heads_add_step1 concatenated_heads_add_step2) concatenated_heads_add_step3) concatenated_heads_add_step4) concatenated_heads_add_step5) concatenated_heads_add_step6) concatenated_heads_add_step7). Qed.
End concatenated_heads_add.

Section zero_layers.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model : nat.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Local Notation line0 := (vec ((t *m (W_E^T)) *m (W_U^T))) (only parsing).
Local Notation line1 := (vec (t *m (W_E^T) *m (W_U^T))) (only parsing).
Local Notation line2 := (vec (t *m ((W_U *m W_E)^T))) (only parsing).
Local Notation line3 := (vec ((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_U *m W_E)^T))) (only parsing).
Local Notation line4 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) *m (vec t)) (only parsing).
Lemma zero_layers_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma zero_layers_step2 : line1 = line2.
Proof. by_law law_transpose. Qed.
Lemma zero_layers_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Lemma zero_layers_step4 : line3 = line4.
Proof. by_law law_vec. Qed.
Theorem zero_layers_theorem : (vec ((t *m (W_E^T)) *m (W_U^T))) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) *m (vec t)).
Proof. exact: (etrans (etrans (etrans zero_layers_step1 zero_layers_step2) zero_layers_step3) zero_layers_step4). Qed.
End zero_layers.

Section pattern_of_tokens.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable one_over_root_d_head : RR.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable W_Q_h : 'M[RR]_(d_head, d_model).
Variable W_K_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_h^T)) *m (((t *m (W_E^T)) *m (W_K_h^T))^T)))) (only parsing).
Local Notation line1 := (@pattern _ (one_over_root_d_head *: ((t *m (W_E^T)) *m (W_Q_h^T) *m (((t *m (W_E^T)) *m (W_K_h^T))^T)))) (only parsing).
Local Notation line2 := (@pattern _ (one_over_root_d_head *: ((t *m (W_E^T)) *m (W_Q_h^T) *m (((t *m (W_E^T)) *m (W_K_h^T))^T)))) (only parsing).
Local Notation line3 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (W_Q_h^T) *m ((t *m (W_E^T) *m (W_K_h^T))^T)))) (only parsing).
Local Notation line4 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (W_Q_h^T) *m W_K_h *m W_E *m (t^T)))) (only parsing).
Local Notation line5 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_h^T) *m W_K_h) *m W_E *m (t^T)))) (only parsing).
Lemma pattern_of_tokens_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma pattern_of_tokens_step2 : line1 = line2.
Proof. by []. Qed.
Lemma pattern_of_tokens_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Lemma pattern_of_tokens_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma pattern_of_tokens_step5 : line4 = line5.
Proof. by_law law_definition. Qed.
Theorem pattern_of_tokens_theorem : (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_h^T)) *m (((t *m (W_E^T)) *m (W_K_h^T))^T)))) = (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_h^T) *m W_K_h) *m W_E *m (t^T)))).
Proof. exact: (etrans (etrans (etrans (etrans pattern_of_tokens_step1 pattern_of_tokens_step2) pattern_of_tokens_step3) pattern_of_tokens_step4) pattern_of_tokens_step5). Qed.
End pattern_of_tokens.

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
Proof. by []. Qed.
Lemma one_layer_step2_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_0 h) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = (vec (((t *m (W_E^T)) + (\sum_(h : H) ((softmax_0 h) *m ((t *m (W_E^T)) *m ((W_V h)^T)) *m ((W_O h)^T)))) *m (W_U^T))).
Proof. by_law law_definition. Qed.
Lemma one_layer_step2 : line1 = line2.
Proof. exact: one_layer_step2_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T))))). Qed.
Lemma one_layer_step3_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec (((t *m (W_E^T)) + (\sum_(h : H) ((softmax_0 h) *m ((t *m (W_E^T)) *m ((W_V h)^T)) *m ((W_O h)^T)))) *m (W_U^T))) = (vec (((t *m (W_E^T)) + (\sum_(h : H) ((softmax_0 h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T))).
Proof. by_law law_definition. Qed.
Lemma one_layer_step3 : line2 = line3.
Proof. exact: one_layer_step3_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T))))). Qed.
Lemma one_layer_4_pattern_of_tokens_h (h : H) : (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) = (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))).
Proof. exact: (@pattern_of_tokens_theorem RR n_ctx d_vocab d_model d_head pattern one_over_root_d_head t W_E (W_Q h) (W_K h)). Qed.
Lemma one_layer_step4 : line3 = line4.
Proof. first [solve [at_places ltac:(first [exact: one_layer_4_pattern_of_tokens_h])] | by_law ltac:(rewrite ?(one_layer_4_pattern_of_tokens_h, mulmxA))]. Qed.
Lemma one_layer_step5 : line4 = line5.
Proof. by []. Qed.
Lemma one_layer_step6_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec (((t *m (W_E^T)) + (\sum_(h : H) ((softmax_0 h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T))) = (vec (((t *m (W_E^T)) + (\sum_(h : H) ((softmax_0 h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T))).
Proof. by_law law_definition. Qed.
Lemma one_layer_step6 : line5 = line6.
Proof. exact: one_layer_step6_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))))). Qed.
Lemma one_layer_step7_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec (((t *m (W_E^T)) + (\sum_(h : H) ((softmax_0 h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T))) = (vec ((t *m (W_E^T) *m (W_U^T)) + (\sum_(h : H) ((softmax_0 h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (W_U^T))))).
Proof. by_law law_distributivity. Qed.
Lemma one_layer_step7 : line6 = line7.
Proof. exact: one_layer_step7_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))))). Qed.
Lemma one_layer_step8_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec ((t *m (W_E^T) *m (W_U^T)) + (\sum_(h : H) ((softmax_0 h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (W_U^T))))) = (vec ((t *m ((W_U *m W_E)^T)) + (\sum_(h : H) ((softmax_0 h) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T))))).
Proof. by_law law_transpose. Qed.
Lemma one_layer_step8 : line7 = line8.
Proof. exact: one_layer_step8_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))))). Qed.
Lemma one_layer_step9_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec ((t *m ((W_U *m W_E)^T)) + (\sum_(h : H) ((softmax_0 h) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T))))) = (vec (((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) ((softmax_0 h) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T))))).
Proof. by_law law_identity. Qed.
Lemma one_layer_step9 : line8 = line9.
Proof. exact: one_layer_step9_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))))). Qed.
Lemma one_layer_step10_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec (((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_U *m W_E)^T)) + (\sum_(h : H) ((softmax_0 h) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T))))) = ((vec ((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_U *m W_E)^T))) + (\sum_(h : H) (vec ((softmax_0 h) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T))))).
Proof. by_law law_linearity_of_vec. Qed.
Lemma one_layer_step10 : line9 = line10.
Proof. exact: one_layer_step10_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))))). Qed.
Lemma one_layer_step11_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : ((vec ((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_U *m W_E)^T))) + (\sum_(h : H) (vec ((softmax_0 h) *m t *m ((W_U *m (W_O h) *m (W_V h) *m W_E)^T))))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) *m (vec t)) + (\sum_(h : H) (((softmax_0 h) *t (W_U *m (W_O h) *m (W_V h) *m W_E)) *m (vec t)))).
Proof. by_law law_vec. Qed.
Lemma one_layer_step11 : line10 = line11.
Proof. exact: one_layer_step11_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))))). Qed.
Lemma one_layer_step12_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) *m (vec t)) + (\sum_(h : H) (((softmax_0 h) *t (W_U *m (W_O h) *m (W_V h) *m W_E)) *m (vec t)))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_0 h) *t (W_U *m (W_O h) *m (W_V h) *m W_E)))) *m (vec t)).
Proof. by_law law_distributivity. Qed.
Lemma one_layer_step12 : line11 = line12.
Proof. exact: one_layer_step12_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))))). Qed.
Lemma one_layer_step13_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_0 h) *t (W_U *m (W_O h) *m (W_V h) *m W_E)))) *m (vec t)) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_0 h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Proof. by_law law_definition. Qed.
Lemma one_layer_step13 : line12 = line13.
Proof. exact: one_layer_step13_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))))). Qed.
Theorem one_layer_theorem : (vec (((t *m (W_E^T)) + (\sum_(h : H) (((@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans one_layer_step1 one_layer_step2) one_layer_step3) one_layer_step4) one_layer_step5) one_layer_step6) one_layer_step7) one_layer_step8) one_layer_step9) one_layer_step10) one_layer_step11) one_layer_step12) one_layer_step13). Qed.
End one_layer.

Section virtual_weights.
Variable RR : comRingType.
Variables n_ctx d_model d_mlp : nat.
Variable L : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable r : L -> 'M[RR]_(n_ctx, d_mlp).
Variable W_out : L -> 'M[RR]_(d_model, d_mlp).
Variable W_in : 'M[RR]_(d_mlp, d_model).
Local Notation line0 := ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (W_in^T)) (only parsing).
Local Notation line1 := ((x *m (W_in^T)) + (\sum_(l : L) ((r l) *m ((W_out l)^T) *m (W_in^T)))) (only parsing).
Local Notation line2 := ((x *m (W_in^T)) + (\sum_(l : L) ((r l) *m ((W_in *m (W_out l))^T)))) (only parsing).
Lemma virtual_weights_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma virtual_weights_step2 : line1 = line2.
Proof. by_law law_transpose. Qed.
Theorem virtual_weights_theorem : ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (W_in^T)) = ((x *m (W_in^T)) + (\sum_(l : L) ((r l) *m ((W_in *m (W_out l))^T)))).
Proof. exact: (etrans virtual_weights_step1 virtual_weights_step2). Qed.
End virtual_weights.

Section v_composition.
Variable RR : comRingType.
Variables d_model d_head : nat.
Variable W_O_1 : 'M[RR]_(d_model, d_head).
Variable W_V_1 : 'M[RR]_(d_head, d_model).
Variable W_O_0 : 'M[RR]_(d_model, d_head).
Variable V_0 : 'M[RR]_(d_model, d_head).
Hypothesis v_composition_supposes_0 : (W_O_1^T) *m W_O_1 = (1%:M : 'M[RR]_(d_head)).
Lemma v_composition_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m (W_O_1^T) *m W_O_1 = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) v_composition_supposes_0; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(v_composition_supposes_0, v_composition_supposes_0_behind, mulmxA).
Hypothesis v_composition_supposes_1 : (V_0^T) *m V_0 = (1%:M : 'M[RR]_(d_head)).
Lemma v_composition_supposes_1_behind m (X : 'M[RR]_(m, _)) : X *m (V_0^T) *m V_0 = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) v_composition_supposes_1; rewrite ?mulmxA. Qed.
Ltac use_1 := rewrite ?(v_composition_supposes_1, v_composition_supposes_1_behind, mulmxA).
Local Notation line0 := ((W_O_1^T) *m (W_O_1 *m W_V_1) *m (W_O_0 *m (V_0^T)) *m V_0) (only parsing).
Local Notation line1 := ((W_O_1^T) *m W_O_1 *m W_V_1 *m W_O_0 *m (V_0^T) *m V_0) (only parsing).
Local Notation line2 := ((1%:M : 'M[RR]_(d_head)) *m W_V_1 *m W_O_0 *m (V_0^T) *m V_0) (only parsing).
Local Notation line3 := ((1%:M : 'M[RR]_(d_head)) *m W_V_1 *m W_O_0 *m (1%:M : 'M[RR]_(d_head))) (only parsing).
Local Notation line4 := (W_V_1 *m W_O_0) (only parsing).
Lemma v_composition_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma v_composition_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma v_composition_step3 : line2 = line3.
Proof. by_law use_1. Qed.
Lemma v_composition_step4 : line3 = line4.
Proof. by_law law_identity. Qed.
Theorem v_composition_theorem : ((W_O_1^T) *m (W_O_1 *m W_V_1) *m (W_O_0 *m (V_0^T)) *m V_0) = (W_V_1 *m W_O_0).
Proof. exact: (etrans (etrans (etrans v_composition_step1 v_composition_step2) v_composition_step3) v_composition_step4). Qed.
End v_composition.

Section identity_head.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H : finType.
Variable W_U : 'M[RR]_(d_vocab, d_model).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Local Notation line0 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) (only parsing).
Local Notation line1 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (1%:M : 'M[RR]_(d_model)) *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) (only parsing).
Local Notation line2 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (1%:M : 'M[RR]_(d_model)) *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) (only parsing).
Local Notation line3 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (1%:M : 'M[RR]_(d_model)) *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) (only parsing).
Lemma identity_head_step1 : line0 = line1.
Proof. by_law law_identity. Qed.
Lemma identity_head_step2 : line1 = line2.
Proof. by []. Qed.
Lemma identity_head_step3 : line2 = line3.
Proof. by []. Qed.
Theorem identity_head_theorem : (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (1%:M : 'M[RR]_(d_model)) *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))).
Proof. exact: (etrans (etrans identity_head_step1 identity_head_step2) identity_head_step3). Qed.
End identity_head.

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
Proof. by []. Qed.
Lemma heads_of_one_pattern_step3 : line2 = line3.
Proof. rewrite ?mulmxA (blocks iota_is); by_law law_definition. Qed.
Lemma heads_of_one_pattern_step4 : line3 = line4.
Proof. by_law law_distributivity. Qed.
Lemma heads_of_one_pattern_step5 : line4 = line5.
Proof. by []. Qed.
Lemma heads_of_one_pattern_step6 : line5 = line6.
Proof. by []. Qed.
Theorem heads_of_one_pattern_theorem : (\sum_(h : H) (A *t ((W_O h) *m (W_V h)))) = (A *t ((\sum_(h : H) ((W_O h) *m ((iota h)^T))) *m (\sum_(g : H) ((iota g) *m (W_V g))))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans heads_of_one_pattern_step1 heads_of_one_pattern_step2) heads_of_one_pattern_step3) heads_of_one_pattern_step4) heads_of_one_pattern_step5) heads_of_one_pattern_step6). Qed.
End heads_of_one_pattern.

Section convolution.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable V : finType.
Variable J : finType.
Variable s : V -> J -> 'M[RR]_(n_ctx, 1).
Variable e : J -> 'M[RR]_(n_ctx, 1).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W : V -> 'M[RR]_(d_model, d_model).
Local Notation line0 := (vec (\sum_(v : V) (\sum_(j : J) ((s v j) *m ((e j)^T) *m x *m ((W v)^T))))) (only parsing).
Local Notation line1 := (vec (\sum_(v : V) ((\sum_(j : J) ((s v j) *m ((e j)^T))) *m x *m ((W v)^T)))) (only parsing).
Local Notation line2 := (vec (\sum_(v : V) ((\sum_(j : J) ((s v j) *m ((e j)^T))) *m x *m ((W v)^T)))) (only parsing).
Local Notation line3 := (\sum_(v : V) (vec ((\sum_(j : J) ((s v j) *m ((e j)^T))) *m x *m ((W v)^T)))) (only parsing).
Local Notation line4 := (\sum_(v : V) (((\sum_(j : J) ((s v j) *m ((e j)^T))) *t (W v)) *m (vec x))) (only parsing).
Local Notation line5 := ((\sum_(v : V) ((\sum_(j : J) ((s v j) *m ((e j)^T))) *t (W v))) *m (vec x)) (only parsing).
Lemma convolution_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma convolution_step2 : line1 = line2.
Proof. by []. Qed.
Lemma convolution_step3 : line2 = line3.
Proof. by_law law_linearity_of_vec. Qed.
Lemma convolution_step4 : line3 = line4.
Proof. by_law law_vec. Qed.
Lemma convolution_step5 : line4 = line5.
Proof. by_law law_distributivity. Qed.
Theorem convolution_theorem : (vec (\sum_(v : V) (\sum_(j : J) ((s v j) *m ((e j)^T) *m x *m ((W v)^T))))) = ((\sum_(v : V) ((\sum_(j : J) ((s v j) *m ((e j)^T))) *t (W v))) *m (vec x)).
Proof. exact: (etrans (etrans (etrans (etrans convolution_step1 convolution_step2) convolution_step3) convolution_step4) convolution_step5). Qed.
End convolution.

Section two_layers.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H_1 : finType.
Variable H_0 : finType.
Variable W_U : 'M[RR]_(d_vocab, d_model).
Variable A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_1 : H_1 -> 'M[RR]_(d_model, d_head).
Variable W_V_1 : H_1 -> 'M[RR]_(d_head, d_model).
Variable A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Local Notation line0 := (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) (only parsing).
Local Notation line1 := ((((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m (1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) + (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m (1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))) + (\sum_(g : H_1) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m (1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))))) (only parsing).
Local Notation line2 := ((((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) + (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))) + (\sum_(g : H_1) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E))))) (only parsing).
Local Notation line3 := ((((1%:M : 'M[RR]_(n_ctx)) *m (1%:M : 'M[RR]_(n_ctx))) *t (W_U *m W_E)) + (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *m (A_0 h) *m (1%:M : 'M[RR]_(n_ctx))) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) (((1%:M : 'M[RR]_(n_ctx)) *m (A_1 g) *m (1%:M : 'M[RR]_(n_ctx))) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((1%:M : 'M[RR]_(n_ctx)) *m (A_1 g) *m (A_0 h) *m (1%:M : 'M[RR]_(n_ctx))) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))))) (only parsing).
Local Notation line4 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H_0) ((A_0 h) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) ((A_1 g) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((A_1 g) *m (A_0 h)) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))))) (only parsing).
Lemma two_layers_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma two_layers_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Lemma two_layers_step3 : line2 = line3.
Proof. by_law law_mixed_product. Qed.
Lemma two_layers_step4 : line3 = line4.
Proof. by_law law_identity. Qed.
Theorem two_layers_theorem : (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H_0) ((A_0 h) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) ((A_1 g) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((A_1 g) *m (A_0 h)) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))))).
Proof. exact: (etrans (etrans (etrans two_layers_step1 two_layers_step2) two_layers_step3) two_layers_step4). Qed.
End two_layers.

Section path_expansion_step.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H : finType.
Variable P : finType.
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable A' : P -> 'M[RR]_(n_ctx, n_ctx).
Variable W : P -> 'M[RR]_(d_model, d_model).
Local Notation line0 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((A h) *t ((W_O h) *m (W_V h))))) *m (\sum_(p : P) ((A' p) *t (W p)))) (only parsing).
Local Notation line1 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (\sum_(p : P) ((A' p) *t (W p)))) + (\sum_(h : H) (((A h) *t ((W_O h) *m (W_V h))) *m (\sum_(p : P) ((A' p) *t (W p)))))) (only parsing).
Local Notation line2 := ((\sum_(p : P) ((A' p) *t (W p))) + (\sum_(h : H) (((A h) *t ((W_O h) *m (W_V h))) *m (\sum_(p : P) ((A' p) *t (W p)))))) (only parsing).
Local Notation line3 := ((\sum_(p : P) ((A' p) *t (W p))) + (\sum_(h : H) (\sum_(p : P) (((A h) *t ((W_O h) *m (W_V h))) *m ((A' p) *t (W p)))))) (only parsing).
Local Notation line4 := ((\sum_(p : P) ((A' p) *t (W p))) + (\sum_(h : H) (\sum_(p : P) (((A h) *m (A' p)) *t (((W_O h) *m (W_V h)) *m (W p)))))) (only parsing).
Lemma path_expansion_step_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma path_expansion_step_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Lemma path_expansion_step_step3 : line2 = line3.
Proof. by_law law_distributivity. Qed.
Lemma path_expansion_step_step4 : line3 = line4.
Proof. by_law law_mixed_product. Qed.
Theorem path_expansion_step_theorem : (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((A h) *t ((W_O h) *m (W_V h))))) *m (\sum_(p : P) ((A' p) *t (W p)))) = ((\sum_(p : P) ((A' p) *t (W p))) + (\sum_(h : H) (\sum_(p : P) (((A h) *m (A' p)) *t (((W_O h) *m (W_V h)) *m (W p)))))).
Proof. exact: (etrans (etrans (etrans path_expansion_step_step1 path_expansion_step_step2) path_expansion_step_step3) path_expansion_step_step4). Qed.
End path_expansion_step.

Section scores_of_the_second_layer.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H_0 : finType.
Variable one_over_root_d_head : RR.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_Q_1_h : 'M[RR]_(d_head, d_model).
Variable W_K_1_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m (W_Q_1_h^T) *m W_K_1_h *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) (only parsing).
Local Notation line1 := (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) (only parsing).
Local Notation line2 := (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) (only parsing).
Local Notation line3 := (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x^T) + (\sum_(k : H_0) (((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line4 := (one_over_root_d_head *: ((x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)) + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(k : H_0) (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Lemma scores_of_the_second_layer_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma scores_of_the_second_layer_step2 : line1 = line2.
Proof. by []. Qed.
Lemma scores_of_the_second_layer_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Lemma scores_of_the_second_layer_step4 : line3 = line4.
Proof. by_law law_distributivity. Qed.
Theorem scores_of_the_second_layer_theorem : (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m (W_Q_1_h^T) *m W_K_1_h *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) = (one_over_root_d_head *: ((x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)) + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(k : H_0) (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))).
Proof. exact: (etrans (etrans (etrans scores_of_the_second_layer_step1 scores_of_the_second_layer_step2) scores_of_the_second_layer_step3) scores_of_the_second_layer_step4). Qed.
End scores_of_the_second_layer.

Section six_index_tensor.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H_0 : finType.
Variable A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_Q_1_h : 'M[RR]_(d_head, d_model).
Variable W_K_1_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k)))))) (only parsing).
Local Notation line1 := (((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m (1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N))) + (\sum_(q : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m (1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)))) + (\sum_(k : H_0) ((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k))))))) (only parsing).
Local Notation line2 := (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k))))))) (only parsing).
Local Notation line3 := (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) (((A_0 q) *m (1%:M : 'M[RR]_(n_ctx))) *t ((1%:M : 'M[RR]_(n_ctx)) *m (1%:M : 'M[RR]_(n_ctx))) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) (((1%:M : 'M[RR]_(n_ctx)) *m (1%:M : 'M[RR]_(n_ctx))) *t ((1%:M : 'M[RR]_(n_ctx)) *m (A_0 k)) *t (((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 q) *m (1%:M : 'M[RR]_(n_ctx)) *m (1%:M : 'M[RR]_(n_ctx))) *t ((1%:M : 'M[RR]_(n_ctx)) *m (1%:M : 'M[RR]_(n_ctx)) *m (A_0 k)) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))))) (only parsing).
Local Notation line4 := (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t (((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *t (A_0 k) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))))) (only parsing).
Lemma six_index_tensor_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma six_index_tensor_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Lemma six_index_tensor_step3 : line2 = line3.
Proof. by_law law_mixed_product. Qed.
Lemma six_index_tensor_step4 : line3 = line4.
Proof. by_law law_identity. Qed.
Theorem six_index_tensor_theorem : (((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k)))))) = (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t (((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *t (A_0 k) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))))).
Proof. exact: (etrans (etrans (etrans six_index_tensor_step1 six_index_tensor_step2) six_index_tensor_step3) six_index_tensor_step4). Qed.
End six_index_tensor.

Section six_index_tensor_acts.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H_0 : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_Q_1_h : 'M[RR]_(d_head, d_model).
Variable W_K_1_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (vec ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) (only parsing).
Local Notation line1 := (vec ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x^T) + (\sum_(k : H_0) (((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line2 := (vec ((x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)) + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(k : H_0) (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line3 := ((vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(q : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)))) + (\sum_(k : H_0) (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))) + (\sum_(q : H_0) (\sum_(k : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line4 := ((vec ((1%:M : 'M[RR]_(n_ctx)) *m x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T) *m (1%:M : 'M[RR]_(n_ctx)))) + (\sum_(q : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T) *m (1%:M : 'M[RR]_(n_ctx))))) + (\sum_(k : H_0) (vec ((1%:M : 'M[RR]_(n_ctx)) *m x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))) + (\sum_(q : H_0) (\sum_(k : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line5 := ((vec ((1%:M : 'M[RR]_(n_ctx)) *m x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T) *m ((1%:M : 'M[RR]_(n_ctx))^T))) + (\sum_(q : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T) *m ((1%:M : 'M[RR]_(n_ctx))^T)))) + (\sum_(k : H_0) (vec ((1%:M : 'M[RR]_(n_ctx)) *m x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))) + (\sum_(q : H_0) (\sum_(k : H_0) (vec ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))) (only parsing).
Local Notation line6 := ((((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)))) + (\sum_(q : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))))) + (\sum_(k : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k)) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 q) *t (A_0 k)) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))))) (only parsing).
Lemma six_index_tensor_acts_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma six_index_tensor_acts_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma six_index_tensor_acts_step3 : line2 = line3.
Proof. by_law law_linearity_of_vec. Qed.
Lemma six_index_tensor_acts_step4 : line3 = line4.
Proof. by_law law_identity. Qed.
Lemma six_index_tensor_acts_step5 : line4 = line5.
Proof. by_law law_transpose. Qed.
Lemma six_index_tensor_acts_step6 : line5 = line6.
Proof. by_law law_vec. Qed.
Theorem six_index_tensor_acts_theorem : (vec ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)))) + (\sum_(q : H_0) (((A_0 q) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))))) + (\sum_(k : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k)) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 q) *t (A_0 k)) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans six_index_tensor_acts_step1 six_index_tensor_acts_step2) six_index_tensor_acts_step3) six_index_tensor_acts_step4) six_index_tensor_acts_step5) six_index_tensor_acts_step6). Qed.
End six_index_tensor_acts.

Section first_pattern.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable one_over_root_d_head : RR.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable W_Q_0_h : 'M[RR]_(d_head, d_model).
Variable W_K_0_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_0_h^T)) *m (((t *m (W_E^T)) *m (W_K_0_h^T))^T)))) (only parsing).
Local Notation line1 := (@pattern _ (one_over_root_d_head *: ((t *m (W_E^T)) *m (W_Q_0_h^T) *m (((t *m (W_E^T)) *m (W_K_0_h^T))^T)))) (only parsing).
Local Notation line2 := (@pattern _ (one_over_root_d_head *: ((t *m (W_E^T)) *m (W_Q_0_h^T) *m (((t *m (W_E^T)) *m (W_K_0_h^T))^T)))) (only parsing).
Local Notation line3 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (W_Q_0_h^T) *m ((t *m (W_E^T) *m (W_K_0_h^T))^T)))) (only parsing).
Local Notation line4 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m (W_Q_0_h^T) *m W_K_0_h *m W_E *m (t^T)))) (only parsing).
Local Notation line5 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_0_h^T) *m W_K_0_h) *m W_E *m (t^T)))) (only parsing).
Local Notation line6 := (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_0_h^T) *m W_K_0_h) *m W_E *m (t^T)))) (only parsing).
Lemma first_pattern_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma first_pattern_step2 : line1 = line2.
Proof. by []. Qed.
Lemma first_pattern_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Lemma first_pattern_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma first_pattern_step5 : line4 = line5.
Proof. by_law law_definition. Qed.
Lemma first_pattern_step6 : line5 = line6.
Proof. by []. Qed.
Theorem first_pattern_theorem : (@pattern _ (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_0_h^T)) *m (((t *m (W_E^T)) *m (W_K_0_h^T))^T)))) = (@pattern _ (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_0_h^T) *m W_K_0_h) *m W_E *m (t^T)))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans first_pattern_step1 first_pattern_step2) first_pattern_step3) first_pattern_step4) first_pattern_step5) first_pattern_step6). Qed.
End first_pattern.

Section scores_of_any_layer.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable P : finType.
Variable one_over_root_d_head : RR.
Variable A : P -> 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W : P -> 'M[RR]_(d_model, d_model).
Variable W_Q_h : 'M[RR]_(d_head, d_model).
Variable W_K_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := (one_over_root_d_head *: ((\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) ((A k) *m x *m ((W k)^T)))^T))) (only parsing).
Local Notation line1 := (one_over_root_d_head *: ((\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m ((W_Q_h^T) *m W_K_h) *m (\sum_(k : P) ((W k) *m (x^T) *m ((A k)^T))))) (only parsing).
Local Notation line2 := (one_over_root_d_head *: (\sum_(q : P) (\sum_(k : P) ((A q) *m x *m ((W q)^T) *m ((W_Q_h^T) *m W_K_h) *m (W k) *m (x^T) *m ((A k)^T))))) (only parsing).
Lemma scores_of_any_layer_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma scores_of_any_layer_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Theorem scores_of_any_layer_theorem : (one_over_root_d_head *: ((\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) ((A k) *m x *m ((W k)^T)))^T))) = (one_over_root_d_head *: (\sum_(q : P) (\sum_(k : P) ((A q) *m x *m ((W q)^T) *m ((W_Q_h^T) *m W_K_h) *m (W k) *m (x^T) *m ((A k)^T))))).
Proof. exact: (etrans scores_of_any_layer_step1 scores_of_any_layer_step2). Qed.
End scores_of_any_layer.

Section computed_layer.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable P : finType.
Variable H : finType.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable A : P -> 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W : P -> 'M[RR]_(d_model, d_model).
Variable one_over_root_d_head : RR.
Variable W_Q : H -> 'M[RR]_(d_head, d_model).
Variable W_K : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Local Notation line0 := ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_O h) *m (W_V h))^T)))) (only parsing).
Local Notation line1 := ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_O h) *m (W_V h))^T)))) (only parsing).
Local Notation line2 := ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) (\sum_(p : P) ((@pattern _ (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (A p) *m x *m ((W p)^T) *m (((W_O h) *m (W_V h))^T))))) (only parsing).
Local Notation line3 := ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) (\sum_(p : P) ((@pattern _ (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (A p) *m x *m ((((W_O h) *m (W_V h)) *m (W p))^T))))) (only parsing).
Lemma computed_layer_step1 : line0 = line1.
Proof. by []. Qed.
Lemma computed_layer_step2_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) ((softmax_0 h) *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_O h) *m (W_V h))^T)))) = ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) (\sum_(p : P) ((softmax_0 h) *m (A p) *m x *m ((W p)^T) *m (((W_O h) *m (W_V h))^T))))).
Proof. by_law law_distributivity. Qed.
Lemma computed_layer_step2 : line1 = line2.
Proof. exact: computed_layer_step2_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T))))). Qed.
Lemma computed_layer_step3_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) (\sum_(p : P) ((softmax_0 h) *m (A p) *m x *m ((W p)^T) *m (((W_O h) *m (W_V h))^T))))) = ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) (\sum_(p : P) ((softmax_0 h) *m (A p) *m x *m ((((W_O h) *m (W_V h)) *m (W p))^T))))).
Proof. by_law law_transpose. Qed.
Lemma computed_layer_step3 : line2 = line3.
Proof. exact: computed_layer_step3_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T))))). Qed.
Theorem computed_layer_theorem : ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_O h) *m (W_V h))^T)))) = ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) (\sum_(p : P) ((@pattern _ (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (A p) *m x *m ((((W_O h) *m (W_V h)) *m (W p))^T))))).
Proof. exact: (etrans (etrans computed_layer_step1 computed_layer_step2) computed_layer_step3). Qed.
End computed_layer.

Section attention_looks_back.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx d_model d_head : nat.
Variable H : finType.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable one_over_root_d_head : RR.
Variable W_Q : H -> 'M[RR]_(d_head, d_model).
Variable W_K : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Local Notation line0 := (P *m (x + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T)))) *m x *m (((W_O h) *m (W_V h))^T))))) (only parsing).
Local Notation line1 := ((P *m x) + (\sum_(h : H) (P *m (softmax_of e true (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T)))) *m x *m (((W_O h) *m (W_V h))^T)))) (only parsing).
Local Notation line2 := ((P *m x) + (\sum_(h : H) (P *m (softmax_of e true (P *m (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T))) *m P)) *m P *m x *m (((W_O h) *m (W_V h))^T)))) (only parsing).
Local Notation line3 := ((P *m x) + (\sum_(h : H) (P *m (softmax_of e true (one_over_root_d_head *: (P *m x *m (((W_Q h)^T) *m (W_K h)) *m (x^T) *m P))) *m P *m x *m (((W_O h) *m (W_V h))^T)))) (only parsing).
Local Notation line4 := ((P *m x) + (\sum_(h : H) (P *m (softmax_of e true (one_over_root_d_head *: (P *m x *m (((W_Q h)^T) *m (W_K h)) *m (x^T) *m (P^T)))) *m P *m x *m (((W_O h) *m (W_V h))^T)))) (only parsing).
Local Notation line5 := ((P *m x) + (\sum_(h : H) (P *m (softmax_of e true (one_over_root_d_head *: (P *m x *m (((W_Q h)^T) *m (W_K h)) *m ((P *m x)^T)))) *m P *m x *m (((W_O h) *m (W_V h))^T)))) (only parsing).
Local Notation line6 := ((P *m P *m x) + (\sum_(h : H) (P *m (softmax_of e true (one_over_root_d_head *: (P *m x *m (((W_Q h)^T) *m (W_K h)) *m ((P *m x)^T)))) *m P *m x *m (((W_O h) *m (W_V h))^T)))) (only parsing).
Local Notation line7 := (P *m ((P *m x) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (P *m x *m (((W_Q h)^T) *m (W_K h)) *m ((P *m x)^T)))) *m P *m x *m (((W_O h) *m (W_V h))^T))))) (only parsing).
Lemma attention_looks_back_step1_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (P *m (x + (\sum_(h : H) ((softmax_0 h) *m x *m (((W_O h) *m (W_V h))^T))))) = ((P *m x) + (\sum_(h : H) (P *m (softmax_0 h) *m x *m (((W_O h) *m (W_V h))^T)))).
Proof. by_law law_distributivity. Qed.
Lemma attention_looks_back_step1 : line0 = line1.
Proof. exact: attention_looks_back_step1_of_any (fun (h : H) => (softmax_of e true (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T))))). Qed.
Lemma attention_looks_back_2_softmax_first_rows_h (h : H) : (P *m (softmax_of e true (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T))))) = (P *m (softmax_of e true (P *m (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T))) *m P)) *m P).
Proof. have: (P *m (softmax_of e true (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T))))) = (P *m (softmax_of e true (P *m (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T))) *m P)) *m P) by exact: softmax_first_rows_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma attention_looks_back_2_softmax_first_rows_h_behind (h : H) m (X : 'M[RR]_(m, _)) : X *m P *m (softmax_of e true (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T)))) = X *m P *m (softmax_of e true (P *m (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T))) *m P)) *m P.
Proof. by have := congr1 (mulmx X) (attention_looks_back_2_softmax_first_rows_h h); rewrite ?mulmxA. Qed.
Lemma attention_looks_back_step2 : line1 = line2.
Proof. first [solve [at_places ltac:(first [exact: attention_looks_back_2_softmax_first_rows_h | exact: attention_looks_back_2_softmax_first_rows_h_behind])] | by_law ltac:(rewrite ?(attention_looks_back_2_softmax_first_rows_h, attention_looks_back_2_softmax_first_rows_h_behind, mulmxA))]. Qed.
Lemma attention_looks_back_step3 : line2 = line3.
Proof. by_law law_scalars. Qed.
Lemma attention_looks_back_4_first_rows_transposed : (P^T) = P.
Proof. have: (P^T) = P by exact: first_rows_transposed_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma attention_looks_back_step4 : line3 = line4.
Proof. first [solve [at_places ltac:(first [exact: attention_looks_back_4_first_rows_transposed])] | by_law ltac:(rewrite ?(attention_looks_back_4_first_rows_transposed, mulmxA))]. Qed.
Lemma attention_looks_back_step5 : line4 = line5.
Proof. by_law law_transpose. Qed.
Lemma attention_looks_back_6_first_rows_twice : (P *m P) = P.
Proof. have: (P *m P) = P by exact: first_rows_twice_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma attention_looks_back_6_first_rows_twice_behind m (X : 'M[RR]_(m, _)) : X *m P *m P = X *m P.
Proof. by have := congr1 (mulmx X) attention_looks_back_6_first_rows_twice; rewrite ?mulmxA. Qed.
Lemma attention_looks_back_step6 : line5 = line6.
Proof. first [solve [at_places ltac:(first [exact: attention_looks_back_6_first_rows_twice | exact: attention_looks_back_6_first_rows_twice_behind])] | by_law ltac:(rewrite ?(attention_looks_back_6_first_rows_twice, attention_looks_back_6_first_rows_twice_behind, mulmxA))]. Qed.
Lemma attention_looks_back_step7_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : ((P *m P *m x) + (\sum_(h : H) (P *m (softmax_0 h) *m P *m x *m (((W_O h) *m (W_V h))^T)))) = (P *m ((P *m x) + (\sum_(h : H) ((softmax_0 h) *m P *m x *m (((W_O h) *m (W_V h))^T))))).
Proof. by_law law_distributivity. Qed.
Lemma attention_looks_back_step7 : line6 = line7.
Proof. exact: attention_looks_back_step7_of_any (fun (h : H) => (softmax_of e true (one_over_root_d_head *: (P *m x *m (((W_Q h)^T) *m (W_K h)) *m ((P *m x)^T))))). Qed.
Theorem attention_looks_back_theorem : (P *m (x + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T)))) *m x *m (((W_O h) *m (W_V h))^T))))) = (P *m ((P *m x) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (P *m x *m (((W_Q h)^T) *m (W_K h)) *m ((P *m x)^T)))) *m P *m x *m (((W_O h) *m (W_V h))^T))))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans attention_looks_back_step1 attention_looks_back_step2) attention_looks_back_step3) attention_looks_back_step4) attention_looks_back_step5) attention_looks_back_step6) attention_looks_back_step7). Qed.
End attention_looks_back.

Section mlp_looks_back.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx d_model d_mlp : nat.
Variable f : RR -> RR.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_in : 'M[RR]_(d_mlp, d_model).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Variable b_in : 'M[RR]_(d_mlp, 1).
Variable W_out : 'M[RR]_(d_model, d_mlp).
Local Notation line0 := (P *m (x + ((map_mx f ((x *m (W_in^T)) + (v1 *m (b_in^T)))) *m (W_out^T)))) (only parsing).
Local Notation line1 := ((P *m x) + (P *m (map_mx f ((x *m (W_in^T)) + (v1 *m (b_in^T)))) *m (W_out^T))) (only parsing).
Local Notation line2 := ((P *m x) + (P *m (map_mx f (P *m ((x *m (W_in^T)) + (v1 *m (b_in^T))))) *m (W_out^T))) (only parsing).
Local Notation line3 := ((P *m x) + (P *m (map_mx f ((P *m x *m (W_in^T)) + (P *m v1 *m (b_in^T)))) *m (W_out^T))) (only parsing).
Local Notation line4 := ((P *m P *m x) + (P *m (map_mx f ((P *m P *m x *m (W_in^T)) + (P *m v1 *m (b_in^T)))) *m (W_out^T))) (only parsing).
Local Notation line5 := ((P *m P *m x) + (P *m (map_mx f (P *m ((P *m x *m (W_in^T)) + (v1 *m (b_in^T))))) *m (W_out^T))) (only parsing).
Local Notation line6 := ((P *m P *m x) + (P *m (map_mx f ((P *m x *m (W_in^T)) + (v1 *m (b_in^T)))) *m (W_out^T))) (only parsing).
Local Notation line7 := (P *m ((P *m x) + ((map_mx f ((P *m x *m (W_in^T)) + (v1 *m (b_in^T)))) *m (W_out^T)))) (only parsing).
Lemma mlp_looks_back_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma mlp_looks_back_2_function_of_first_rows : (P *m (map_mx f ((x *m (W_in^T)) + (v1 *m (b_in^T))))) = (P *m (map_mx f (P *m ((x *m (W_in^T)) + (v1 *m (b_in^T)))))).
Proof. have: (P *m (map_mx f ((x *m (W_in^T)) + (v1 *m (b_in^T))))) = (P *m (map_mx f (P *m ((x *m (W_in^T)) + (v1 *m (b_in^T)))))) by exact: function_of_first_rows_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma mlp_looks_back_2_function_of_first_rows_behind m (X : 'M[RR]_(m, _)) : X *m P *m (map_mx f ((x *m (W_in^T)) + (v1 *m (b_in^T)))) = X *m P *m (map_mx f (P *m ((x *m (W_in^T)) + (v1 *m (b_in^T))))).
Proof. by have := congr1 (mulmx X) mlp_looks_back_2_function_of_first_rows; rewrite ?mulmxA. Qed.
Lemma mlp_looks_back_step2 : line1 = line2.
Proof. first [solve [at_places ltac:(first [exact: mlp_looks_back_2_function_of_first_rows | exact: mlp_looks_back_2_function_of_first_rows_behind])] | by_law ltac:(rewrite ?(mlp_looks_back_2_function_of_first_rows, mlp_looks_back_2_function_of_first_rows_behind, mulmxA))]. Qed.
Lemma mlp_looks_back_step3 : line2 = line3.
Proof. by_law law_distributivity. Qed.
Lemma mlp_looks_back_4_first_rows_twice : (P *m P) = P.
Proof. have: (P *m P) = P by exact: first_rows_twice_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma mlp_looks_back_4_first_rows_twice_behind m (X : 'M[RR]_(m, _)) : X *m P *m P = X *m P.
Proof. by have := congr1 (mulmx X) mlp_looks_back_4_first_rows_twice; rewrite ?mulmxA. Qed.
Lemma mlp_looks_back_step4 : line3 = line4.
Proof. first [solve [at_places ltac:(first [exact: mlp_looks_back_4_first_rows_twice | exact: mlp_looks_back_4_first_rows_twice_behind])] | by_law ltac:(rewrite ?(mlp_looks_back_4_first_rows_twice, mlp_looks_back_4_first_rows_twice_behind, mulmxA))]. Qed.
Lemma mlp_looks_back_step5 : line4 = line5.
Proof. by_law law_distributivity. Qed.
Lemma mlp_looks_back_6_function_of_first_rows : (P *m (map_mx f ((P *m x *m (W_in^T)) + (v1 *m (b_in^T))))) = (P *m (map_mx f (P *m ((P *m x *m (W_in^T)) + (v1 *m (b_in^T)))))).
Proof. have: (P *m (map_mx f ((P *m x *m (W_in^T)) + (v1 *m (b_in^T))))) = (P *m (map_mx f (P *m ((P *m x *m (W_in^T)) + (v1 *m (b_in^T)))))) by exact: function_of_first_rows_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma mlp_looks_back_6_function_of_first_rows_behind m (X : 'M[RR]_(m, _)) : X *m P *m (map_mx f ((P *m x *m (W_in^T)) + (v1 *m (b_in^T)))) = X *m P *m (map_mx f (P *m ((P *m x *m (W_in^T)) + (v1 *m (b_in^T))))).
Proof. by have := congr1 (mulmx X) mlp_looks_back_6_function_of_first_rows; rewrite ?mulmxA. Qed.
Lemma mlp_looks_back_step6 : line5 = line6.
Proof. first [solve [at_places ltac:(first [exact: mlp_looks_back_6_function_of_first_rows | exact: mlp_looks_back_6_function_of_first_rows_behind])] | by_law ltac:(rewrite ?(mlp_looks_back_6_function_of_first_rows, mlp_looks_back_6_function_of_first_rows_behind, mulmxA))]. Qed.
Lemma mlp_looks_back_step7 : line6 = line7.
Proof. by_law law_distributivity. Qed.
Theorem mlp_looks_back_theorem : (P *m (x + ((map_mx f ((x *m (W_in^T)) + (v1 *m (b_in^T)))) *m (W_out^T)))) = (P *m ((P *m x) + ((map_mx f ((P *m x *m (W_in^T)) + (v1 *m (b_in^T)))) *m (W_out^T)))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans mlp_looks_back_step1 mlp_looks_back_step2) mlp_looks_back_step3) mlp_looks_back_step4) mlp_looks_back_step5) mlp_looks_back_step6) mlp_looks_back_step7). Qed.
End mlp_looks_back.

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
Theorem removing_a_head_theorem : (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)))) = ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g)))) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)) + (\sum_(g : H_1) (((A_1 g) *m A_0_0) *t (((W_O_1 g) *m (W_V_1 g)) *m (W_O_0_0 *m W_V_0_0))))).
Proof. exact: (etrans (etrans removing_a_head_step1 removing_a_head_step2) removing_a_head_step3). Qed.
End removing_a_head.

Section virtual_heads.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable A_h_2 : 'M[RR]_(n_ctx, n_ctx).
Variable W_OV_h_2 : 'M[RR]_(d_model, d_model).
Variable A_h_1 : 'M[RR]_(n_ctx, n_ctx).
Variable W_OV_h_1 : 'M[RR]_(d_model, d_model).
Local Notation line0 := ((A_h_2 *t W_OV_h_2) *m (A_h_1 *t W_OV_h_1)) (only parsing).
Local Notation line1 := ((A_h_2 *m A_h_1) *t (W_OV_h_2 *m W_OV_h_1)) (only parsing).
Lemma virtual_heads_step1 : line0 = line1.
Proof. by_law law_mixed_product. Qed.
Theorem virtual_heads_theorem : ((A_h_2 *t W_OV_h_2) *m (A_h_1 *t W_OV_h_1)) = ((A_h_2 *m A_h_1) *t (W_OV_h_2 *m W_OV_h_1)).
Proof. exact: virtual_heads_step1. Qed.
End virtual_heads.

Section virtual_pattern_sums_to_1.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx : nat.
Variable S_h_2 : 'M[RR]_(n_ctx, n_ctx).
Variable S_h_1 : 'M[RR]_(n_ctx, n_ctx).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Local Notation line0 := ((softmax_of e true S_h_2) *m (softmax_of e true S_h_1) *m v1) (only parsing).
Local Notation line1 := ((softmax_of e true S_h_2) *m v1) (only parsing).
Local Notation line2 := v1 (only parsing).
Lemma virtual_pattern_sums_to_1_1_softmax_rows_sum_to_1 : ((softmax_of e true S_h_1) *m v1) = v1.
Proof. have: ((softmax_of e true S_h_1) *m v1) = v1 by exact: softmax_rows_sum_to_1_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma virtual_pattern_sums_to_1_1_softmax_rows_sum_to_1_behind m (X : 'M[RR]_(m, _)) : X *m (softmax_of e true S_h_1) *m v1 = X *m v1.
Proof. by have := congr1 (mulmx X) virtual_pattern_sums_to_1_1_softmax_rows_sum_to_1; rewrite ?mulmxA. Qed.
Lemma virtual_pattern_sums_to_1_step1 : line0 = line1.
Proof. first [solve [at_places ltac:(first [exact: virtual_pattern_sums_to_1_1_softmax_rows_sum_to_1 | exact: virtual_pattern_sums_to_1_1_softmax_rows_sum_to_1_behind])] | by_law ltac:(rewrite ?(virtual_pattern_sums_to_1_1_softmax_rows_sum_to_1, virtual_pattern_sums_to_1_1_softmax_rows_sum_to_1_behind, mulmxA))]. Qed.
Lemma virtual_pattern_sums_to_1_2_softmax_rows_sum_to_1 : ((softmax_of e true S_h_2) *m v1) = v1.
Proof. have: ((softmax_of e true S_h_2) *m v1) = v1 by exact: softmax_rows_sum_to_1_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma virtual_pattern_sums_to_1_2_softmax_rows_sum_to_1_behind m (X : 'M[RR]_(m, _)) : X *m (softmax_of e true S_h_2) *m v1 = X *m v1.
Proof. by have := congr1 (mulmx X) virtual_pattern_sums_to_1_2_softmax_rows_sum_to_1; rewrite ?mulmxA. Qed.
Lemma virtual_pattern_sums_to_1_step2 : line1 = line2.
Proof. first [solve [at_places ltac:(first [exact: virtual_pattern_sums_to_1_2_softmax_rows_sum_to_1 | exact: virtual_pattern_sums_to_1_2_softmax_rows_sum_to_1_behind])] | by_law ltac:(rewrite ?(virtual_pattern_sums_to_1_2_softmax_rows_sum_to_1, virtual_pattern_sums_to_1_2_softmax_rows_sum_to_1_behind, mulmxA))]. Qed.
Theorem virtual_pattern_sums_to_1_theorem : ((softmax_of e true S_h_2) *m (softmax_of e true S_h_1) *m v1) = v1.
Proof. exact: (etrans virtual_pattern_sums_to_1_step1 virtual_pattern_sums_to_1_step2). Qed.
End virtual_pattern_sums_to_1.

Section causality.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx d_model : nat.
Variable P : 'M[RR]_(n_ctx, n_ctx).
Hypothesis P_is : is_first P.
Variable S_h : 'M[RR]_(n_ctx, n_ctx).
Variable W_h : 'M[RR]_(d_model, d_model).
Variable A_p : 'M[RR]_(n_ctx, n_ctx).
Variable W_p : 'M[RR]_(d_model, d_model).
Hypothesis causality_supposes_0 : P *m A_p *m P = P *m A_p.
Lemma causality_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m P *m A_p *m P = X *m P *m A_p.
Proof. by have := congr1 (mulmx X) causality_supposes_0; rewrite ?mulmxA. Qed.
Lemma causality_supposes_0_turned : (P^T) *m (A_p^T) *m (P^T) = (A_p^T) *m (P^T).
Proof. by have := congr1 trmx causality_supposes_0; law_transpose. Qed.
Lemma causality_supposes_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (P^T) *m (A_p^T) *m (P^T) = X *m (A_p^T) *m (P^T).
Proof. by have := congr1 (mulmx X) causality_supposes_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(causality_supposes_0, causality_supposes_0_behind, causality_supposes_0_turned, causality_supposes_0_turned_behind, mulmxA).
Local Notation line0 := ((P *t (1%:M : 'M[RR]_(d_model))) *m ((softmax_of e true S_h) *t W_h) *m (A_p *t W_p) *m (P *t (1%:M : 'M[RR]_(d_model)))) (only parsing).
Local Notation line1 := ((P *m (softmax_of e true S_h) *m A_p *m P) *t ((1%:M : 'M[RR]_(d_model)) *m W_h *m W_p *m (1%:M : 'M[RR]_(d_model)))) (only parsing).
Local Notation line2 := ((P *m (softmax_of e true S_h) *m A_p *m P) *t (W_h *m W_p)) (only parsing).
Local Notation line3 := ((P *m (softmax_of e true S_h) *m P *m A_p *m P) *t (W_h *m W_p)) (only parsing).
Local Notation line4 := ((P *m (softmax_of e true S_h) *m P *m A_p) *t (W_h *m W_p)) (only parsing).
Local Notation line5 := ((P *m (softmax_of e true S_h) *m A_p) *t (W_h *m W_p)) (only parsing).
Lemma causality_step1_of_any (softmax_0 : 'M[RR]_(n_ctx, n_ctx)) : ((P *t (1%:M : 'M[RR]_(d_model))) *m (softmax_0 *t W_h) *m (A_p *t W_p) *m (P *t (1%:M : 'M[RR]_(d_model)))) = ((P *m softmax_0 *m A_p *m P) *t ((1%:M : 'M[RR]_(d_model)) *m W_h *m W_p *m (1%:M : 'M[RR]_(d_model)))).
Proof. by_law law_mixed_product. Qed.
Lemma causality_step1 : line0 = line1.
Proof. exact: causality_step1_of_any (softmax_of e true S_h). Qed.
Lemma causality_step2_of_any (softmax_0 : 'M[RR]_(n_ctx, n_ctx)) : ((P *m softmax_0 *m A_p *m P) *t ((1%:M : 'M[RR]_(d_model)) *m W_h *m W_p *m (1%:M : 'M[RR]_(d_model)))) = ((P *m softmax_0 *m A_p *m P) *t (W_h *m W_p)).
Proof. by_law law_identity. Qed.
Lemma causality_step2 : line1 = line2.
Proof. exact: causality_step2_of_any (softmax_of e true S_h). Qed.
Lemma causality_3_softmax_looks_back : (P *m (softmax_of e true S_h) *m P) = (P *m (softmax_of e true S_h)).
Proof. have: (P *m (softmax_of e true S_h) *m P) = (P *m (softmax_of e true S_h)) by exact: softmax_looks_back_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma causality_3_softmax_looks_back_behind m (X : 'M[RR]_(m, _)) : X *m P *m (softmax_of e true S_h) *m P = X *m P *m (softmax_of e true S_h).
Proof. by have := congr1 (mulmx X) causality_3_softmax_looks_back; rewrite ?mulmxA. Qed.
Lemma causality_step3 : line2 = line3.
Proof. first [solve [at_places ltac:(first [exact: causality_3_softmax_looks_back | exact: causality_3_softmax_looks_back_behind])] | by_law ltac:(rewrite ?(causality_3_softmax_looks_back, causality_3_softmax_looks_back_behind, mulmxA))]. Qed.
Lemma causality_step4 : line3 = line4.
Proof. by_law use_0. Qed.
Lemma causality_5_softmax_looks_back : (P *m (softmax_of e true S_h) *m P) = (P *m (softmax_of e true S_h)).
Proof. have: (P *m (softmax_of e true S_h) *m P) = (P *m (softmax_of e true S_h)) by exact: softmax_looks_back_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma causality_5_softmax_looks_back_behind m (X : 'M[RR]_(m, _)) : X *m P *m (softmax_of e true S_h) *m P = X *m P *m (softmax_of e true S_h).
Proof. by have := congr1 (mulmx X) causality_5_softmax_looks_back; rewrite ?mulmxA. Qed.
Lemma causality_step5 : line4 = line5.
Proof. first [solve [at_places ltac:(first [exact: causality_5_softmax_looks_back | exact: causality_5_softmax_looks_back_behind])] | by_law ltac:(rewrite ?(causality_5_softmax_looks_back, causality_5_softmax_looks_back_behind, mulmxA))]. Qed.
Theorem causality_theorem : ((P *t (1%:M : 'M[RR]_(d_model))) *m ((softmax_of e true S_h) *t W_h) *m (A_p *t W_p) *m (P *t (1%:M : 'M[RR]_(d_model)))) = ((P *m (softmax_of e true S_h) *m A_p) *t (W_h *m W_p)).
Proof. exact: (etrans (etrans (etrans (etrans causality_step1 causality_step2) causality_step3) causality_step4) causality_step5). Qed.
End causality.

Section freezing.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H : finType.
Variable W_U : 'M[RR]_(d_vocab, d_model).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable s : 'M[RR]_(n_ctx, d_vocab).
Variable u : 'M[RR]_(n_ctx, d_vocab).
Local Notation line0 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec (s + u))) (only parsing).
Local Notation line1 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m ((vec s) + (vec u))) (only parsing).
Local Notation line2 := (((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec s)) + ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec u))) (only parsing).
Lemma freezing_step1 : line0 = line1.
Proof. by_law law_linearity_of_vec. Qed.
Lemma freezing_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Theorem freezing_theorem : ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec (s + u))) = (((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec s)) + ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec u))).
Proof. exact: (etrans freezing_step1 freezing_step2). Qed.
End freezing.

Section only_W_OV_matters.
Variable RR : comRingType.
Variables d_model d_head : nat.
Variable W_O_h : 'M[RR]_(d_model, d_head).
Variable M_inv : 'M[RR]_(d_head, d_head).
Variable M : 'M[RR]_(d_head, d_head).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Hypothesis only_W_OV_matters_supposes_0 : M_inv *m M = (1%:M : 'M[RR]_(d_head)).
Lemma only_W_OV_matters_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m M_inv *m M = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) only_W_OV_matters_supposes_0; rewrite ?mulmxA. Qed.
Lemma only_W_OV_matters_supposes_0_turned : (M^T) *m (M_inv^T) = (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 trmx only_W_OV_matters_supposes_0; law_transpose. Qed.
Lemma only_W_OV_matters_supposes_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (M^T) *m (M_inv^T) = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) only_W_OV_matters_supposes_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(only_W_OV_matters_supposes_0, only_W_OV_matters_supposes_0_behind, only_W_OV_matters_supposes_0_turned, only_W_OV_matters_supposes_0_turned_behind, mulmxA).
Local Notation line0 := (W_O_h *m M_inv *m M *m W_V_h) (only parsing).
Local Notation line1 := (W_O_h *m (1%:M : 'M[RR]_(d_head)) *m W_V_h) (only parsing).
Local Notation line2 := (W_O_h *m W_V_h) (only parsing).
Lemma only_W_OV_matters_step1 : line0 = line1.
Proof. by_law use_0. Qed.
Lemma only_W_OV_matters_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Theorem only_W_OV_matters_theorem : (W_O_h *m M_inv *m M *m W_V_h) = (W_O_h *m W_V_h).
Proof. exact: (etrans only_W_OV_matters_step1 only_W_OV_matters_step2). Qed.
End only_W_OV_matters.

Section only_W_QK_matters.
Variable RR : comRingType.
Variables d_head d_model : nat.
Variable M : 'M[RR]_(d_head, d_head).
Variable W_Q_h : 'M[RR]_(d_head, d_model).
Variable M_inv : 'M[RR]_(d_head, d_head).
Variable W_K_h : 'M[RR]_(d_head, d_model).
Hypothesis only_W_QK_matters_supposes_0 : (M^T) *m (M_inv^T) = (1%:M : 'M[RR]_(d_head)).
Lemma only_W_QK_matters_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m (M^T) *m (M_inv^T) = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) only_W_QK_matters_supposes_0; rewrite ?mulmxA. Qed.
Lemma only_W_QK_matters_supposes_0_turned : M_inv *m M = (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 trmx only_W_QK_matters_supposes_0; law_transpose. Qed.
Lemma only_W_QK_matters_supposes_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m M_inv *m M = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) only_W_QK_matters_supposes_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(only_W_QK_matters_supposes_0, only_W_QK_matters_supposes_0_behind, only_W_QK_matters_supposes_0_turned, only_W_QK_matters_supposes_0_turned_behind, mulmxA).
Local Notation line0 := (((M *m W_Q_h)^T) *m (M_inv^T) *m W_K_h) (only parsing).
Local Notation line1 := ((W_Q_h^T) *m (M^T) *m (M_inv^T) *m W_K_h) (only parsing).
Local Notation line2 := ((W_Q_h^T) *m (1%:M : 'M[RR]_(d_head)) *m W_K_h) (only parsing).
Local Notation line3 := ((W_Q_h^T) *m W_K_h) (only parsing).
Lemma only_W_QK_matters_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma only_W_QK_matters_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma only_W_QK_matters_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Theorem only_W_QK_matters_theorem : (((M *m W_Q_h)^T) *m (M_inv^T) *m W_K_h) = ((W_Q_h^T) *m W_K_h).
Proof. exact: (etrans (etrans only_W_QK_matters_step1 only_W_QK_matters_step2) only_W_QK_matters_step3). Qed.
End only_W_QK_matters.

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
Theorem order_of_the_heads_theorem : ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0 *t (W_O_0 *m W_V_0)) + (A_1 *t (W_O_1 *m W_V_1))) *m (vec x)) + (vec R)) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_1 *t (W_O_1 *m W_V_1)) + (A_0 *t (W_O_0 *m W_V_0))) *m (vec x)) + (vec R)).
Proof. exact: (etrans order_of_the_heads_step1 order_of_the_heads_step2). Qed.
End order_of_the_heads.

Section order_of_the_tokens.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx d_model : nat.
Variable Pi : 'M[RR]_(n_ctx, n_ctx).
Hypothesis Pi_is : is_permutation Pi.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_QK : 'M[RR]_(d_model, d_model).
Variable W_OV : 'M[RR]_(d_model, d_model).
Local Notation line0 := ((softmax_of e false (Pi *m x *m W_QK *m ((Pi *m x)^T))) *m Pi *m x *m (W_OV^T)) (only parsing).
Local Notation line1 := ((softmax_of e false (Pi *m x *m W_QK *m (x^T) *m (Pi^T))) *m Pi *m x *m (W_OV^T)) (only parsing).
Local Notation line2 := (Pi *m (softmax_of e false (x *m W_QK *m (x^T))) *m (Pi^T) *m Pi *m x *m (W_OV^T)) (only parsing).
Local Notation line3 := (Pi *m (softmax_of e false (x *m W_QK *m (x^T))) *m (1%:M : 'M[RR]_(n_ctx)) *m x *m (W_OV^T)) (only parsing).
Local Notation line4 := (Pi *m (softmax_of e false (x *m W_QK *m (x^T))) *m x *m (W_OV^T)) (only parsing).
Lemma order_of_the_tokens_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma order_of_the_tokens_2_softmax_permuted : (softmax_of e false (Pi *m x *m W_QK *m (x^T) *m (Pi^T))) = (Pi *m (softmax_of e false (x *m W_QK *m (x^T))) *m (Pi^T)).
Proof. have: (softmax_of e false (Pi *m (x *m W_QK *m (x^T)) *m (Pi^T))) = (Pi *m (softmax_of e false (x *m W_QK *m (x^T))) *m (Pi^T)) by exact: softmax_permuted_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma order_of_the_tokens_step2 : line1 = line2.
Proof. first [solve [at_places ltac:(first [exact: order_of_the_tokens_2_softmax_permuted])] | by_law ltac:(rewrite ?(order_of_the_tokens_2_softmax_permuted, mulmxA))]. Qed.
Lemma order_of_the_tokens_3_permutation_undone : ((Pi^T) *m Pi) = (1%:M : 'M[RR]_(n_ctx)).
Proof. have: ((Pi^T) *m Pi) = (1%:M : 'M[RR]_(n_ctx)) by exact: permutation_undone_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma order_of_the_tokens_3_permutation_undone_behind m (X : 'M[RR]_(m, _)) : X *m (Pi^T) *m Pi = X *m (1%:M : 'M[RR]_(n_ctx)).
Proof. by have := congr1 (mulmx X) order_of_the_tokens_3_permutation_undone; rewrite ?mulmxA. Qed.
Lemma order_of_the_tokens_step3 : line2 = line3.
Proof. first [solve [at_places ltac:(first [exact: order_of_the_tokens_3_permutation_undone | exact: order_of_the_tokens_3_permutation_undone_behind])] | by_law ltac:(rewrite ?(order_of_the_tokens_3_permutation_undone, order_of_the_tokens_3_permutation_undone_behind, mulmxA))]. Qed.
Lemma order_of_the_tokens_step4_of_any (softmax_0 : 'M[RR]_(n_ctx, n_ctx)) : (Pi *m softmax_0 *m (1%:M : 'M[RR]_(n_ctx)) *m x *m (W_OV^T)) = (Pi *m softmax_0 *m x *m (W_OV^T)).
Proof. by_law law_identity. Qed.
Lemma order_of_the_tokens_step4 : line3 = line4.
Proof. exact: order_of_the_tokens_step4_of_any (softmax_of e false (x *m W_QK *m (x^T))). Qed.
Theorem order_of_the_tokens_theorem : ((softmax_of e false (Pi *m x *m W_QK *m ((Pi *m x)^T))) *m Pi *m x *m (W_OV^T)) = (Pi *m (softmax_of e false (x *m W_QK *m (x^T))) *m x *m (W_OV^T)).
Proof. exact: (etrans (etrans (etrans order_of_the_tokens_step1 order_of_the_tokens_step2) order_of_the_tokens_step3) order_of_the_tokens_step4). Qed.
End order_of_the_tokens.

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
Hypothesis change_of_basis_supposes_0 : M_inv *m M = (1%:M : 'M[RR]_(d_model)).
Lemma change_of_basis_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m M_inv *m M = X *m (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 (mulmx X) change_of_basis_supposes_0; rewrite ?mulmxA. Qed.
Lemma change_of_basis_supposes_0_turned : (M^T) *m (M_inv^T) = (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 trmx change_of_basis_supposes_0; law_transpose. Qed.
Lemma change_of_basis_supposes_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (M^T) *m (M_inv^T) = X *m (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 (mulmx X) change_of_basis_supposes_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(change_of_basis_supposes_0, change_of_basis_supposes_0_behind, change_of_basis_supposes_0_turned, change_of_basis_supposes_0_turned_behind, mulmxA).
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
Lemma change_of_basis_step4_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : ((x *m (M^T)) + (\sum_(h : H) ((softmax_0 h) *m x *m ((W_V h)^T) *m ((W_O h)^T) *m (M^T)))) = ((x + (\sum_(h : H) ((softmax_0 h) *m x *m ((W_V h)^T) *m ((W_O h)^T)))) *m (M^T)).
Proof. by_law law_distributivity. Qed.
Lemma change_of_basis_step4 : line3 = line4.
Proof. exact: change_of_basis_step4_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (x *m ((W_Q h)^T) *m (W_K h) *m (x^T))))). Qed.
Lemma change_of_basis_step5 : line4 = line5.
Proof. by_law law_transpose. Qed.
Theorem change_of_basis_theorem : ((x *m (M^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (x *m (M^T) *m (((W_Q h) *m M_inv)^T) *m ((x *m (M^T) *m (((W_K h) *m M_inv)^T))^T)))) *m x *m (M^T) *m (((W_V h) *m M_inv)^T) *m ((M *m (W_O h))^T)))) = ((x + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (x *m ((W_Q h)^T) *m ((x *m ((W_K h)^T))^T)))) *m x *m ((W_V h)^T) *m ((W_O h)^T)))) *m (M^T)).
Proof. exact: (etrans (etrans (etrans (etrans change_of_basis_step1 change_of_basis_step2) change_of_basis_step3) change_of_basis_step4) change_of_basis_step5). Qed.
End change_of_basis.

Section change_of_basis_of_logits.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model : nat.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable M : 'M[RR]_(d_model, d_model).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Variable M_inv : 'M[RR]_(d_model, d_model).
Hypothesis change_of_basis_of_logits_supposes_0 : M_inv *m M = (1%:M : 'M[RR]_(d_model)).
Lemma change_of_basis_of_logits_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m M_inv *m M = X *m (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 (mulmx X) change_of_basis_of_logits_supposes_0; rewrite ?mulmxA. Qed.
Lemma change_of_basis_of_logits_supposes_0_turned : (M^T) *m (M_inv^T) = (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 trmx change_of_basis_of_logits_supposes_0; law_transpose. Qed.
Lemma change_of_basis_of_logits_supposes_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (M^T) *m (M_inv^T) = X *m (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 (mulmx X) change_of_basis_of_logits_supposes_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(change_of_basis_of_logits_supposes_0, change_of_basis_of_logits_supposes_0_behind, change_of_basis_of_logits_supposes_0_turned, change_of_basis_of_logits_supposes_0_turned_behind, mulmxA).
Local Notation line0 := (t *m ((M *m W_E)^T) *m ((W_U *m M_inv)^T)) (only parsing).
Local Notation line1 := (t *m (W_E^T) *m (M^T) *m (M_inv^T) *m (W_U^T)) (only parsing).
Local Notation line2 := (t *m (W_E^T) *m (1%:M : 'M[RR]_(d_model)) *m (W_U^T)) (only parsing).
Local Notation line3 := (t *m (W_E^T) *m (W_U^T)) (only parsing).
Lemma change_of_basis_of_logits_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma change_of_basis_of_logits_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma change_of_basis_of_logits_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Theorem change_of_basis_of_logits_theorem : (t *m ((M *m W_E)^T) *m ((W_U *m M_inv)^T)) = (t *m (W_E^T) *m (W_U^T)).
Proof. exact: (etrans (etrans change_of_basis_of_logits_step1 change_of_basis_of_logits_step2) change_of_basis_of_logits_step3). Qed.
End change_of_basis_of_logits.

Section rms_norm_and_the_basis.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable R : 'M[RR]_(d_model, d_model).
Hypothesis rms_norm_and_the_basis_supposes_0 : (R^T) *m R = (1%:M : 'M[RR]_(d_model)).
Lemma rms_norm_and_the_basis_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m (R^T) *m R = X *m (1%:M : 'M[RR]_(d_model)).
Proof. by have := congr1 (mulmx X) rms_norm_and_the_basis_supposes_0; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(rms_norm_and_the_basis_supposes_0, rms_norm_and_the_basis_supposes_0_behind, mulmxA).
Local Notation line0 := (x *m (R^T) *m ((x *m (R^T))^T)) (only parsing).
Local Notation line1 := (x *m (R^T) *m R *m (x^T)) (only parsing).
Local Notation line2 := (x *m (1%:M : 'M[RR]_(d_model)) *m (x^T)) (only parsing).
Local Notation line3 := (x *m (x^T)) (only parsing).
Lemma rms_norm_and_the_basis_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma rms_norm_and_the_basis_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma rms_norm_and_the_basis_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Theorem rms_norm_and_the_basis_theorem : (x *m (R^T) *m ((x *m (R^T))^T)) = (x *m (x^T)).
Proof. exact: (etrans (etrans rms_norm_and_the_basis_step1 rms_norm_and_the_basis_step2) rms_norm_and_the_basis_step3). Qed.
End rms_norm_and_the_basis.

Section layer_norm_and_the_basis.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable N : 'M[RR]_(d_model, d_model).
Variable v1_d : 'M[RR]_(d_model, 1).
Hypothesis layer_norm_and_the_basis_supposes_0 : N *m v1_d = v1_d.
Lemma layer_norm_and_the_basis_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m N *m v1_d = X *m v1_d.
Proof. by have := congr1 (mulmx X) layer_norm_and_the_basis_supposes_0; rewrite ?mulmxA. Qed.
Lemma layer_norm_and_the_basis_supposes_0_turned : (v1_d^T) *m (N^T) = (v1_d^T).
Proof. by have := congr1 trmx layer_norm_and_the_basis_supposes_0; law_transpose. Qed.
Lemma layer_norm_and_the_basis_supposes_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (v1_d^T) *m (N^T) = X *m (v1_d^T).
Proof. by have := congr1 (mulmx X) layer_norm_and_the_basis_supposes_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(layer_norm_and_the_basis_supposes_0, layer_norm_and_the_basis_supposes_0_behind, layer_norm_and_the_basis_supposes_0_turned, layer_norm_and_the_basis_supposes_0_turned_behind, mulmxA).
Local Notation line0 := (x *m N *m v1_d) (only parsing).
Local Notation line1 := (x *m v1_d) (only parsing).
Lemma layer_norm_and_the_basis_step1 : line0 = line1.
Proof. by_law use_0. Qed.
Theorem layer_norm_and_the_basis_theorem : (x *m N *m v1_d) = (x *m v1_d).
Proof. exact: layer_norm_and_the_basis_step1. Qed.
End layer_norm_and_the_basis.
