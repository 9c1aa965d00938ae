(* Written by refmath.kernel from refmath.theorems. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax.
From Refmath Require Import Chapter1.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Section value_and_output_biases.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx d_model d_head : nat.
Variable S_h : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Variable b_V_h : 'M[RR]_(d_head, 1).
Variable W_O_h : 'M[RR]_(d_model, d_head).
Variable b_O : 'M[RR]_(d_model, 1).
Local Notation line0 := (((softmax_of e true S_h) *m ((x *m (W_V_h^T)) + (v1 *m (b_V_h^T))) *m (W_O_h^T)) + (v1 *m (b_O^T))) (only parsing).
Local Notation line1 := (((softmax_of e true S_h) *m x *m (W_V_h^T) *m (W_O_h^T)) + ((softmax_of e true S_h) *m v1 *m (b_V_h^T) *m (W_O_h^T)) + (v1 *m (b_O^T))) (only parsing).
Local Notation line2 := (((softmax_of e true S_h) *m x *m (W_V_h^T) *m (W_O_h^T)) + (v1 *m (b_V_h^T) *m (W_O_h^T)) + (v1 *m (b_O^T))) (only parsing).
Local Notation line3 := (((softmax_of e true S_h) *m x *m (W_V_h^T) *m (W_O_h^T)) + (v1 *m (((b_V_h^T) *m (W_O_h^T)) + (b_O^T)))) (only parsing).
Local Notation line4 := (((softmax_of e true S_h) *m x *m ((W_O_h *m W_V_h)^T)) + (v1 *m (((W_O_h *m b_V_h) + b_O)^T))) (only parsing).
Local Notation line5 := (((softmax_of e true S_h) *m x *m ((W_O_h *m W_V_h)^T)) + (v1 *m (((W_O_h *m b_V_h) + b_O)^T))) (only parsing).
Lemma value_and_output_biases_step1_of_any (softmax_0 : 'M[RR]_(n_ctx, n_ctx)) : ((softmax_0 *m ((x *m (W_V_h^T)) + (v1 *m (b_V_h^T))) *m (W_O_h^T)) + (v1 *m (b_O^T))) = ((softmax_0 *m x *m (W_V_h^T) *m (W_O_h^T)) + (softmax_0 *m v1 *m (b_V_h^T) *m (W_O_h^T)) + (v1 *m (b_O^T))).
Proof. by_law law_distributivity. Qed.
Lemma value_and_output_biases_step1 : line0 = line1.
Proof. exact: value_and_output_biases_step1_of_any (softmax_of e true S_h). Qed.
Lemma value_and_output_biases_2_softmax_rows_sum_to_1 : ((softmax_of e true S_h) *m v1) = v1.
Proof. have: ((softmax_of e true S_h) *m v1) = v1 by exact: softmax_rows_sum_to_1_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma value_and_output_biases_2_softmax_rows_sum_to_1_behind m (X : 'M[RR]_(m, _)) : X *m (softmax_of e true S_h) *m v1 = X *m v1.
Proof. by have := congr1 (mulmx X) value_and_output_biases_2_softmax_rows_sum_to_1; rewrite ?mulmxA. Qed.
Lemma value_and_output_biases_step2 : line1 = line2.
Proof. first [solve [at_places ltac:(first [exact: value_and_output_biases_2_softmax_rows_sum_to_1 | exact: value_and_output_biases_2_softmax_rows_sum_to_1_behind])] | by_law ltac:(rewrite ?(value_and_output_biases_2_softmax_rows_sum_to_1, value_and_output_biases_2_softmax_rows_sum_to_1_behind, mulmxA))]. Qed.
Lemma value_and_output_biases_step3_of_any (softmax_0 : 'M[RR]_(n_ctx, n_ctx)) : ((softmax_0 *m x *m (W_V_h^T) *m (W_O_h^T)) + (v1 *m (b_V_h^T) *m (W_O_h^T)) + (v1 *m (b_O^T))) = ((softmax_0 *m x *m (W_V_h^T) *m (W_O_h^T)) + (v1 *m (((b_V_h^T) *m (W_O_h^T)) + (b_O^T)))).
Proof. by_law law_distributivity. Qed.
Lemma value_and_output_biases_step3 : line2 = line3.
Proof. exact: value_and_output_biases_step3_of_any (softmax_of e true S_h). Qed.
Lemma value_and_output_biases_step4_of_any (softmax_0 : 'M[RR]_(n_ctx, n_ctx)) : ((softmax_0 *m x *m (W_V_h^T) *m (W_O_h^T)) + (v1 *m (((b_V_h^T) *m (W_O_h^T)) + (b_O^T)))) = ((softmax_0 *m x *m ((W_O_h *m W_V_h)^T)) + (v1 *m (((W_O_h *m b_V_h) + b_O)^T))).
Proof. by_law law_transpose. Qed.
Lemma value_and_output_biases_step4 : line3 = line4.
Proof. exact: value_and_output_biases_step4_of_any (softmax_of e true S_h). Qed.
Lemma value_and_output_biases_step5 : line4 = line5.
Proof. by []. Qed.
Theorem value_and_output_biases_theorem : (((softmax_of e true S_h) *m ((x *m (W_V_h^T)) + (v1 *m (b_V_h^T))) *m (W_O_h^T)) + (v1 *m (b_O^T))) = (((softmax_of e true S_h) *m x *m ((W_O_h *m W_V_h)^T)) + (v1 *m (((W_O_h *m b_V_h) + b_O)^T))).
Proof. exact: (etrans (etrans (etrans (etrans value_and_output_biases_step1 value_and_output_biases_step2) value_and_output_biases_step3) value_and_output_biases_step4) value_and_output_biases_step5). Qed.
End value_and_output_biases.

Section key_bias_is_inert.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Hypothesis e_of_a_sum : forall s t, e (s + t) = e s * e t.
Variables n_ctx d_head : nat.
Variable one_over_root_d_head : RR.
Variable q_h : 'M[RR]_(n_ctx, d_head).
Variable k_h : 'M[RR]_(n_ctx, d_head).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Variable b_K_h : 'M[RR]_(d_head, 1).
Local Notation line0 := (softmax_of e true (one_over_root_d_head *: (q_h *m ((k_h + (v1 *m (b_K_h^T)))^T)))) (only parsing).
Local Notation line1 := (softmax_of e true (one_over_root_d_head *: (q_h *m ((k_h^T) + (b_K_h *m (v1^T)))))) (only parsing).
Local Notation line2 := (softmax_of e true (one_over_root_d_head *: ((q_h *m (k_h^T)) + (q_h *m b_K_h *m (v1^T))))) (only parsing).
Local Notation line3 := (softmax_of e true ((one_over_root_d_head *: (q_h *m (k_h^T))) + ((one_over_root_d_head *: (q_h *m b_K_h)) *m (v1^T)))) (only parsing).
Local Notation line4 := (softmax_of e true (one_over_root_d_head *: (q_h *m (k_h^T)))) (only parsing).
Lemma key_bias_is_inert_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma key_bias_is_inert_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma key_bias_is_inert_step3 : line2 = line3.
Proof. by_law law_scalars. Qed.
Lemma key_bias_is_inert_4_softmax_shift : (softmax_of e true ((one_over_root_d_head *: (q_h *m (k_h^T))) + ((one_over_root_d_head *: (q_h *m b_K_h)) *m (v1^T)))) = (softmax_of e true (one_over_root_d_head *: (q_h *m (k_h^T)))).
Proof. have: (softmax_of e true ((one_over_root_d_head *: (q_h *m (k_h^T))) + ((one_over_root_d_head *: (q_h *m b_K_h)) *m (v1^T)))) = (softmax_of e true (one_over_root_d_head *: (q_h *m (k_h^T)))) by exact: softmax_shift_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma key_bias_is_inert_step4 : line3 = line4.
Proof. first [solve [at_places ltac:(first [exact: key_bias_is_inert_4_softmax_shift])] | by_law ltac:(rewrite ?(key_bias_is_inert_4_softmax_shift, mulmxA))]. Qed.
Theorem key_bias_is_inert_theorem : (softmax_of e true (one_over_root_d_head *: (q_h *m ((k_h + (v1 *m (b_K_h^T)))^T)))) = (softmax_of e true (one_over_root_d_head *: (q_h *m (k_h^T)))).
Proof. exact: (etrans (etrans (etrans key_bias_is_inert_step1 key_bias_is_inert_step2) key_bias_is_inert_step3) key_bias_is_inert_step4). Qed.
End key_bias_is_inert.

Section centring.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable one_over_d_model : RR.
Variable v1_d : 'M[RR]_(d_model, 1).
Local Notation line0 := (x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) (only parsing).
Local Notation line1 := (x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) (only parsing).
Local Notation line2 := ((x *m (1%:M : 'M[RR]_(d_model))) + (x *m (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) (only parsing).
Local Notation line3 := (x + (x *m (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) (only parsing).
Lemma centring_step1 : line0 = line1.
Proof. by []. Qed.
Lemma centring_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma centring_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Theorem centring_theorem : (x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T)))))) = (x + (x *m (- (one_over_d_model *: (v1_d *m (v1_d^T)))))).
Proof. exact: (etrans (etrans centring_step1 centring_step2) centring_step3). Qed.
End centring.

Section layer_norm_is_a_tensor_product.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable one_over_d_model : RR.
Variable v1_d : 'M[RR]_(d_model, 1).
Variable Γ : 'M[RR]_(d_model, d_model).
Variable v1 : 'M[RR]_(n_ctx, 1).
Variable β : 'M[RR]_(d_model, 1).
Local Notation line0 := (vec ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T)))) (only parsing).
Local Notation line1 := ((vec (D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)) + (vec (v1 *m (β^T)))) (only parsing).
Local Notation line2 := ((vec (D *m x *m (((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T)^T))) + (vec (v1 *m (β^T)))) (only parsing).
Local Notation line3 := (((D *t ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T)) *m (vec x)) + (vec (v1 *m (β^T)))) (only parsing).
Lemma layer_norm_is_a_tensor_product_step1 : line0 = line1.
Proof. by_law law_linearity_of_vec. Qed.
Lemma layer_norm_is_a_tensor_product_step2 : line1 = line2.
Proof. by_law law_transpose. Qed.
Lemma layer_norm_is_a_tensor_product_step3 : line2 = line3.
Proof. by_law law_vec. Qed.
Theorem layer_norm_is_a_tensor_product_theorem : (vec ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T)))) = (((D *t ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T)) *m (vec x)) + (vec (v1 *m (β^T)))).
Proof. exact: (etrans (etrans layer_norm_is_a_tensor_product_step1 layer_norm_is_a_tensor_product_step2) layer_norm_is_a_tensor_product_step3). Qed.
End layer_norm_is_a_tensor_product.

Section head_after_layer_norm.
Variables (RR : realFieldType) (e : RR -> RR).
Hypothesis e_positive : forall s, 0 < e s.
Variables n_ctx d_model d_head : nat.
Variable S_h : 'M[RR]_(n_ctx, n_ctx).
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable one_over_d_model : RR.
Variable v1_d : 'M[RR]_(d_model, 1).
Hypothesis v1_d_is : is_ones v1_d.
Variable Γ : 'M[RR]_(d_model, d_model).
Variable v1 : 'M[RR]_(n_ctx, 1).
Hypothesis v1_is : is_ones v1.
Variable β : 'M[RR]_(d_model, 1).
Variable W_O_h : 'M[RR]_(d_model, d_head).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := ((softmax_of e true S_h) *m ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T))) *m ((W_O_h *m W_V_h)^T)) (only parsing).
Local Notation line1 := (((softmax_of e true S_h) *m D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ *m ((W_O_h *m W_V_h)^T)) + ((softmax_of e true S_h) *m v1 *m (β^T) *m ((W_O_h *m W_V_h)^T))) (only parsing).
Local Notation line2 := (((softmax_of e true S_h) *m D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ *m ((W_O_h *m W_V_h)^T)) + (v1 *m (β^T) *m ((W_O_h *m W_V_h)^T))) (only parsing).
Local Notation line3 := (((softmax_of e true S_h) *m D *m x *m (((W_O_h *m W_V_h) *m ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T))^T)) + (v1 *m (((W_O_h *m W_V_h) *m β)^T))) (only parsing).
Lemma head_after_layer_norm_step1_of_any (softmax_0 : 'M[RR]_(n_ctx, n_ctx)) : (softmax_0 *m ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T))) *m ((W_O_h *m W_V_h)^T)) = ((softmax_0 *m D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ *m ((W_O_h *m W_V_h)^T)) + (softmax_0 *m v1 *m (β^T) *m ((W_O_h *m W_V_h)^T))).
Proof. by_law law_distributivity. Qed.
Lemma head_after_layer_norm_step1 : line0 = line1.
Proof. exact: head_after_layer_norm_step1_of_any (softmax_of e true S_h). Qed.
Lemma head_after_layer_norm_2_softmax_rows_sum_to_1 : ((softmax_of e true S_h) *m v1) = v1.
Proof. have: ((softmax_of e true S_h) *m v1) = v1 by exact: softmax_rows_sum_to_1_theorem. by rewrite ?(mulmxA, addrA). Qed.
Lemma head_after_layer_norm_2_softmax_rows_sum_to_1_behind m (X : 'M[RR]_(m, _)) : X *m (softmax_of e true S_h) *m v1 = X *m v1.
Proof. by have := congr1 (mulmx X) head_after_layer_norm_2_softmax_rows_sum_to_1; rewrite ?mulmxA. Qed.
Lemma head_after_layer_norm_step2 : line1 = line2.
Proof. first [solve [at_places ltac:(first [exact: head_after_layer_norm_2_softmax_rows_sum_to_1 | exact: head_after_layer_norm_2_softmax_rows_sum_to_1_behind])] | by_law ltac:(rewrite ?(head_after_layer_norm_2_softmax_rows_sum_to_1, head_after_layer_norm_2_softmax_rows_sum_to_1_behind, mulmxA))]. Qed.
Lemma head_after_layer_norm_step3_of_any (softmax_0 : 'M[RR]_(n_ctx, n_ctx)) : ((softmax_0 *m D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ *m ((W_O_h *m W_V_h)^T)) + (v1 *m (β^T) *m ((W_O_h *m W_V_h)^T))) = ((softmax_0 *m D *m x *m (((W_O_h *m W_V_h) *m ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T))^T)) + (v1 *m (((W_O_h *m W_V_h) *m β)^T))).
Proof. by_law law_transpose. Qed.
Lemma head_after_layer_norm_step3 : line2 = line3.
Proof. exact: head_after_layer_norm_step3_of_any (softmax_of e true S_h). Qed.
Theorem head_after_layer_norm_theorem : ((softmax_of e true S_h) *m ((D *m x *m ((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ) + (v1 *m (β^T))) *m ((W_O_h *m W_V_h)^T)) = (((softmax_of e true S_h) *m D *m x *m (((W_O_h *m W_V_h) *m ((((1%:M : 'M[RR]_(d_model)) + (- (one_over_d_model *: (v1_d *m (v1_d^T))))) *m Γ)^T))^T)) + (v1 *m (((W_O_h *m W_V_h) *m β)^T))).
Proof. exact: (etrans (etrans head_after_layer_norm_step1 head_after_layer_norm_step2) head_after_layer_norm_step3). Qed.
End head_after_layer_norm.

Section head_after_rms_norm.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable S_h : 'M[RR]_(n_ctx, n_ctx).
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable Γ : 'M[RR]_(d_model, d_model).
Variable W_O_h : 'M[RR]_(d_model, d_head).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := ((@pattern _ S_h) *m D *m x *m Γ *m ((W_O_h *m W_V_h)^T)) (only parsing).
Local Notation line1 := ((@pattern _ S_h) *m D *m x *m (((W_O_h *m W_V_h) *m (Γ^T))^T)) (only parsing).
Lemma head_after_rms_norm_step1_of_any (softmax_0 : 'M[RR]_(n_ctx, n_ctx)) : (softmax_0 *m D *m x *m Γ *m ((W_O_h *m W_V_h)^T)) = (softmax_0 *m D *m x *m (((W_O_h *m W_V_h) *m (Γ^T))^T)).
Proof. by_law law_transpose. Qed.
Lemma head_after_rms_norm_step1 : line0 = line1.
Proof. exact: head_after_rms_norm_step1_of_any (@pattern _ S_h). Qed.
Theorem head_after_rms_norm_theorem : ((@pattern _ S_h) *m D *m x *m Γ *m ((W_O_h *m W_V_h)^T)) = ((@pattern _ S_h) *m D *m x *m (((W_O_h *m W_V_h) *m (Γ^T))^T)).
Proof. exact: head_after_rms_norm_step1. Qed.
End head_after_rms_norm.

Section rotary_positions.
Variable RR : comRingType.
Variables d_model d_head : nat.
Variable x_i : 'M[RR]_(1, d_model).
Variable W_Q_h : 'M[RR]_(d_head, d_model).
Variable R_i : 'M[RR]_(d_head, d_head).
Variable x_j : 'M[RR]_(1, d_model).
Variable W_K_h : 'M[RR]_(d_head, d_model).
Variable R_j : 'M[RR]_(d_head, d_head).
Variable R_j_i : 'M[RR]_(d_head, d_head).
Hypothesis rotary_positions_supposes_0 : (R_i^T) *m R_j = R_j_i.
Lemma rotary_positions_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m (R_i^T) *m R_j = X *m R_j_i.
Proof. by have := congr1 (mulmx X) rotary_positions_supposes_0; rewrite ?mulmxA. Qed.
Lemma rotary_positions_supposes_0_turned : (R_j^T) *m R_i = (R_j_i^T).
Proof. by have := congr1 trmx rotary_positions_supposes_0; law_transpose. Qed.
Lemma rotary_positions_supposes_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (R_j^T) *m R_i = X *m (R_j_i^T).
Proof. by have := congr1 (mulmx X) rotary_positions_supposes_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(rotary_positions_supposes_0, rotary_positions_supposes_0_behind, rotary_positions_supposes_0_turned, rotary_positions_supposes_0_turned_behind, mulmxA).
Local Notation line0 := (x_i *m (W_Q_h^T) *m (R_i^T) *m ((x_j *m (W_K_h^T) *m (R_j^T))^T)) (only parsing).
Local Notation line1 := (x_i *m (W_Q_h^T) *m (R_i^T) *m R_j *m W_K_h *m (x_j^T)) (only parsing).
Local Notation line2 := (x_i *m (W_Q_h^T) *m R_j_i *m W_K_h *m (x_j^T)) (only parsing).
Local Notation line3 := (x_i *m ((W_Q_h^T) *m R_j_i *m W_K_h) *m (x_j^T)) (only parsing).
Lemma rotary_positions_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma rotary_positions_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma rotary_positions_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Theorem rotary_positions_theorem : (x_i *m (W_Q_h^T) *m (R_i^T) *m ((x_j *m (W_K_h^T) *m (R_j^T))^T)) = (x_i *m ((W_Q_h^T) *m R_j_i *m W_K_h) *m (x_j^T)).
Proof. exact: (etrans (etrans rotary_positions_step1 rotary_positions_step2) rotary_positions_step3). Qed.
End rotary_positions.

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
Theorem grouped_queries_theorem : (vec (\sum_(g : G) (\sum_(h : (H_g g)) ((A g h) *m x *m ((W_V g)^T) *m ((W_O g h)^T))))) = (\sum_(g : G) (\sum_(h : (H_g g)) (((A g h) *t ((W_O g h) *m (W_V g))) *m (vec x)))).
Proof. exact: (etrans (etrans grouped_queries_step1 grouped_queries_step2) grouped_queries_step3). Qed.
End grouped_queries.

Section normed_queries_and_keys.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable one_over_root_d_head : RR.
Variable D_q_h : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_Q_h : 'M[RR]_(d_head, d_model).
Variable Γ_q_h : 'M[RR]_(d_head, d_head).
Variable D_k_h : 'M[RR]_(n_ctx, n_ctx).
Variable W_K_h : 'M[RR]_(d_head, d_model).
Variable Γ_k_h : 'M[RR]_(d_head, d_head).
Local Notation line0 := (one_over_root_d_head *: (D_q_h *m (x *m (W_Q_h^T)) *m Γ_q_h *m ((D_k_h *m (x *m (W_K_h^T)) *m Γ_k_h)^T))) (only parsing).
Local Notation line1 := (one_over_root_d_head *: (D_q_h *m x *m (W_Q_h^T) *m Γ_q_h *m ((D_k_h *m (x *m (W_K_h^T)) *m Γ_k_h)^T))) (only parsing).
Local Notation line2 := (one_over_root_d_head *: (D_q_h *m x *m (W_Q_h^T) *m Γ_q_h *m ((D_k_h *m x *m (W_K_h^T) *m Γ_k_h)^T))) (only parsing).
Local Notation line3 := (one_over_root_d_head *: (D_q_h *m x *m (W_Q_h^T) *m Γ_q_h *m (Γ_k_h^T) *m W_K_h *m (x^T) *m (D_k_h^T))) (only parsing).
Lemma normed_queries_and_keys_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma normed_queries_and_keys_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma normed_queries_and_keys_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Theorem normed_queries_and_keys_theorem : (one_over_root_d_head *: (D_q_h *m (x *m (W_Q_h^T)) *m Γ_q_h *m ((D_k_h *m (x *m (W_K_h^T)) *m Γ_k_h)^T))) = (one_over_root_d_head *: (D_q_h *m x *m (W_Q_h^T) *m Γ_q_h *m (Γ_k_h^T) *m W_K_h *m (x^T) *m (D_k_h^T))).
Proof. exact: (etrans (etrans normed_queries_and_keys_step1 normed_queries_and_keys_step2) normed_queries_and_keys_step3). Qed.
End normed_queries_and_keys.

Section gauge_of_normed_queries.
Variable RR : comRingType.
Variables n_ctx d_head : nat.
Variable f : RR -> RR.
Variable q_h : 'M[RR]_(n_ctx, d_head).
Variable R : 'M[RR]_(d_head, d_head).
Variable v1 : 'M[RR]_(n_ctx, 1).
Variable k_h : 'M[RR]_(n_ctx, d_head).
Hypothesis gauge_of_normed_queries_supposes_0 : (R^T) *m R = (1%:M : 'M[RR]_(d_head)).
Lemma gauge_of_normed_queries_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m (R^T) *m R = X *m (1%:M : 'M[RR]_(d_head)).
Proof. by have := congr1 (mulmx X) gauge_of_normed_queries_supposes_0; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(gauge_of_normed_queries_supposes_0, gauge_of_normed_queries_supposes_0_behind, mulmxA).
Local Notation line0 := ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (R^T) *m ((q_h *m (R^T))^T))) *m v1))) *m q_h *m (R^T) *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (R^T) *m ((k_h *m (R^T))^T))) *m v1))) *m k_h *m (R^T))^T)) (only parsing).
Local Notation line1 := ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (R^T) *m R *m (q_h^T))) *m v1))) *m q_h *m (R^T) *m R *m (k_h^T) *m ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (R^T) *m R *m (k_h^T))) *m v1)))^T)) (only parsing).
Local Notation line2 := ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (1%:M : 'M[RR]_(d_head)) *m (q_h^T))) *m v1))) *m q_h *m (1%:M : 'M[RR]_(d_head)) *m (k_h^T) *m ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (1%:M : 'M[RR]_(d_head)) *m (k_h^T))) *m v1)))^T)) (only parsing).
Local Notation line3 := ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (q_h^T))) *m v1))) *m q_h *m (k_h^T) *m ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (k_h^T))) *m v1)))^T)) (only parsing).
Local Notation line4 := ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (q_h^T))) *m v1))) *m q_h *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (k_h^T))) *m v1))) *m k_h)^T)) (only parsing).
Lemma gauge_of_normed_queries_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma gauge_of_normed_queries_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma gauge_of_normed_queries_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Lemma gauge_of_normed_queries_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Theorem gauge_of_normed_queries_theorem : ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (R^T) *m ((q_h *m (R^T))^T))) *m v1))) *m q_h *m (R^T) *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (R^T) *m ((k_h *m (R^T))^T))) *m v1))) *m k_h *m (R^T))^T)) = ((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (q_h *m (q_h^T))) *m v1))) *m q_h *m (((diagonal (map_mx f (((1%:M : 'M[RR]_(n_ctx)) *h (k_h *m (k_h^T))) *m v1))) *m k_h)^T)).
Proof. exact: (etrans (etrans (etrans gauge_of_normed_queries_step1 gauge_of_normed_queries_step2) gauge_of_normed_queries_step3) gauge_of_normed_queries_step4). Qed.
End gauge_of_normed_queries.

Section norm_folded_into_its_reader.
Variable RR : comRingType.
Variables n_ctx d_model d_mlp : nat.
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable C : 'M[RR]_(d_model, d_model).
Variable Γ : 'M[RR]_(d_model, d_model).
Variable v1 : 'M[RR]_(n_ctx, 1).
Variable β : 'M[RR]_(d_model, 1).
Variable W_in : 'M[RR]_(d_mlp, d_model).
Variable b_in : 'M[RR]_(d_mlp, 1).
Local Notation line0 := ((((D *m x *m (C^T) *m Γ) + (v1 *m (β^T))) *m (W_in^T)) + (v1 *m (b_in^T))) (only parsing).
Local Notation line1 := ((D *m x *m (C^T) *m Γ *m (W_in^T)) + (v1 *m (β^T) *m (W_in^T)) + (v1 *m (b_in^T))) (only parsing).
Local Notation line2 := ((D *m x *m (C^T) *m Γ *m (W_in^T)) + (v1 *m (((β^T) *m (W_in^T)) + (b_in^T)))) (only parsing).
Local Notation line3 := ((D *m x *m (C^T) *m ((W_in *m (Γ^T))^T)) + (v1 *m (((W_in *m β) + b_in)^T))) (only parsing).
Lemma norm_folded_into_its_reader_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma norm_folded_into_its_reader_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma norm_folded_into_its_reader_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Theorem norm_folded_into_its_reader_theorem : ((((D *m x *m (C^T) *m Γ) + (v1 *m (β^T))) *m (W_in^T)) + (v1 *m (b_in^T))) = ((D *m x *m (C^T) *m ((W_in *m (Γ^T))^T)) + (v1 *m (((W_in *m β) + b_in)^T))).
Proof. exact: (etrans (etrans norm_folded_into_its_reader_step1 norm_folded_into_its_reader_step2) norm_folded_into_its_reader_step3). Qed.
End norm_folded_into_its_reader.

Section centring_folded_into_what_writes.
Variable RR : comRingType.
Variables n_ctx d_model d_mlp : nat.
Variable L : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable r : L -> 'M[RR]_(n_ctx, d_mlp).
Variable W_out : L -> 'M[RR]_(d_model, d_mlp).
Variable C : 'M[RR]_(d_model, d_model).
Hypothesis centring_folded_into_what_writes_supposes_0 : C *m C = C.
Lemma centring_folded_into_what_writes_supposes_0_behind m (X : 'M[RR]_(m, _)) : X *m C *m C = X *m C.
Proof. by have := congr1 (mulmx X) centring_folded_into_what_writes_supposes_0; rewrite ?mulmxA. Qed.
Lemma centring_folded_into_what_writes_supposes_0_turned : (C^T) *m (C^T) = (C^T).
Proof. by have := congr1 trmx centring_folded_into_what_writes_supposes_0; law_transpose. Qed.
Lemma centring_folded_into_what_writes_supposes_0_turned_behind m (X : 'M[RR]_(m, _)) : X *m (C^T) *m (C^T) = X *m (C^T).
Proof. by have := congr1 (mulmx X) centring_folded_into_what_writes_supposes_0_turned; rewrite ?mulmxA. Qed.
Ltac use_0 := rewrite ?(centring_folded_into_what_writes_supposes_0, centring_folded_into_what_writes_supposes_0_behind, centring_folded_into_what_writes_supposes_0_turned, centring_folded_into_what_writes_supposes_0_turned_behind, mulmxA).
Local Notation line0 := ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (C^T)) (only parsing).
Local Notation line1 := ((x *m (C^T)) + (\sum_(l : L) ((r l) *m ((W_out l)^T) *m (C^T)))) (only parsing).
Local Notation line2 := ((x *m (C^T) *m (C^T)) + (\sum_(l : L) ((r l) *m ((W_out l)^T) *m (C^T) *m (C^T)))) (only parsing).
Local Notation line3 := (((x *m (C^T)) + (\sum_(l : L) ((r l) *m ((W_out l)^T) *m (C^T)))) *m (C^T)) (only parsing).
Local Notation line4 := (((x *m (C^T)) + (\sum_(l : L) ((r l) *m ((C *m (W_out l))^T)))) *m (C^T)) (only parsing).
Lemma centring_folded_into_what_writes_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma centring_folded_into_what_writes_step2 : line1 = line2.
Proof. by_law use_0. Qed.
Lemma centring_folded_into_what_writes_step3 : line2 = line3.
Proof. by_law law_distributivity. Qed.
Lemma centring_folded_into_what_writes_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Theorem centring_folded_into_what_writes_theorem : ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (C^T)) = (((x *m (C^T)) + (\sum_(l : L) ((r l) *m ((C *m (W_out l))^T)))) *m (C^T)).
Proof. exact: (etrans (etrans (etrans centring_folded_into_what_writes_step1 centring_folded_into_what_writes_step2) centring_folded_into_what_writes_step3) centring_folded_into_what_writes_step4). Qed.
End centring_folded_into_what_writes.

Section one_layer_with_norms.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head : nat.
Variable H : finType.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable one_over_root_d_head : RR.
Variable N_E : 'M[RR]_(d_model, d_vocab).
Variable W_Q : H -> 'M[RR]_(d_head, d_model).
Variable W_K : H -> 'M[RR]_(d_head, d_model).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable C : 'M[RR]_(d_model, d_model).
Variable Γ : 'M[RR]_(d_model, d_model).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Local Notation line0 := (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: ((t *m (N_E^T)) *m ((W_Q h)^T) *m (((t *m (N_E^T)) *m ((W_K h)^T))^T)))) *m (t *m (N_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) (only parsing).
Local Notation line1 := (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m ((t *m (N_E^T) *m ((W_K h)^T))^T)))) *m t *m (N_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) (only parsing).
Local Notation line2 := (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m ((t *m (N_E^T) *m ((W_K h)^T))^T)))) *m t *m (N_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) (only parsing).
Local Notation line3 := (vec ((D *m t *m (W_E^T) *m (C^T) *m Γ *m (W_U^T)) + (\sum_(h : H) (D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m ((t *m (N_E^T) *m ((W_K h)^T))^T)))) *m t *m (N_E^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (C^T) *m Γ *m (W_U^T))))) (only parsing).
Local Notation line4 := (vec ((D *m t *m ((W_U *m (Γ^T) *m C *m W_E)^T)) + (\sum_(h : H) (D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T)))) *m t *m ((W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)^T))))) (only parsing).
Local Notation line5 := ((vec (D *m t *m ((W_U *m (Γ^T) *m C *m W_E)^T))) + (\sum_(h : H) (vec (D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T)))) *m t *m ((W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)^T))))) (only parsing).
Local Notation line6 := (((D *t (W_U *m (Γ^T) *m C *m W_E)) *m (vec t)) + (\sum_(h : H) (((D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)) *m (vec t)))) (only parsing).
Local Notation line7 := (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)))) *m (vec t)) (only parsing).
Local Notation line8 := (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m (((W_Q h)^T) *m (W_K h)) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)))) *m (vec t)) (only parsing).
Local Notation line9 := (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m (((W_Q h)^T) *m (W_K h)) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m ((W_O h) *m (W_V h)) *m N_E)))) *m (vec t)) (only parsing).
Lemma one_layer_with_norms_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma one_layer_with_norms_step2 : line1 = line2.
Proof. by []. Qed.
Lemma one_layer_with_norms_step3_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((softmax_0 h) *m t *m (N_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) = (vec ((D *m t *m (W_E^T) *m (C^T) *m Γ *m (W_U^T)) + (\sum_(h : H) (D *m (softmax_0 h) *m t *m (N_E^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (C^T) *m Γ *m (W_U^T))))).
Proof. by_law law_distributivity. Qed.
Lemma one_layer_with_norms_step3 : line2 = line3.
Proof. exact: one_layer_with_norms_step3_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m ((t *m (N_E^T) *m ((W_K h)^T))^T))))). Qed.
Lemma one_layer_with_norms_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma one_layer_with_norms_step5_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec ((D *m t *m ((W_U *m (Γ^T) *m C *m W_E)^T)) + (\sum_(h : H) (D *m (softmax_0 h) *m t *m ((W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)^T))))) = ((vec (D *m t *m ((W_U *m (Γ^T) *m C *m W_E)^T))) + (\sum_(h : H) (vec (D *m (softmax_0 h) *m t *m ((W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)^T))))).
Proof. by_law law_linearity_of_vec. Qed.
Lemma one_layer_with_norms_step5 : line4 = line5.
Proof. exact: one_layer_with_norms_step5_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T))))). Qed.
Lemma one_layer_with_norms_step6_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : ((vec (D *m t *m ((W_U *m (Γ^T) *m C *m W_E)^T))) + (\sum_(h : H) (vec (D *m (softmax_0 h) *m t *m ((W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)^T))))) = (((D *t (W_U *m (Γ^T) *m C *m W_E)) *m (vec t)) + (\sum_(h : H) (((D *m (softmax_0 h)) *t (W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)) *m (vec t)))).
Proof. by_law law_vec. Qed.
Lemma one_layer_with_norms_step6 : line5 = line6.
Proof. exact: one_layer_with_norms_step6_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T))))). Qed.
Lemma one_layer_with_norms_step7_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (((D *t (W_U *m (Γ^T) *m C *m W_E)) *m (vec t)) + (\sum_(h : H) (((D *m (softmax_0 h)) *t (W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)) *m (vec t)))) = (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (softmax_0 h)) *t (W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)))) *m (vec t)).
Proof. by_law law_distributivity. Qed.
Lemma one_layer_with_norms_step7 : line6 = line7.
Proof. exact: one_layer_with_norms_step7_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m ((W_Q h)^T) *m (W_K h) *m N_E *m (t^T))))). Qed.
Lemma one_layer_with_norms_step8 : line7 = line8.
Proof. by_law law_definition. Qed.
Lemma one_layer_with_norms_step9_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (softmax_0 h)) *t (W_U *m (Γ^T) *m C *m (W_O h) *m (W_V h) *m N_E)))) *m (vec t)) = (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (softmax_0 h)) *t (W_U *m (Γ^T) *m C *m ((W_O h) *m (W_V h)) *m N_E)))) *m (vec t)).
Proof. by_law law_definition. Qed.
Lemma one_layer_with_norms_step9 : line8 = line9.
Proof. exact: one_layer_with_norms_step9_of_any (fun (h : H) => (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m (((W_Q h)^T) *m (W_K h)) *m N_E *m (t^T))))). Qed.
Theorem one_layer_with_norms_theorem : (vec (D *m ((t *m (W_E^T)) + (\sum_(h : H) ((@pattern _ (one_over_root_d_head *: ((t *m (N_E^T)) *m ((W_Q h)^T) *m (((t *m (N_E^T)) *m ((W_K h)^T))^T)))) *m (t *m (N_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (C^T) *m Γ *m (W_U^T))) = (((D *t (W_U *m (Γ^T) *m C *m W_E)) + (\sum_(h : H) ((D *m (@pattern _ (one_over_root_d_head *: (t *m (N_E^T) *m (((W_Q h)^T) *m (W_K h)) *m N_E *m (t^T))))) *t (W_U *m (Γ^T) *m C *m ((W_O h) *m (W_V h)) *m N_E)))) *m (vec t)).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans one_layer_with_norms_step1 one_layer_with_norms_step2) one_layer_with_norms_step3) one_layer_with_norms_step4) one_layer_with_norms_step5) one_layer_with_norms_step6) one_layer_with_norms_step7) one_layer_with_norms_step8) one_layer_with_norms_step9). Qed.
End one_layer_with_norms.

Section heads_between_two_norms.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H : finType.
Variable pattern : forall n, 'M[RR]_n -> 'M[RR]_n.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable D_w : 'M[RR]_(n_ctx, n_ctx).
Variable S : H -> 'M[RR]_(n_ctx, n_ctx).
Variable D : 'M[RR]_(n_ctx, n_ctx).
Variable C : 'M[RR]_(d_model, d_model).
Variable Γ : 'M[RR]_(d_model, d_model).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable v1 : 'M[RR]_(n_ctx, 1).
Variable b_O : 'M[RR]_(d_model, 1).
Variable Γ_w : 'M[RR]_(d_model, d_model).
Variable β_w : 'M[RR]_(d_model, 1).
Local Notation line0 := (vec (x + (D_w *m ((\sum_(h : H) ((@pattern _ (S h)) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T))) + (v1 *m (b_O^T))) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) (only parsing).
Local Notation line1 := (vec (x + (\sum_(h : H) (D_w *m (@pattern _ (S h)) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T) *m (C^T) *m Γ_w)) + (D_w *m v1 *m (b_O^T) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) (only parsing).
Local Notation line2 := (vec (x + (\sum_(h : H) (D_w *m (@pattern _ (S h)) *m D *m x *m (((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)^T))) + (D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T)))) (only parsing).
Local Notation line3 := ((vec x) + (\sum_(h : H) (vec (D_w *m (@pattern _ (S h)) *m D *m x *m (((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)^T)))) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))) (only parsing).
Local Notation line4 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (vec x)) + (\sum_(h : H) (vec (D_w *m (@pattern _ (S h)) *m D *m x *m (((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)^T)))) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))) (only parsing).
Local Notation line5 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (vec x)) + (\sum_(h : H) (((D_w *m (@pattern _ (S h)) *m D) *t ((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)) *m (vec x))) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))) (only parsing).
Local Notation line6 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((D_w *m (@pattern _ (S h)) *m D) *t ((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))) (only parsing).
Local Notation line7 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((D_w *m (@pattern _ (S h)) *m D) *t ((Γ_w^T) *m C *m ((W_O h) *m (W_V h)) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))) (only parsing).
Lemma heads_between_two_norms_step1_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec (x + (D_w *m ((\sum_(h : H) ((softmax_0 h) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T))) + (v1 *m (b_O^T))) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) = (vec (x + (\sum_(h : H) (D_w *m (softmax_0 h) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T) *m (C^T) *m Γ_w)) + (D_w *m v1 *m (b_O^T) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))).
Proof. by_law law_distributivity. Qed.
Lemma heads_between_two_norms_step1 : line0 = line1.
Proof. exact: heads_between_two_norms_step1_of_any (fun (h : H) => (@pattern _ (S h))). Qed.
Lemma heads_between_two_norms_step2_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec (x + (\sum_(h : H) (D_w *m (softmax_0 h) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T) *m (C^T) *m Γ_w)) + (D_w *m v1 *m (b_O^T) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) = (vec (x + (\sum_(h : H) (D_w *m (softmax_0 h) *m D *m x *m (((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)^T))) + (D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T)))).
Proof. by_law law_transpose. Qed.
Lemma heads_between_two_norms_step2 : line1 = line2.
Proof. exact: heads_between_two_norms_step2_of_any (fun (h : H) => (@pattern _ (S h))). Qed.
Lemma heads_between_two_norms_step3_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (vec (x + (\sum_(h : H) (D_w *m (softmax_0 h) *m D *m x *m (((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)^T))) + (D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T)))) = ((vec x) + (\sum_(h : H) (vec (D_w *m (softmax_0 h) *m D *m x *m (((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)^T)))) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Proof. by_law law_linearity_of_vec. Qed.
Lemma heads_between_two_norms_step3 : line2 = line3.
Proof. exact: heads_between_two_norms_step3_of_any (fun (h : H) => (@pattern _ (S h))). Qed.
Lemma heads_between_two_norms_step4_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : ((vec x) + (\sum_(h : H) (vec (D_w *m (softmax_0 h) *m D *m x *m (((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)^T)))) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))) = (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (vec x)) + (\sum_(h : H) (vec (D_w *m (softmax_0 h) *m D *m x *m (((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)^T)))) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Proof. by_law law_identity. Qed.
Lemma heads_between_two_norms_step4 : line3 = line4.
Proof. exact: heads_between_two_norms_step4_of_any (fun (h : H) => (@pattern _ (S h))). Qed.
Lemma heads_between_two_norms_step5_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (vec x)) + (\sum_(h : H) (vec (D_w *m (softmax_0 h) *m D *m x *m (((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)^T)))) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))) = (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (vec x)) + (\sum_(h : H) (((D_w *m (softmax_0 h) *m D) *t ((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)) *m (vec x))) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Proof. by_law law_vec. Qed.
Lemma heads_between_two_norms_step5 : line4 = line5.
Proof. exact: heads_between_two_norms_step5_of_any (fun (h : H) => (@pattern _ (S h))). Qed.
Lemma heads_between_two_norms_step6_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m (vec x)) + (\sum_(h : H) (((D_w *m (softmax_0 h) *m D) *t ((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)) *m (vec x))) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((D_w *m (softmax_0 h) *m D) *t ((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Proof. by_law law_distributivity. Qed.
Lemma heads_between_two_norms_step6 : line5 = line6.
Proof. exact: heads_between_two_norms_step6_of_any (fun (h : H) => (@pattern _ (S h))). Qed.
Lemma heads_between_two_norms_step7_of_any (softmax_0 : H -> 'M[RR]_(n_ctx, n_ctx)) : ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((D_w *m (softmax_0 h) *m D) *t ((Γ_w^T) *m C *m (W_O h) *m (W_V h) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((D_w *m (softmax_0 h) *m D) *t ((Γ_w^T) *m C *m ((W_O h) *m (W_V h)) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Proof. by_law law_definition. Qed.
Lemma heads_between_two_norms_step7 : line6 = line7.
Proof. exact: heads_between_two_norms_step7_of_any (fun (h : H) => (@pattern _ (S h))). Qed.
Theorem heads_between_two_norms_theorem : (vec (x + (D_w *m ((\sum_(h : H) ((@pattern _ (S h)) *m D *m x *m (C^T) *m Γ *m ((W_V h)^T) *m ((W_O h)^T))) + (v1 *m (b_O^T))) *m (C^T) *m Γ_w) + (v1 *m (β_w^T)))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((D_w *m (@pattern _ (S h)) *m D) *t ((Γ_w^T) *m C *m ((W_O h) *m (W_V h)) *m (Γ^T) *m C)))) *m (vec x)) + (vec ((D_w *m v1 *m (((Γ_w^T) *m C *m b_O)^T)) + (v1 *m (β_w^T))))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans heads_between_two_norms_step1 heads_between_two_norms_step2) heads_between_two_norms_step3) heads_between_two_norms_step4) heads_between_two_norms_step5) heads_between_two_norms_step6) heads_between_two_norms_step7). Qed.
End heads_between_two_norms.

Section neuron_pre_activation.
Variable RR : comRingType.
Variables n_ctx d_vocab d_model d_head d_mlp : nat.
Variable H : finType.
Variable t : 'M[RR]_(n_ctx, d_vocab).
Variable W_E : 'M[RR]_(d_model, d_vocab).
Variable A : H -> 'M[RR]_(n_ctx, n_ctx).
Variable W_V : H -> 'M[RR]_(d_head, d_model).
Variable W_O : H -> 'M[RR]_(d_model, d_head).
Variable W_in : 'M[RR]_(d_mlp, d_model).
Local Notation line0 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) (only parsing).
Local Notation line1 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) (only parsing).
Local Notation line2 := (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) (only parsing).
Local Notation line3 := (vec ((t *m (W_E^T) *m (W_in^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T) *m (W_in^T))))) (only parsing).
Local Notation line4 := (vec ((t *m ((W_in *m W_E)^T)) + (\sum_(h : H) ((A h) *m t *m ((W_in *m (W_O h) *m (W_V h) *m W_E)^T))))) (only parsing).
Local Notation line5 := (vec (((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_in *m W_E)^T)) + (\sum_(h : H) ((A h) *m t *m ((W_in *m (W_O h) *m (W_V h) *m W_E)^T))))) (only parsing).
Local Notation line6 := ((vec ((1%:M : 'M[RR]_(n_ctx)) *m t *m ((W_in *m W_E)^T))) + (\sum_(h : H) (vec ((A h) *m t *m ((W_in *m (W_O h) *m (W_V h) *m W_E)^T))))) (only parsing).
Local Notation line7 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) *m (vec t)) + (\sum_(h : H) (((A h) *t (W_in *m (W_O h) *m (W_V h) *m W_E)) *m (vec t)))) (only parsing).
Local Notation line8 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) + (\sum_(h : H) ((A h) *t (W_in *m (W_O h) *m (W_V h) *m W_E)))) *m (vec t)) (only parsing).
Local Notation line9 := ((((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) + (\sum_(h : H) ((A h) *t (W_in *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)) (only parsing).
Lemma neuron_pre_activation_step1 : line0 = line1.
Proof. by []. Qed.
Lemma neuron_pre_activation_step2 : line1 = line2.
Proof. by_law law_definition. Qed.
Lemma neuron_pre_activation_step3 : line2 = line3.
Proof. by_law law_distributivity. Qed.
Lemma neuron_pre_activation_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma neuron_pre_activation_step5 : line4 = line5.
Proof. by_law law_identity. Qed.
Lemma neuron_pre_activation_step6 : line5 = line6.
Proof. by_law law_linearity_of_vec. Qed.
Lemma neuron_pre_activation_step7 : line6 = line7.
Proof. by_law law_vec. Qed.
Lemma neuron_pre_activation_step8 : line7 = line8.
Proof. by_law law_distributivity. Qed.
Lemma neuron_pre_activation_step9 : line8 = line9.
Proof. by_law law_definition. Qed.
Theorem neuron_pre_activation_theorem : (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m (t *m (W_E^T)) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_in^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_in *m W_E)) + (\sum_(h : H) ((A h) *t (W_in *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Proof. exact: (etrans (etrans (etrans (etrans (etrans (etrans (etrans (etrans neuron_pre_activation_step1 neuron_pre_activation_step2) neuron_pre_activation_step3) neuron_pre_activation_step4) neuron_pre_activation_step5) neuron_pre_activation_step6) neuron_pre_activation_step7) neuron_pre_activation_step8) neuron_pre_activation_step9). Qed.
End neuron_pre_activation.

Section neuron_effect.
Variable RR : comRingType.
Variables n_ctx d_mlp d_model d_vocab : nat.
Variable G : 'M[RR]_(n_ctx, d_mlp).
Variable W_out : 'M[RR]_(d_model, d_mlp).
Variable W_U : 'M[RR]_(d_vocab, d_model).
Local Notation line0 := (vec (G *m (W_out^T) *m (W_U^T))) (only parsing).
Local Notation line1 := (vec (G *m ((W_U *m W_out)^T))) (only parsing).
Local Notation line2 := (vec ((1%:M : 'M[RR]_(n_ctx)) *m G *m ((W_U *m W_out)^T))) (only parsing).
Local Notation line3 := (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_out)) *m (vec G)) (only parsing).
Lemma neuron_effect_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma neuron_effect_step2 : line1 = line2.
Proof. by_law law_identity. Qed.
Lemma neuron_effect_step3 : line2 = line3.
Proof. by_law law_vec. Qed.
Theorem neuron_effect_theorem : (vec (G *m (W_out^T) *m (W_U^T))) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_out)) *m (vec G)).
Proof. exact: (etrans (etrans neuron_effect_step1 neuron_effect_step2) neuron_effect_step3). Qed.
End neuron_effect.

Section mlp_as_a_term.
Variable RR : comRingType.
Variables n_ctx d_model d_head d_mlp : nat.
Variable H_1 : finType.
Variable H_0 : finType.
Variable A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_1 : H_1 -> 'M[RR]_(d_model, d_head).
Variable W_V_1 : H_1 -> 'M[RR]_(d_head, d_model).
Variable A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_out : 'M[RR]_(d_model, d_mlp).
Variable G : 'M[RR]_(n_ctx, d_mlp).
Local Notation line0 := (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + (((1%:M : 'M[RR]_(n_ctx)) *t W_out) *m (vec G)))) (only parsing).
Local Notation line1 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_out) *m (vec G))) (only parsing).
Local Notation line2 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_out)) + (\sum_(g : H_1) (((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_out)))) *m (vec G))) (only parsing).
Local Notation line3 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + ((((1%:M : 'M[RR]_(n_ctx)) *t W_out) + (\sum_(g : H_1) (((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_out)))) *m (vec G))) (only parsing).
Local Notation line4 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + ((((1%:M : 'M[RR]_(n_ctx)) *t W_out) + (\sum_(g : H_1) (((A_1 g) *m (1%:M : 'M[RR]_(n_ctx))) *t (((W_O_1 g) *m (W_V_1 g)) *m W_out)))) *m (vec G))) (only parsing).
Local Notation line5 := ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + ((((1%:M : 'M[RR]_(n_ctx)) *t W_out) + (\sum_(g : H_1) ((A_1 g) *t (((W_O_1 g) *m (W_V_1 g)) *m W_out)))) *m (vec G))) (only parsing).
Lemma mlp_as_a_term_step1 : line0 = line1.
Proof. by_law law_distributivity. Qed.
Lemma mlp_as_a_term_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma mlp_as_a_term_step3 : line2 = line3.
Proof. by_law law_identity. Qed.
Lemma mlp_as_a_term_step4 : line3 = line4.
Proof. by_law law_mixed_product. Qed.
Lemma mlp_as_a_term_step5 : line4 = line5.
Proof. by_law law_identity. Qed.
Theorem mlp_as_a_term_theorem : (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + (((1%:M : 'M[RR]_(n_ctx)) *t W_out) *m (vec G)))) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m (vec x)) + ((((1%:M : 'M[RR]_(n_ctx)) *t W_out) + (\sum_(g : H_1) ((A_1 g) *t (((W_O_1 g) *m (W_V_1 g)) *m W_out)))) *m (vec G))).
Proof. exact: (etrans (etrans (etrans (etrans mlp_as_a_term_step1 mlp_as_a_term_step2) mlp_as_a_term_step3) mlp_as_a_term_step4) mlp_as_a_term_step5). Qed.
End mlp_as_a_term.

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
Proof. by []. Qed.
Lemma parallel_block_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Lemma parallel_block_step3 : line2 = line3.
Proof. by_law law_transpose. Qed.
Theorem parallel_block_theorem : ((x + (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))) + (G *m (W_out^T))) *m (W_in_1^T)) = ((x *m (W_in_1^T)) + (\sum_(h : H) ((A h) *m x *m ((W_in_1 *m ((W_O h) *m (W_V h)))^T))) + (G *m ((W_in_1 *m W_out)^T))).
Proof. exact: (etrans (etrans parallel_block_step1 parallel_block_step2) parallel_block_step3). Qed.
End parallel_block.

Section bilinear_neuron.
Variable RR : comRingType.
Variables n_ctx d_model : nat.
Variable P : finType.
Variable u : 'M[RR]_(1, n_ctx).
Variable A : P -> 'M[RR]_(n_ctx, n_ctx).
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W : P -> 'M[RR]_(d_model, d_model).
Variable a : 'M[RR]_(d_model, 1).
Variable b : 'M[RR]_(d_model, 1).
Local Notation line0 := (u *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m a *m ((u *m (\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m b)^T)) (only parsing).
Local Notation line1 := (u *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m a *m (b^T) *m (\sum_(q : P) ((W q) *m (x^T) *m ((A q)^T))) *m (u^T)) (only parsing).
Local Notation line2 := (\sum_(p : P) (\sum_(q : P) (u *m (A p) *m x *m ((W p)^T) *m a *m (b^T) *m (W q) *m (x^T) *m ((A q)^T) *m (u^T)))) (only parsing).
Lemma bilinear_neuron_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma bilinear_neuron_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Theorem bilinear_neuron_theorem : (u *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m a *m ((u *m (\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m b)^T)) = (\sum_(p : P) (\sum_(q : P) (u *m (A p) *m x *m ((W p)^T) *m a *m (b^T) *m (W q) *m (x^T) *m ((A q)^T) *m (u^T)))).
Proof. exact: (etrans bilinear_neuron_step1 bilinear_neuron_step2). Qed.
End bilinear_neuron.

Section linear_attention.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable H_0 : finType.
Variable x : 'M[RR]_(n_ctx, d_model).
Variable W_Q_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_K_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_V_0 : H_0 -> 'M[RR]_(d_head, d_model).
Variable W_O_0 : H_0 -> 'M[RR]_(d_model, d_head).
Local Notation line0 := (x + (\sum_(h : H_0) ((x *m ((W_Q_0 h)^T)) *m ((x *m ((W_K_0 h)^T))^T) *m (x *m ((W_V_0 h)^T)) *m ((W_O_0 h)^T)))) (only parsing).
Local Notation line1 := (x + (\sum_(h : H_0) (x *m ((W_Q_0 h)^T) *m ((x *m ((W_K_0 h)^T))^T) *m (x *m ((W_V_0 h)^T)) *m ((W_O_0 h)^T)))) (only parsing).
Local Notation line2 := (x + (\sum_(h : H_0) (x *m ((W_Q_0 h)^T) *m ((x *m ((W_K_0 h)^T))^T) *m (x *m ((W_V_0 h)^T)) *m ((W_O_0 h)^T)))) (only parsing).
Local Notation line3 := (x + (\sum_(h : H_0) (x *m ((W_Q_0 h)^T) *m ((x *m ((W_K_0 h)^T))^T) *m x *m ((W_V_0 h)^T) *m ((W_O_0 h)^T)))) (only parsing).
Local Notation line4 := (x + (\sum_(h : H_0) (x *m ((W_Q_0 h)^T) *m (W_K_0 h) *m (x^T) *m x *m (((W_O_0 h) *m (W_V_0 h))^T)))) (only parsing).
Local Notation line5 := (x + (\sum_(h : H_0) (x *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m (x^T) *m x *m (((W_O_0 h) *m (W_V_0 h))^T)))) (only parsing).
Local Notation line6 := (x + (\sum_(h : H_0) (x *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m (x^T) *m x *m (((W_O_0 h) *m (W_V_0 h))^T)))) (only parsing).
Lemma linear_attention_step1 : line0 = line1.
Proof. by_law law_definition. Qed.
Lemma linear_attention_step2 : line1 = line2.
Proof. by []. Qed.
Lemma linear_attention_step3 : line2 = line3.
Proof. by_law law_definition. Qed.
Lemma linear_attention_step4 : line3 = line4.
Proof. by_law law_transpose. Qed.
Lemma linear_attention_step5 : line4 = line5.
Proof. by_law law_definition. Qed.
Lemma linear_attention_step6 : line5 = line6.
Proof. by []. Qed.
Theorem linear_attention_theorem : (x + (\sum_(h : H_0) ((x *m ((W_Q_0 h)^T)) *m ((x *m ((W_K_0 h)^T))^T) *m (x *m ((W_V_0 h)^T)) *m ((W_O_0 h)^T)))) = (x + (\sum_(h : H_0) (x *m (((W_Q_0 h)^T) *m (W_K_0 h)) *m (x^T) *m x *m (((W_O_0 h) *m (W_V_0 h))^T)))).
Proof. exact: (etrans (etrans (etrans (etrans (etrans linear_attention_step1 linear_attention_step2) linear_attention_step3) linear_attention_step4) linear_attention_step5) linear_attention_step6). Qed.
End linear_attention.

Section linear_attention_step.
Variable RR : comRingType.
Variables n_ctx d_model d_head : nat.
Variable P : finType.
Variable y : P -> 'M[RR]_(n_ctx, d_model).
Variable W_Q_h : 'M[RR]_(d_head, d_model).
Variable W_K_h : 'M[RR]_(d_head, d_model).
Variable W_O_h : 'M[RR]_(d_model, d_head).
Variable W_V_h : 'M[RR]_(d_head, d_model).
Local Notation line0 := ((\sum_(p : P) (y p)) + ((\sum_(q : P) (y q)) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) (y k))^T) *m (\sum_(v : P) (y v)) *m ((W_O_h *m W_V_h)^T))) (only parsing).
Local Notation line1 := ((\sum_(p : P) (y p)) + ((\sum_(q : P) (y q)) *m ((W_Q_h^T) *m W_K_h) *m (\sum_(k : P) ((y k)^T)) *m (\sum_(v : P) (y v)) *m ((W_O_h *m W_V_h)^T))) (only parsing).
Local Notation line2 := ((\sum_(p : P) (y p)) + (\sum_(q : P) (\sum_(k : P) (\sum_(v : P) ((y q) *m ((W_Q_h^T) *m W_K_h) *m ((y k)^T) *m (y v) *m ((W_O_h *m W_V_h)^T)))))) (only parsing).
Lemma linear_attention_step_step1 : line0 = line1.
Proof. by_law law_transpose. Qed.
Lemma linear_attention_step_step2 : line1 = line2.
Proof. by_law law_distributivity. Qed.
Theorem linear_attention_step_theorem : ((\sum_(p : P) (y p)) + ((\sum_(q : P) (y q)) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) (y k))^T) *m (\sum_(v : P) (y v)) *m ((W_O_h *m W_V_h)^T))) = ((\sum_(p : P) (y p)) + (\sum_(q : P) (\sum_(k : P) (\sum_(v : P) ((y q) *m ((W_Q_h^T) *m W_K_h) *m ((y k)^T) *m (y v) *m ((W_O_h *m W_V_h)^T)))))).
Proof. exact: (etrans linear_attention_step_step1 linear_attention_step_step2). Qed.
End linear_attention_step.
