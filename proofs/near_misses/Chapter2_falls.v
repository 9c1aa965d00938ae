(* Written by refmath.kernel from refmath.theorems: what the theorems of a chapter
   are mistaken for, disproved. Not to be edited. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax Numbers.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory. Local Open Scope ring_scope.
Definition head_as_tensor_product__pattern_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) :=
  (vec ((A_h *m (x *m (W_V_h^T))) *m (W_O_h^T))) = (((A_h^T) *t (W_O_h *m W_V_h)) *m (vec x)).
Definition head_as_tensor_product__pattern_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)),
  @head_as_tensor_product__pattern_transposed_says RR e n_ctx d_model d_head A_h x W_V_h W_O_h.
Definition head_as_tensor_product__pattern_transposed_at (RR : realFieldType) (e : RR -> RR) := @head_as_tensor_product__pattern_transposed_says RR e 2%N 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N)]])).
Definition head_as_tensor_product__pattern_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | head_as_tensor_product__pattern_transposed_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /head_as_tensor_product__pattern_transposed_at /head_as_tensor_product__pattern_transposed_says; sides_at. Defined.
Theorem head_as_tensor_product__pattern_transposed_is_false : ~ head_as_tensor_product__pattern_transposed_holds.
Proof. move=> no; have : head_as_tensor_product__pattern_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (head_as_tensor_product__pattern_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [head_as_tensor_product__pattern_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition head_as_tensor_product__output_and_value_swapped_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_model, d_model)) (W_O_h : 'M[RR]_(d_model, d_model)) :=
  (vec (A_h *m x *m (W_V_h^T) *m (W_O_h^T))) = ((A_h *t (W_V_h *m W_O_h)) *m (vec x)).
Definition head_as_tensor_product__output_and_value_swapped_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_model, d_model)) (W_O_h : 'M[RR]_(d_model, d_model)),
  @head_as_tensor_product__output_and_value_swapped_says RR e n_ctx d_model A_h x W_V_h W_O_h.
Definition head_as_tensor_product__output_and_value_swapped_at (RR : realFieldType) (e : RR -> RR) := @head_as_tensor_product__output_and_value_swapped_says RR e 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Negz 1, 0%N); (Posz 2, 0%N)]])).
Definition head_as_tensor_product__output_and_value_swapped_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | head_as_tensor_product__output_and_value_swapped_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /head_as_tensor_product__output_and_value_swapped_at /head_as_tensor_product__output_and_value_swapped_says; sides_at. Defined.
Theorem head_as_tensor_product__output_and_value_swapped_is_false : ~ head_as_tensor_product__output_and_value_swapped_holds.
Proof. move=> no; have : head_as_tensor_product__output_and_value_swapped_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (head_as_tensor_product__output_and_value_swapped_sides one_to_three))/rep_all.
by lazy beta iota delta [head_as_tensor_product__output_and_value_swapped_sides proj1_sig fst snd]; vm_compute. Qed.

Definition head_as_tensor_product__np_outer_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, n_ctx)) (W_V_h : 'M[RR]_(d_head, n_ctx)) (W_O_h : 'M[RR]_(n_ctx, d_head)) :=
  (vec (A_h *m x *m (W_V_h^T) *m (W_O_h^T))) = ((vec A_h) *m ((vec (W_O_h *m W_V_h))^T) *m (vec x)).
Definition head_as_tensor_product__np_outer_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, n_ctx)) (W_V_h : 'M[RR]_(d_head, n_ctx)) (W_O_h : 'M[RR]_(n_ctx, d_head)),
  @head_as_tensor_product__np_outer_says RR e n_ctx d_head A_h x W_V_h W_O_h.
Definition head_as_tensor_product__np_outer_at (RR : realFieldType) (e : RR -> RR) := @head_as_tensor_product__np_outer_says RR e 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 3, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition head_as_tensor_product__np_outer_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | head_as_tensor_product__np_outer_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /head_as_tensor_product__np_outer_at /head_as_tensor_product__np_outer_says; sides_at. Defined.
Theorem head_as_tensor_product__np_outer_is_false : ~ head_as_tensor_product__np_outer_holds.
Proof. move=> no; have : head_as_tensor_product__np_outer_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (head_as_tensor_product__np_outer_sides one_to_three))/rep_all.
by lazy beta iota delta [head_as_tensor_product__np_outer_sides proj1_sig fst snd]; vm_compute. Qed.

Definition head_as_tensor_product__slots_exchanged_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, n_ctx)) (W_V_h : 'M[RR]_(d_head, n_ctx)) (W_O_h : 'M[RR]_(n_ctx, d_head)) :=
  (vec (A_h *m x *m (W_V_h^T) *m (W_O_h^T))) = (((W_O_h *m W_V_h) *t A_h) *m (vec x)).
Definition head_as_tensor_product__slots_exchanged_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, n_ctx)) (W_V_h : 'M[RR]_(d_head, n_ctx)) (W_O_h : 'M[RR]_(n_ctx, d_head)),
  @head_as_tensor_product__slots_exchanged_says RR e n_ctx d_head A_h x W_V_h W_O_h.
Definition head_as_tensor_product__slots_exchanged_at (RR : realFieldType) (e : RR -> RR) := @head_as_tensor_product__slots_exchanged_says RR e 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 3, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition head_as_tensor_product__slots_exchanged_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | head_as_tensor_product__slots_exchanged_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /head_as_tensor_product__slots_exchanged_at /head_as_tensor_product__slots_exchanged_says; sides_at. Defined.
Theorem head_as_tensor_product__slots_exchanged_is_false : ~ head_as_tensor_product__slots_exchanged_holds.
Proof. move=> no; have : head_as_tensor_product__slots_exchanged_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (head_as_tensor_product__slots_exchanged_sides one_to_three))/rep_all.
by lazy beta iota delta [head_as_tensor_product__slots_exchanged_sides proj1_sig fst snd]; vm_compute. Qed.

Definition head_as_tensor_product__weight_not_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)) :=
  (vec ((A_h *m (x *m (W_V_h^T))) *m (W_O_h^T))) = (vec (A_h *m x *m (W_O_h *m W_V_h))).
Definition head_as_tensor_product__weight_not_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (A_h : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V_h : 'M[RR]_(d_head, d_model)) (W_O_h : 'M[RR]_(d_model, d_head)),
  @head_as_tensor_product__weight_not_transposed_says RR e n_ctx d_model d_head A_h x W_V_h W_O_h.
Definition head_as_tensor_product__weight_not_transposed_at (RR : realFieldType) (e : RR -> RR) := @head_as_tensor_product__weight_not_transposed_says RR e 1%N 3%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Negz 0, 0%N)]; [:: (Posz 0, 0%N)]])).
Definition head_as_tensor_product__weight_not_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | head_as_tensor_product__weight_not_transposed_at e -> rep (1 * 3)%N 1 fg.1 = rep (1 * 3)%N 1 fg.2}.
Proof. rewrite /head_as_tensor_product__weight_not_transposed_at /head_as_tensor_product__weight_not_transposed_says; sides_at. Defined.
Theorem head_as_tensor_product__weight_not_transposed_is_false : ~ head_as_tensor_product__weight_not_transposed_holds.
Proof. move=> no; have : head_as_tensor_product__weight_not_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (head_as_tensor_product__weight_not_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [head_as_tensor_product__weight_not_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition concatenated_heads_add__every_pair_of_heads_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (n_heads_x_d_head : nat) (H : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (iota : H -> 'M[RR]_(n_heads_x_d_head, d_head)) (W_O : H -> 'M[RR]_(d_model, d_head)) :=
  ((\sum_(g : H) ((A g) *m x *m ((W_V g)^T) *m ((iota g)^T))) *m ((\sum_(h : H) ((W_O h) *m ((iota h)^T)))^T)) = (\sum_(g : H) (\sum_(h : H) ((A g) *m x *m ((W_V g)^T) *m ((W_O h)^T)))).
Definition concatenated_heads_add__every_pair_of_heads_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (n_heads_x_d_head : nat) (H : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (iota : H -> 'M[RR]_(n_heads_x_d_head, d_head)) (W_O : H -> 'M[RR]_(d_model, d_head)),
  (forall g h, (iota g)^T *m iota h = if g == h then 1%:M else 0) -> @concatenated_heads_add__every_pair_of_heads_says RR e n_ctx d_model d_head n_heads_x_d_head H A x W_V iota W_O.
Definition concatenated_heads_add__every_pair_of_heads_at (RR : realFieldType) (e : RR -> RR) := @concatenated_heads_add__every_pair_of_heads_says RR e 2%N 3%N 1%N 2%N (ordinal_finType 2) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]]; [:: [:: (Posz 1, 0%N); (Negz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 2 3 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 1, 0%N)]]; [:: [:: (Posz 3, 0%N); (Posz 3, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]; [:: (Posz 0, 0%N)]]; [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]]; [:: [:: (Posz 3, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 1, 0%N)]]] h)).
Definition concatenated_heads_add__every_pair_of_heads_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | concatenated_heads_add__every_pair_of_heads_at e -> rep 2 3 fg.1 = rep 2 3 fg.2}.
Proof. rewrite /concatenated_heads_add__every_pair_of_heads_at /concatenated_heads_add__every_pair_of_heads_says; sides_at. Defined.
Theorem concatenated_heads_add__every_pair_of_heads_is_false : ~ concatenated_heads_add__every_pair_of_heads_holds.
Proof. move=> no; have : concatenated_heads_add__every_pair_of_heads_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (concatenated_heads_add__every_pair_of_heads_sides one_to_three))/rep_all.
by lazy beta iota delta [concatenated_heads_add__every_pair_of_heads_sides proj1_sig fst snd]; vm_compute. Qed.

Definition concatenated_heads_add__heads_averaged_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (n_heads_x_d_head : nat) (H : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (iota : H -> 'M[RR]_(n_heads_x_d_head, d_head)) (W_O : H -> 'M[RR]_(d_model, d_head)) :=
  (((\sum_(g : H) ((A g) *m x *m ((W_V g)^T) *m ((iota g)^T))) *m ((\sum_(h : H) ((W_O h) *m ((iota h)^T)))^T)) *+ 2) = (\sum_(h : H) ((A h) *m x *m (((W_O h) *m (W_V h))^T))).
Definition concatenated_heads_add__heads_averaged_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (n_heads_x_d_head : nat) (H : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (iota : H -> 'M[RR]_(n_heads_x_d_head, d_head)) (W_O : H -> 'M[RR]_(d_model, d_head)),
  (forall g h, (iota g)^T *m iota h = if g == h then 1%:M else 0) -> @concatenated_heads_add__heads_averaged_says RR e n_ctx d_model d_head n_heads_x_d_head H A x W_V iota W_O.
Definition concatenated_heads_add__heads_averaged_at (RR : realFieldType) (e : RR -> RR) := @concatenated_heads_add__heads_averaged_says RR e 2%N 2%N 2%N 2%N (ordinal_finType 1) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N)]]] h)).
Definition concatenated_heads_add__heads_averaged_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | concatenated_heads_add__heads_averaged_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /concatenated_heads_add__heads_averaged_at /concatenated_heads_add__heads_averaged_says; sides_at. Defined.
Theorem concatenated_heads_add__heads_averaged_is_false : ~ concatenated_heads_add__heads_averaged_holds.
Proof. move=> no; have : concatenated_heads_add__heads_averaged_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (concatenated_heads_add__heads_averaged_sides one_to_three))/rep_all.
by lazy beta iota delta [concatenated_heads_add__heads_averaged_sides proj1_sig fst snd]; vm_compute. Qed.

Definition concatenated_heads_add__one_head_for_all_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (n_heads_x_d_head : nat) (H : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (iota : H -> 'M[RR]_(n_heads_x_d_head, d_head)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)) :=
  ((\sum_(g : H) ((A g) *m x *m ((W_V g)^T) *m ((iota g)^T))) *m ((\sum_(h : H) ((W_O h) *m ((iota h)^T)))^T)) = (\sum_(h : H) ((A h) *m x *m ((W_O_0 *m W_V_0)^T))).
Definition concatenated_heads_add__one_head_for_all_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (n_heads_x_d_head : nat) (H : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (iota : H -> 'M[RR]_(n_heads_x_d_head, d_head)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)),
  (forall g h, (iota g)^T *m iota h = if g == h then 1%:M else 0) -> @concatenated_heads_add__one_head_for_all_says RR e n_ctx d_model d_head n_heads_x_d_head H A x W_V iota W_O W_O_0 W_V_0.
Definition concatenated_heads_add__one_head_for_all_at (RR : realFieldType) (e : RR -> RR) := @concatenated_heads_add__one_head_for_all_says RR e 2%N 2%N 2%N 2%N (ordinal_finType 1) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N)]])).
Definition concatenated_heads_add__one_head_for_all_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | concatenated_heads_add__one_head_for_all_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /concatenated_heads_add__one_head_for_all_at /concatenated_heads_add__one_head_for_all_says; sides_at. Defined.
Theorem concatenated_heads_add__one_head_for_all_is_false : ~ concatenated_heads_add__one_head_for_all_holds.
Proof. move=> no; have : concatenated_heads_add__one_head_for_all_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (concatenated_heads_add__one_head_for_all_sides one_to_three))/rep_all.
by lazy beta iota delta [concatenated_heads_add__one_head_for_all_sides proj1_sig fst snd]; vm_compute. Qed.

Definition zero_layers__table_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec ((t *m (W_E^T)) *m (W_U^T))) = (((1%:M : 'M[RR]_(n_ctx)) *t ((W_U *m W_E)^T)) *m (vec t)).
Definition zero_layers__table_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @zero_layers__table_transposed_says RR e n_ctx d_vocab d_model t W_E W_U.
Definition zero_layers__table_transposed_at (RR : realFieldType) (e : RR -> RR) := @zero_layers__table_transposed_says RR e 1%N 3%N 1%N (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]])).
Definition zero_layers__table_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | zero_layers__table_transposed_at e -> rep (1 * 3)%N 1 fg.1 = rep (1 * 3)%N 1 fg.2}.
Proof. rewrite /zero_layers__table_transposed_at /zero_layers__table_transposed_says; sides_at. Defined.
Theorem zero_layers__table_transposed_is_false : ~ zero_layers__table_transposed_holds.
Proof. move=> no; have : zero_layers__table_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (zero_layers__table_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [zero_layers__table_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition zero_layers__np_outer_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, n_ctx)) (W_E : 'M[RR]_(d_model, n_ctx)) (W_U : 'M[RR]_(n_ctx, d_model)) :=
  (vec (t *m (W_E^T) *m (W_U^T))) = ((vec (1%:M : 'M[RR]_(n_ctx))) *m ((vec (W_U *m W_E))^T) *m (vec t)).
Definition zero_layers__np_outer_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, n_ctx)) (W_E : 'M[RR]_(d_model, n_ctx)) (W_U : 'M[RR]_(n_ctx, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @zero_layers__np_outer_says RR e n_ctx d_model t W_E W_U.
Definition zero_layers__np_outer_at (RR : realFieldType) (e : RR -> RR) := @zero_layers__np_outer_says RR e 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]])).
Definition zero_layers__np_outer_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | zero_layers__np_outer_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /zero_layers__np_outer_at /zero_layers__np_outer_says; sides_at. Defined.
Theorem zero_layers__np_outer_is_false : ~ zero_layers__np_outer_holds.
Proof. move=> no; have : zero_layers__np_outer_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (zero_layers__np_outer_sides one_to_three))/rep_all.
by lazy beta iota delta [zero_layers__np_outer_sides proj1_sig fst snd]; vm_compute. Qed.

Definition zero_layers__slots_exchanged_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, n_ctx)) (W_E : 'M[RR]_(d_model, n_ctx)) (W_U : 'M[RR]_(n_ctx, d_model)) :=
  (vec (t *m (W_E^T) *m (W_U^T))) = (((W_U *m W_E) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec t)).
Definition zero_layers__slots_exchanged_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, n_ctx)) (W_E : 'M[RR]_(d_model, n_ctx)) (W_U : 'M[RR]_(n_ctx, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @zero_layers__slots_exchanged_says RR e n_ctx d_model t W_E W_U.
Definition zero_layers__slots_exchanged_at (RR : realFieldType) (e : RR -> RR) := @zero_layers__slots_exchanged_says RR e 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]])).
Definition zero_layers__slots_exchanged_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | zero_layers__slots_exchanged_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /zero_layers__slots_exchanged_at /zero_layers__slots_exchanged_says; sides_at. Defined.
Theorem zero_layers__slots_exchanged_is_false : ~ zero_layers__slots_exchanged_holds.
Proof. move=> no; have : zero_layers__slots_exchanged_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (zero_layers__slots_exchanged_sides one_to_three))/rep_all.
by lazy beta iota delta [zero_layers__slots_exchanged_sides proj1_sig fst snd]; vm_compute. Qed.

Definition pattern_of_tokens__W_QK_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_h^T)) *m (((t *m (W_E^T)) *m (W_K_h^T))^T)))) = (softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_h^T) *m W_K_h)^T) *m W_E *m (t^T)))).
Definition pattern_of_tokens__W_QK_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @pattern_of_tokens__W_QK_transposed_says RR e n_ctx d_vocab d_model d_head one_over_root_d_head t W_E W_Q_h W_K_h.
Definition pattern_of_tokens__W_QK_transposed_at (RR : realFieldType) (e : RR -> RR) := @pattern_of_tokens__W_QK_transposed_says RR e 2%N 2%N 2%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 3, 0%N); (Negz 0, 0%N)]])).
Definition pattern_of_tokens__W_QK_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | pattern_of_tokens__W_QK_transposed_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /pattern_of_tokens__W_QK_transposed_at /pattern_of_tokens__W_QK_transposed_says; sides_at. Defined.
Theorem pattern_of_tokens__W_QK_transposed_is_false : ~ pattern_of_tokens__W_QK_transposed_holds.
Proof. move=> no; have : pattern_of_tokens__W_QK_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (pattern_of_tokens__W_QK_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [pattern_of_tokens__W_QK_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition pattern_of_tokens__softmax_over_destinations_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_h^T)) *m (((t *m (W_E^T)) *m (W_K_h^T))^T)))) = (softmax_over_destinations e true (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_h^T) *m W_K_h) *m W_E *m (t^T)))).
Definition pattern_of_tokens__softmax_over_destinations_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @pattern_of_tokens__softmax_over_destinations_says RR e n_ctx d_vocab d_model d_head one_over_root_d_head t W_E W_Q_h W_K_h.
Definition pattern_of_tokens__softmax_over_destinations_at (RR : realFieldType) (e : RR -> RR) := @pattern_of_tokens__softmax_over_destinations_says RR e 2%N 2%N 2%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]])).
Definition pattern_of_tokens__softmax_over_destinations_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | pattern_of_tokens__softmax_over_destinations_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /pattern_of_tokens__softmax_over_destinations_at /pattern_of_tokens__softmax_over_destinations_says; sides_at. Defined.
Theorem pattern_of_tokens__softmax_over_destinations_is_false : ~ pattern_of_tokens__softmax_over_destinations_holds.
Proof. move=> no; have : pattern_of_tokens__softmax_over_destinations_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (pattern_of_tokens__softmax_over_destinations_sides one_to_three))/rep_all.
by lazy beta iota delta [pattern_of_tokens__softmax_over_destinations_sides proj1_sig fst snd]; vm_compute. Qed.

Definition pattern_of_tokens__no_mask_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_h^T)) *m (((t *m (W_E^T)) *m (W_K_h^T))^T)))) = (softmax_of e false (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_h^T) *m W_K_h) *m W_E *m (t^T)))).
Definition pattern_of_tokens__no_mask_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @pattern_of_tokens__no_mask_says RR e n_ctx d_vocab d_model d_head one_over_root_d_head t W_E W_Q_h W_K_h.
Definition pattern_of_tokens__no_mask_at (RR : realFieldType) (e : RR -> RR) := @pattern_of_tokens__no_mask_says RR e 2%N 2%N 2%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]])).
Definition pattern_of_tokens__no_mask_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | pattern_of_tokens__no_mask_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /pattern_of_tokens__no_mask_at /pattern_of_tokens__no_mask_says; sides_at. Defined.
Theorem pattern_of_tokens__no_mask_is_false : ~ pattern_of_tokens__no_mask_holds.
Proof. move=> no; have : pattern_of_tokens__no_mask_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (pattern_of_tokens__no_mask_sides one_to_three))/rep_all.
by lazy beta iota delta [pattern_of_tokens__no_mask_sides proj1_sig fst snd]; vm_compute. Qed.

Definition pattern_of_tokens__scaled_by_d_model_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (one_over_root_d_model : RR) :=
  (softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_h^T)) *m (((t *m (W_E^T)) *m (W_K_h^T))^T)))) = (softmax_of e true (one_over_root_d_model *: (t *m (W_E^T) *m ((W_Q_h^T) *m W_K_h) *m W_E *m (t^T)))).
Definition pattern_of_tokens__scaled_by_d_model_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) (one_over_root_d_model : RR),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_model /\ d_model%:R * (one_over_root_d_model * one_over_root_d_model) = 1) -> @pattern_of_tokens__scaled_by_d_model_says RR e n_ctx d_vocab d_model d_head one_over_root_d_head t W_E W_Q_h W_K_h one_over_root_d_model.
Definition pattern_of_tokens__scaled_by_d_model_at (RR : realFieldType) (e : RR -> RR) := @pattern_of_tokens__scaled_by_d_model_says RR e 2%N 2%N 4%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 4 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 4 (table RR [:: [:: (Posz 2, 0%N); (Posz 2, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 4 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N); (Posz 0, 0%N); (Negz 0, 0%N)]])) (number RR (Posz 1, 1%N)).
Definition pattern_of_tokens__scaled_by_d_model_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | pattern_of_tokens__scaled_by_d_model_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /pattern_of_tokens__scaled_by_d_model_at /pattern_of_tokens__scaled_by_d_model_says; sides_at. Defined.
Theorem pattern_of_tokens__scaled_by_d_model_is_false : ~ pattern_of_tokens__scaled_by_d_model_holds.
Proof. move=> no; have : pattern_of_tokens__scaled_by_d_model_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (pattern_of_tokens__scaled_by_d_model_sides one_to_three))/rep_all.
by lazy beta iota delta [pattern_of_tokens__scaled_by_d_model_sides proj1_sig fst snd]; vm_compute. Qed.

Definition pattern_of_tokens__not_scaled_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_h^T)) *m (((t *m (W_E^T)) *m (W_K_h^T))^T)))) = (softmax_of e true (t *m (W_E^T) *m ((W_Q_h^T) *m W_K_h) *m W_E *m (t^T))).
Definition pattern_of_tokens__not_scaled_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @pattern_of_tokens__not_scaled_says RR e n_ctx d_vocab d_model d_head one_over_root_d_head t W_E W_Q_h W_K_h.
Definition pattern_of_tokens__not_scaled_at (RR : realFieldType) (e : RR -> RR) := @pattern_of_tokens__not_scaled_says RR e 3%N 2%N 3%N 4%N (number RR (Posz 1, 1%N)) (@rep RR 3 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 3 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 4 3 (table RR [:: [:: (Posz 2, 0%N); (Posz 3, 0%N); (Negz 1, 0%N)]; [:: (Posz 3, 0%N); (Posz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 3, 0%N); (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 4 3 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N); (Posz 2, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 3, 0%N); (Negz 1, 0%N); (Posz 0, 0%N)]])).
Definition pattern_of_tokens__not_scaled_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | pattern_of_tokens__not_scaled_at e -> rep 3 3 fg.1 = rep 3 3 fg.2}.
Proof. rewrite /pattern_of_tokens__not_scaled_at /pattern_of_tokens__not_scaled_says; sides_at. Defined.
Theorem pattern_of_tokens__not_scaled_is_false : ~ pattern_of_tokens__not_scaled_holds.
Proof. move=> no; have : pattern_of_tokens__not_scaled_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (pattern_of_tokens__not_scaled_sides one_to_three))/rep_all.
by lazy beta iota delta [pattern_of_tokens__not_scaled_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__one_OV_for_all_heads_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m (W_O_0 *m W_V_0) *m W_E)))) *m (vec t)).
Definition one_layer__one_OV_for_all_heads_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @one_layer__one_OV_for_all_heads_says RR e n_ctx d_vocab d_model d_head H t W_E one_over_root_d_head W_Q W_K W_V W_O W_U W_O_0 W_V_0.
Definition one_layer__one_OV_for_all_heads_at (RR : realFieldType) (e : RR -> RR) := @one_layer__one_OV_for_all_heads_says RR e 2%N 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 3, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Negz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]])).
Definition one_layer__one_OV_for_all_heads_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__one_OV_for_all_heads_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer__one_OV_for_all_heads_at /one_layer__one_OV_for_all_heads_says; sides_at. Defined.
Theorem one_layer__one_OV_for_all_heads_is_false : ~ one_layer__one_OV_for_all_heads_holds.
Proof. move=> no; have : one_layer__one_OV_for_all_heads_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__one_OV_for_all_heads_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__one_OV_for_all_heads_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__pattern_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))))^T) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Definition one_layer__pattern_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @one_layer__pattern_transposed_says RR e n_ctx d_vocab d_model d_head H t W_E one_over_root_d_head W_Q W_K W_V W_O W_U.
Definition one_layer__pattern_transposed_at (RR : realFieldType) (e : RR -> RR) := @one_layer__pattern_transposed_says RR e 2%N 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 3, 0%N); (Negz 0, 0%N)]])).
Definition one_layer__pattern_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__pattern_transposed_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer__pattern_transposed_at /one_layer__pattern_transposed_says; sides_at. Defined.
Theorem one_layer__pattern_transposed_is_false : ~ one_layer__pattern_transposed_holds.
Proof. move=> no; have : one_layer__pattern_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__pattern_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__pattern_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__np_outer_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, n_ctx)) (W_E : 'M[RR]_(d_model, n_ctx)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(n_ctx, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T))) = ((((vec (1%:M : 'M[RR]_(n_ctx))) *m ((vec (W_U *m W_E))^T)) + (\sum_(h : H) ((vec (A h)) *m ((vec (W_U *m ((W_O h) *m (W_V h)) *m W_E))^T)))) *m (vec t)).
Definition one_layer__np_outer_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, n_ctx)) (W_E : 'M[RR]_(d_model, n_ctx)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(n_ctx, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @one_layer__np_outer_says RR e n_ctx d_model d_head H t W_E A W_V W_O W_U.
Definition one_layer__np_outer_at (RR : realFieldType) (e : RR -> RR) := @one_layer__np_outer_says RR e 3%N 1%N 1%N (ordinal_finType 1) (@rep RR 3 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)) (@rep RR 3 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition one_layer__np_outer_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__np_outer_at e -> rep (3 * 3)%N 1 fg.1 = rep (3 * 3)%N 1 fg.2}.
Proof. rewrite /one_layer__np_outer_at /one_layer__np_outer_says; sides_at. Defined.
Theorem one_layer__np_outer_is_false : ~ one_layer__np_outer_holds.
Proof. move=> no; have : one_layer__np_outer_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__np_outer_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__np_outer_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__slots_exchanged_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, n_ctx)) (W_E : 'M[RR]_(d_model, n_ctx)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(n_ctx, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) ((A h) *m t *m (W_E^T) *m ((W_V h)^T) *m ((W_O h)^T)))) *m (W_U^T))) = ((((W_U *m W_E) *t (1%:M : 'M[RR]_(n_ctx))) + (\sum_(h : H) ((W_U *m ((W_O h) *m (W_V h)) *m W_E) *t (A h)))) *m (vec t)).
Definition one_layer__slots_exchanged_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, n_ctx)) (W_E : 'M[RR]_(d_model, n_ctx)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(n_ctx, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @one_layer__slots_exchanged_says RR e n_ctx d_model d_head H t W_E A W_V W_O W_U.
Definition one_layer__slots_exchanged_at (RR : realFieldType) (e : RR -> RR) := @one_layer__slots_exchanged_says RR e 3%N 1%N 1%N (ordinal_finType 1) (@rep RR 3 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)) (@rep RR 3 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition one_layer__slots_exchanged_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__slots_exchanged_at e -> rep (3 * 3)%N 1 fg.1 = rep (3 * 3)%N 1 fg.2}.
Proof. rewrite /one_layer__slots_exchanged_at /one_layer__slots_exchanged_says; sides_at. Defined.
Theorem one_layer__slots_exchanged_is_false : ~ one_layer__slots_exchanged_holds.
Proof. move=> no; have : one_layer__slots_exchanged_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__slots_exchanged_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__slots_exchanged_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__no_direct_path_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E))) *m (vec t)).
Definition one_layer__no_direct_path_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @one_layer__no_direct_path_says RR e n_ctx d_vocab d_model d_head H t W_E one_over_root_d_head W_Q W_K W_V W_O W_U.
Definition one_layer__no_direct_path_at (RR : realFieldType) (e : RR -> RR) := @one_layer__no_direct_path_says RR e 2%N 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 3, 0%N); (Negz 0, 0%N)]])).
Definition one_layer__no_direct_path_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__no_direct_path_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer__no_direct_path_at /one_layer__no_direct_path_says; sides_at. Defined.
Theorem one_layer__no_direct_path_is_false : ~ one_layer__no_direct_path_holds.
Proof. move=> no; have : one_layer__no_direct_path_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__no_direct_path_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__no_direct_path_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__OV_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t ((W_U *m ((W_O h) *m (W_V h)) *m W_E)^T)))) *m (vec t)).
Definition one_layer__OV_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @one_layer__OV_transposed_says RR e n_ctx d_vocab d_model d_head H t W_E one_over_root_d_head W_Q W_K W_V W_O W_U.
Definition one_layer__OV_transposed_at (RR : realFieldType) (e : RR -> RR) := @one_layer__OV_transposed_says RR e 2%N 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 3, 0%N); (Negz 0, 0%N)]])).
Definition one_layer__OV_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__OV_transposed_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer__OV_transposed_at /one_layer__OV_transposed_says; sides_at. Defined.
Theorem one_layer__OV_transposed_is_false : ~ one_layer__OV_transposed_holds.
Proof. move=> no; have : one_layer__OV_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__OV_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__OV_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__added_slot_by_slot_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) + (\sum_(h : H) (softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))))) *t ((W_U *m W_E) + (\sum_(h : H) (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Definition one_layer__added_slot_by_slot_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @one_layer__added_slot_by_slot_says RR e n_ctx d_vocab d_model d_head H t W_E one_over_root_d_head W_Q W_K W_V W_O W_U.
Definition one_layer__added_slot_by_slot_at (RR : realFieldType) (e : RR -> RR) := @one_layer__added_slot_by_slot_says RR e 2%N 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 3, 0%N); (Negz 0, 0%N)]])).
Definition one_layer__added_slot_by_slot_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__added_slot_by_slot_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer__added_slot_by_slot_at /one_layer__added_slot_by_slot_says; sides_at. Defined.
Theorem one_layer__added_slot_by_slot_is_false : ~ one_layer__added_slot_by_slot_holds.
Proof. move=> no; have : one_layer__added_slot_by_slot_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__added_slot_by_slot_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__added_slot_by_slot_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__W_QK_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m ((((W_Q h)^T) *m (W_K h))^T) *m W_E *m (t^T)))) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Definition one_layer__W_QK_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @one_layer__W_QK_transposed_says RR e n_ctx d_vocab d_model d_head H t W_E one_over_root_d_head W_Q W_K W_V W_O W_U.
Definition one_layer__W_QK_transposed_at (RR : realFieldType) (e : RR -> RR) := @one_layer__W_QK_transposed_says RR e 2%N 3%N 3%N 1%N (ordinal_finType 1) (@rep RR 2 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N); (Posz 0, 0%N)]])) (@rep RR 3 3 (table RR [:: [:: (Negz 0, 0%N); (Posz 3, 0%N); (Posz 3, 0%N)]; [:: (Negz 0, 0%N); (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N); (Posz 3, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 3, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]]] h)) (@rep RR 3 3 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 2, 0%N)]])).
Definition one_layer__W_QK_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__W_QK_transposed_at e -> rep (2 * 3)%N 1 fg.1 = rep (2 * 3)%N 1 fg.2}.
Proof. rewrite /one_layer__W_QK_transposed_at /one_layer__W_QK_transposed_says; sides_at. Defined.
Theorem one_layer__W_QK_transposed_is_false : ~ one_layer__W_QK_transposed_holds.
Proof. move=> no; have : one_layer__W_QK_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__W_QK_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__W_QK_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__softmax_over_destinations_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_over_destinations e true (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Definition one_layer__softmax_over_destinations_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @one_layer__softmax_over_destinations_says RR e n_ctx d_vocab d_model d_head H t W_E one_over_root_d_head W_Q W_K W_V W_O W_U.
Definition one_layer__softmax_over_destinations_at (RR : realFieldType) (e : RR -> RR) := @one_layer__softmax_over_destinations_says RR e 2%N 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 3, 0%N); (Negz 0, 0%N)]])).
Definition one_layer__softmax_over_destinations_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__softmax_over_destinations_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer__softmax_over_destinations_at /one_layer__softmax_over_destinations_says; sides_at. Defined.
Theorem one_layer__softmax_over_destinations_is_false : ~ one_layer__softmax_over_destinations_holds.
Proof. move=> no; have : one_layer__softmax_over_destinations_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__softmax_over_destinations_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__softmax_over_destinations_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__no_mask_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_of e false (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Definition one_layer__no_mask_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @one_layer__no_mask_says RR e n_ctx d_vocab d_model d_head H t W_E one_over_root_d_head W_Q W_K W_V W_O W_U.
Definition one_layer__no_mask_at (RR : realFieldType) (e : RR -> RR) := @one_layer__no_mask_says RR e 3%N 2%N 3%N 1%N (ordinal_finType 1) (@rep RR 3 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 3 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 3, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 1, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]]] h)) (@rep RR 2 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 3, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N); (Posz 3, 0%N)]])).
Definition one_layer__no_mask_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__no_mask_at e -> rep (3 * 2)%N 1 fg.1 = rep (3 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer__no_mask_at /one_layer__no_mask_says; sides_at. Defined.
Theorem one_layer__no_mask_is_false : ~ one_layer__no_mask_holds.
Proof. move=> no; have : one_layer__no_mask_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__no_mask_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__no_mask_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__scaled_by_d_model_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) (one_over_root_d_model : RR) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_model *: (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T)))) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Definition one_layer__scaled_by_d_model_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) (one_over_root_d_model : RR),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (0 < one_over_root_d_model /\ d_model%:R * (one_over_root_d_model * one_over_root_d_model) = 1) -> @one_layer__scaled_by_d_model_says RR e n_ctx d_vocab d_model d_head H t W_E one_over_root_d_head W_Q W_K W_V W_O W_U one_over_root_d_model.
Definition one_layer__scaled_by_d_model_at (RR : realFieldType) (e : RR -> RR) := @one_layer__scaled_by_d_model_says RR e 2%N 2%N 1%N 4%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (number RR (Posz 1, 1%N)) (fun h => @rep RR 4 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Negz 1, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 4 1 (tables RR [:: [:: [:: (Posz 3, 0%N)]; [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (fun h => @rep RR 4 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 4 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 2 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (number RR (Posz 1, 0%N)).
Definition one_layer__scaled_by_d_model_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__scaled_by_d_model_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer__scaled_by_d_model_at /one_layer__scaled_by_d_model_says; sides_at. Defined.
Theorem one_layer__scaled_by_d_model_is_false : ~ one_layer__scaled_by_d_model_holds.
Proof. move=> no; have : one_layer__scaled_by_d_model_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__scaled_by_d_model_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__scaled_by_d_model_sides proj1_sig fst snd]; vm_compute. Qed.

Definition one_layer__not_scaled_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (vec (((t *m (W_E^T)) + (\sum_(h : H) (((softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m ((W_Q h)^T)) *m (((t *m (W_E^T)) *m ((W_K h)^T))^T)))) *m ((t *m (W_E^T)) *m ((W_V h)^T))) *m ((W_O h)^T)))) *m (W_U^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((softmax_of e true (t *m (W_E^T) *m (((W_Q h)^T) *m (W_K h)) *m W_E *m (t^T))) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) *m (vec t)).
Definition one_layer__not_scaled_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @one_layer__not_scaled_says RR e n_ctx d_vocab d_model d_head H t W_E one_over_root_d_head W_Q W_K W_V W_O W_U.
Definition one_layer__not_scaled_at (RR : realFieldType) (e : RR -> RR) := @one_layer__not_scaled_says RR e 2%N 2%N 2%N 4%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (number RR (Posz 1, 1%N)) (fun h => @rep RR 4 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 3, 0%N); (Negz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 4 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 4 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 4 (tables RR [:: [:: [:: (Negz 0, 0%N); (Negz 0, 0%N); (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N); (Negz 0, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition one_layer__not_scaled_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | one_layer__not_scaled_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /one_layer__not_scaled_at /one_layer__not_scaled_says; sides_at. Defined.
Theorem one_layer__not_scaled_is_false : ~ one_layer__not_scaled_holds.
Proof. move=> no; have : one_layer__not_scaled_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (one_layer__not_scaled_sides one_to_three))/rep_all.
by lazy beta iota delta [one_layer__not_scaled_sides proj1_sig fst snd]; vm_compute. Qed.

Definition virtual_weights__one_pair_of_weights_for_all_layers_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (W_in : 'M[RR]_(d_mlp, d_model)) (W_out_0 : 'M[RR]_(d_model, d_mlp)) :=
  ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (W_in^T)) = ((x *m (W_in^T)) + (\sum_(l : L) ((r l) *m ((W_in *m W_out_0)^T)))).
Definition virtual_weights__one_pair_of_weights_for_all_layers_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (W_in : 'M[RR]_(d_mlp, d_model)) (W_out_0 : 'M[RR]_(d_model, d_mlp)),
  @virtual_weights__one_pair_of_weights_for_all_layers_says RR e n_ctx d_model d_mlp L x r W_out W_in W_out_0.
Definition virtual_weights__one_pair_of_weights_for_all_layers_at (RR : realFieldType) (e : RR -> RR) := @virtual_weights__one_pair_of_weights_for_all_layers_says RR e 1%N 1%N 2%N (ordinal_finType 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]])).
Definition virtual_weights__one_pair_of_weights_for_all_layers_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | virtual_weights__one_pair_of_weights_for_all_layers_at e -> rep 1 2 fg.1 = rep 1 2 fg.2}.
Proof. rewrite /virtual_weights__one_pair_of_weights_for_all_layers_at /virtual_weights__one_pair_of_weights_for_all_layers_says; sides_at. Defined.
Theorem virtual_weights__one_pair_of_weights_for_all_layers_is_false : ~ virtual_weights__one_pair_of_weights_for_all_layers_holds.
Proof. move=> no; have : virtual_weights__one_pair_of_weights_for_all_layers_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (virtual_weights__one_pair_of_weights_for_all_layers_sides one_to_three))/rep_all.
by lazy beta iota delta [virtual_weights__one_pair_of_weights_for_all_layers_sides proj1_sig fst snd]; vm_compute. Qed.

Definition virtual_weights__one_layer_before_it_only_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (W_in : 'M[RR]_(d_mlp, d_model)) (r_0 : 'M[RR]_(n_ctx, d_mlp)) (W_out_0 : 'M[RR]_(d_model, d_mlp)) :=
  ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (W_in^T)) = ((x *m (W_in^T)) + (r_0 *m ((W_in *m W_out_0)^T))).
Definition virtual_weights__one_layer_before_it_only_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (W_in : 'M[RR]_(d_mlp, d_model)) (r_0 : 'M[RR]_(n_ctx, d_mlp)) (W_out_0 : 'M[RR]_(d_model, d_mlp)),
  @virtual_weights__one_layer_before_it_only_says RR e n_ctx d_model d_mlp L x r W_out W_in r_0 W_out_0.
Definition virtual_weights__one_layer_before_it_only_at (RR : realFieldType) (e : RR -> RR) := @virtual_weights__one_layer_before_it_only_says RR e 1%N 1%N 2%N (ordinal_finType 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition virtual_weights__one_layer_before_it_only_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | virtual_weights__one_layer_before_it_only_at e -> rep 1 2 fg.1 = rep 1 2 fg.2}.
Proof. rewrite /virtual_weights__one_layer_before_it_only_at /virtual_weights__one_layer_before_it_only_says; sides_at. Defined.
Theorem virtual_weights__one_layer_before_it_only_is_false : ~ virtual_weights__one_layer_before_it_only_holds.
Proof. move=> no; have : virtual_weights__one_layer_before_it_only_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (virtual_weights__one_layer_before_it_only_sides one_to_three))/rep_all.
by lazy beta iota delta [virtual_weights__one_layer_before_it_only_sides proj1_sig fst snd]; vm_compute. Qed.

Definition virtual_weights__added_before_they_meet_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (W_in : 'M[RR]_(d_mlp, d_model)) :=
  ((x + (\sum_(l : L) ((r l) *m ((W_out l)^T)))) *m (W_in^T)) = ((x *m (W_in^T)) + ((\sum_(l : L) (r l)) *m ((\sum_(l : L) (W_in *m (W_out l)))^T))).
Definition virtual_weights__added_before_they_meet_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (L : finType) (x : 'M[RR]_(n_ctx, d_model)) (r : L -> 'M[RR]_(n_ctx, d_mlp)) (W_out : L -> 'M[RR]_(d_model, d_mlp)) (W_in : 'M[RR]_(d_mlp, d_model)),
  @virtual_weights__added_before_they_meet_says RR e n_ctx d_model d_mlp L x r W_out W_in.
Definition virtual_weights__added_before_they_meet_at (RR : realFieldType) (e : RR -> RR) := @virtual_weights__added_before_they_meet_says RR e 3%N 1%N 1%N (ordinal_finType 2) (@rep RR 3 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]]; [:: [:: (Posz 3, 0%N)]; [:: (Negz 0, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]; [:: [:: (Posz 1, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition virtual_weights__added_before_they_meet_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | virtual_weights__added_before_they_meet_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /virtual_weights__added_before_they_meet_at /virtual_weights__added_before_they_meet_says; sides_at. Defined.
Theorem virtual_weights__added_before_they_meet_is_false : ~ virtual_weights__added_before_they_meet_holds.
Proof. move=> no; have : virtual_weights__added_before_they_meet_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (virtual_weights__added_before_they_meet_sides one_to_three))/rep_all.
by lazy beta iota delta [virtual_weights__added_before_they_meet_sides proj1_sig fst snd]; vm_compute. Qed.

Definition v_composition__the_other_pair_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (W_O_1 : 'M[RR]_(d_model, d_head)) (W_V_1 : 'M[RR]_(d_head, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (V_0 : 'M[RR]_(d_model, d_head)) :=
  ((W_O_1^T) *m (W_O_1 *m W_V_1) *m (W_O_0 *m (V_0^T)) *m V_0) = ((V_0^T) *m W_O_1).
Definition v_composition__the_other_pair_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (W_O_1 : 'M[RR]_(d_model, d_head)) (W_V_1 : 'M[RR]_(d_head, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (V_0 : 'M[RR]_(d_model, d_head)),
  (W_O_1^T *m W_O_1 = 1%:M) -> (V_0^T *m V_0 = 1%:M) -> @v_composition__the_other_pair_says RR e d_model d_head W_O_1 W_V_1 W_O_0 V_0.
Definition v_composition__the_other_pair_at (RR : realFieldType) (e : RR -> RR) := @v_composition__the_other_pair_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition v_composition__the_other_pair_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | v_composition__the_other_pair_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /v_composition__the_other_pair_at /v_composition__the_other_pair_says; sides_at. Defined.
Theorem v_composition__the_other_pair_is_false : ~ v_composition__the_other_pair_holds.
Proof. move=> no; have : v_composition__the_other_pair_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (v_composition__the_other_pair_sides one_to_three))/rep_all.
by lazy beta iota delta [v_composition__the_other_pair_sides proj1_sig fst snd]; vm_compute. Qed.

Definition v_composition__in_running_order_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (W_O_1 : 'M[RR]_(d_model, d_head)) (W_O_0 : 'M[RR]_(d_model, d_head)) (V_0 : 'M[RR]_(d_model, d_head)) (W_V_1 : 'M[RR]_(d_head, d_model)) :=
  ((W_O_1^T) *m (W_O_0 *m (V_0^T)) *m (W_O_1 *m W_V_1) *m V_0) = (W_V_1 *m W_O_0).
Definition v_composition__in_running_order_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (W_O_1 : 'M[RR]_(d_model, d_head)) (W_O_0 : 'M[RR]_(d_model, d_head)) (V_0 : 'M[RR]_(d_model, d_head)) (W_V_1 : 'M[RR]_(d_head, d_model)),
  (W_O_1^T *m W_O_1 = 1%:M) -> (V_0^T *m V_0 = 1%:M) -> @v_composition__in_running_order_says RR e d_model d_head W_O_1 W_O_0 V_0 W_V_1.
Definition v_composition__in_running_order_at (RR : realFieldType) (e : RR -> RR) := @v_composition__in_running_order_says RR e 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 2, 4%N); (Negz 3, 4%N)]; [:: (Posz 4, 4%N); (Negz 2, 4%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition v_composition__in_running_order_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | v_composition__in_running_order_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /v_composition__in_running_order_at /v_composition__in_running_order_says; sides_at. Defined.
Theorem v_composition__in_running_order_is_false : ~ v_composition__in_running_order_holds.
Proof. move=> no; have : v_composition__in_running_order_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (v_composition__in_running_order_sides one_to_three))/rep_all.
by lazy beta iota delta [v_composition__in_running_order_sides proj1_sig fst snd]; vm_compute. Qed.

Definition v_composition__without__the_later_W_O_has_orthonormal_columns_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (W_O_1 : 'M[RR]_(d_model, d_head)) (W_V_1 : 'M[RR]_(d_head, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (V_0 : 'M[RR]_(d_model, d_head)) :=
  ((W_O_1^T) *m (W_O_1 *m W_V_1) *m (W_O_0 *m (V_0^T)) *m V_0) = (W_V_1 *m W_O_0).
Definition v_composition__without__the_later_W_O_has_orthonormal_columns_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (W_O_1 : 'M[RR]_(d_model, d_head)) (W_V_1 : 'M[RR]_(d_head, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (V_0 : 'M[RR]_(d_model, d_head)),
  (V_0^T *m V_0 = 1%:M) -> @v_composition__without__the_later_W_O_has_orthonormal_columns_says RR e d_model d_head W_O_1 W_V_1 W_O_0 V_0.
Definition v_composition__without__the_later_W_O_has_orthonormal_columns_at (RR : realFieldType) (e : RR -> RR) := @v_composition__without__the_later_W_O_has_orthonormal_columns_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])).
Definition v_composition__without__the_later_W_O_has_orthonormal_columns_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | v_composition__without__the_later_W_O_has_orthonormal_columns_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /v_composition__without__the_later_W_O_has_orthonormal_columns_at /v_composition__without__the_later_W_O_has_orthonormal_columns_says; sides_at. Defined.
Theorem v_composition__without__the_later_W_O_has_orthonormal_columns_is_false : ~ v_composition__without__the_later_W_O_has_orthonormal_columns_holds.
Proof. move=> no; have : v_composition__without__the_later_W_O_has_orthonormal_columns_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (v_composition__without__the_later_W_O_has_orthonormal_columns_sides one_to_three))/rep_all.
by lazy beta iota delta [v_composition__without__the_later_W_O_has_orthonormal_columns_sides proj1_sig fst snd]; vm_compute. Qed.

Definition v_composition__without__the_earlier_W_V_has_orthonormal_rows_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (W_O_1 : 'M[RR]_(d_model, d_head)) (W_V_1 : 'M[RR]_(d_head, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (V_0 : 'M[RR]_(d_model, d_head)) :=
  ((W_O_1^T) *m (W_O_1 *m W_V_1) *m (W_O_0 *m (V_0^T)) *m V_0) = (W_V_1 *m W_O_0).
Definition v_composition__without__the_earlier_W_V_has_orthonormal_rows_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (W_O_1 : 'M[RR]_(d_model, d_head)) (W_V_1 : 'M[RR]_(d_head, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (V_0 : 'M[RR]_(d_model, d_head)),
  (W_O_1^T *m W_O_1 = 1%:M) -> @v_composition__without__the_earlier_W_V_has_orthonormal_rows_says RR e d_model d_head W_O_1 W_V_1 W_O_0 V_0.
Definition v_composition__without__the_earlier_W_V_has_orthonormal_rows_at (RR : realFieldType) (e : RR -> RR) := @v_composition__without__the_earlier_W_V_has_orthonormal_rows_says RR e 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N)]])).
Definition v_composition__without__the_earlier_W_V_has_orthonormal_rows_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | v_composition__without__the_earlier_W_V_has_orthonormal_rows_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /v_composition__without__the_earlier_W_V_has_orthonormal_rows_at /v_composition__without__the_earlier_W_V_has_orthonormal_rows_says; sides_at. Defined.
Theorem v_composition__without__the_earlier_W_V_has_orthonormal_rows_is_false : ~ v_composition__without__the_earlier_W_V_has_orthonormal_rows_holds.
Proof. move=> no; have : v_composition__without__the_earlier_W_V_has_orthonormal_rows_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (v_composition__without__the_earlier_W_V_has_orthonormal_rows_sides one_to_three))/rep_all.
by lazy beta iota delta [v_composition__without__the_earlier_W_V_has_orthonormal_rows_sides proj1_sig fst snd]; vm_compute. Qed.

Definition identity_head__the_direct_path_twice_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) :=
  (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E))) + ((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (1%:M : 'M[RR]_(d_model)) *m W_E))).
Definition identity_head__the_direct_path_twice_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)),
  @identity_head__the_direct_path_twice_says RR e n_ctx d_vocab d_model d_head H W_U W_E A W_O W_V.
Definition identity_head__the_direct_path_twice_at (RR : realFieldType) (e : RR -> RR) := @identity_head__the_direct_path_twice_says RR e 1%N 3%N 1%N 3%N (ordinal_finType 1) (@rep RR 3 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N); (Posz 3, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 1, 0%N)]]] h)).
Definition identity_head__the_direct_path_twice_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | identity_head__the_direct_path_twice_at e -> rep (1 * 3)%N (1 * 3)%N fg.1 = rep (1 * 3)%N (1 * 3)%N fg.2}.
Proof. rewrite /identity_head__the_direct_path_twice_at /identity_head__the_direct_path_twice_says; sides_at. Defined.
Theorem identity_head__the_direct_path_twice_is_false : ~ identity_head__the_direct_path_twice_holds.
Proof. move=> no; have : identity_head__the_direct_path_twice_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (identity_head__the_direct_path_twice_sides one_to_three))/rep_all.
by lazy beta iota delta [identity_head__the_direct_path_twice_sides proj1_sig fst snd]; vm_compute. Qed.

Definition identity_head__identity_in_one_slot_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)) :=
  (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m (W_O_0 *m W_V_0) *m W_E)) + (\sum_(h : H) ((A h) *t (W_U *m ((W_O h) *m (W_V h)) *m W_E)))).
Definition identity_head__identity_in_one_slot_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)),
  @identity_head__identity_in_one_slot_says RR e n_ctx d_vocab d_model d_head H W_U W_E A W_O W_V W_O_0 W_V_0.
Definition identity_head__identity_in_one_slot_at (RR : realFieldType) (e : RR -> RR) := @identity_head__identity_in_one_slot_says RR e 1%N 3%N 1%N 3%N (ordinal_finType 1) (@rep RR 3 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N); (Posz 3, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]; [:: (Posz 1, 0%N)]]] h)) (@rep RR 1 3 (table RR [:: [:: (Negz 1, 0%N); (Negz 1, 0%N); (Negz 1, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]])).
Definition identity_head__identity_in_one_slot_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | identity_head__identity_in_one_slot_at e -> rep (1 * 3)%N (1 * 3)%N fg.1 = rep (1 * 3)%N (1 * 3)%N fg.2}.
Proof. rewrite /identity_head__identity_in_one_slot_at /identity_head__identity_in_one_slot_says; sides_at. Defined.
Theorem identity_head__identity_in_one_slot_is_false : ~ identity_head__identity_in_one_slot_holds.
Proof. move=> no; have : identity_head__identity_in_one_slot_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (identity_head__identity_in_one_slot_sides one_to_three))/rep_all.
by lazy beta iota delta [identity_head__identity_in_one_slot_sides proj1_sig fst snd]; vm_compute. Qed.

Definition identity_head__identity_on_the_tokens_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (W_U : 'M[RR]_(d_model, d_model)) (W_E : 'M[RR]_(d_model, d_model)) :=
  ((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) = ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(d_model))).
Definition identity_head__identity_on_the_tokens_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (W_U : 'M[RR]_(d_model, d_model)) (W_E : 'M[RR]_(d_model, d_model)),
  @identity_head__identity_on_the_tokens_says RR e n_ctx d_model W_U W_E.
Definition identity_head__identity_on_the_tokens_at (RR : realFieldType) (e : RR -> RR) := @identity_head__identity_on_the_tokens_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])).
Definition identity_head__identity_on_the_tokens_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | identity_head__identity_on_the_tokens_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /identity_head__identity_on_the_tokens_at /identity_head__identity_on_the_tokens_says; sides_at. Defined.
Theorem identity_head__identity_on_the_tokens_is_false : ~ identity_head__identity_on_the_tokens_holds.
Proof. move=> no; have : identity_head__identity_on_the_tokens_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (identity_head__identity_on_the_tokens_sides one_to_three))/rep_all.
by lazy beta iota delta [identity_head__identity_on_the_tokens_sides proj1_sig fst snd]; vm_compute. Qed.

Definition heads_of_one_pattern__patterns_that_differ_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (n_heads_x_d_head : nat) (H : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (iota : H -> 'M[RR]_(n_heads_x_d_head, d_head)) :=
  (\sum_(h : H) ((A h) *t ((W_O h) *m (W_V h)))) = ((\sum_(h : H) (A h)) *t ((\sum_(h : H) ((W_O h) *m ((iota h)^T))) *m (\sum_(g : H) ((iota g) *m (W_V g))))).
Definition heads_of_one_pattern__patterns_that_differ_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (n_heads_x_d_head : nat) (H : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (iota : H -> 'M[RR]_(n_heads_x_d_head, d_head)),
  (forall g h, (iota g)^T *m iota h = if g == h then 1%:M else 0) -> @heads_of_one_pattern__patterns_that_differ_says RR e n_ctx d_model d_head n_heads_x_d_head H A W_O W_V iota.
Definition heads_of_one_pattern__patterns_that_differ_at (RR : realFieldType) (e : RR -> RR) := @heads_of_one_pattern__patterns_that_differ_says RR e 2%N 3%N 1%N 2%N (ordinal_finType 2) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]]; [:: [:: (Posz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]]; [:: [:: (Negz 0, 0%N)]; [:: (Negz 0, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 0, 0%N); (Posz 0, 0%N)]]; [:: [:: (Posz 3, 0%N); (Posz 3, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]; [:: (Posz 0, 0%N)]]; [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]]] h)).
Definition heads_of_one_pattern__patterns_that_differ_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | heads_of_one_pattern__patterns_that_differ_at e -> rep (2 * 3)%N (2 * 3)%N fg.1 = rep (2 * 3)%N (2 * 3)%N fg.2}.
Proof. rewrite /heads_of_one_pattern__patterns_that_differ_at /heads_of_one_pattern__patterns_that_differ_says; sides_at. Defined.
Theorem heads_of_one_pattern__patterns_that_differ_is_false : ~ heads_of_one_pattern__patterns_that_differ_holds.
Proof. move=> no; have : heads_of_one_pattern__patterns_that_differ_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (heads_of_one_pattern__patterns_that_differ_sides one_to_three))/rep_all.
by lazy beta iota delta [heads_of_one_pattern__patterns_that_differ_sides proj1_sig fst snd]; vm_compute. Qed.

Definition heads_of_one_pattern__weights_added_before_they_meet_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (A : 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) :=
  (\sum_(h : H) (A *t ((W_O h) *m (W_V h)))) = (A *t ((\sum_(h : H) (W_O h)) *m (\sum_(g : H) (W_V g)))).
Definition heads_of_one_pattern__weights_added_before_they_meet_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (A : 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)),
  @heads_of_one_pattern__weights_added_before_they_meet_says RR e n_ctx d_model d_head H A W_O W_V.
Definition heads_of_one_pattern__weights_added_before_they_meet_at (RR : realFieldType) (e : RR -> RR) := @heads_of_one_pattern__weights_added_before_they_meet_says RR e 3%N 1%N 1%N (ordinal_finType 2) (@rep RR 3 3 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]]; [:: [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]; [:: [:: (Negz 0, 0%N)]]] h)).
Definition heads_of_one_pattern__weights_added_before_they_meet_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | heads_of_one_pattern__weights_added_before_they_meet_at e -> rep (3 * 1)%N (3 * 1)%N fg.1 = rep (3 * 1)%N (3 * 1)%N fg.2}.
Proof. rewrite /heads_of_one_pattern__weights_added_before_they_meet_at /heads_of_one_pattern__weights_added_before_they_meet_says; sides_at. Defined.
Theorem heads_of_one_pattern__weights_added_before_they_meet_is_false : ~ heads_of_one_pattern__weights_added_before_they_meet_holds.
Proof. move=> no; have : heads_of_one_pattern__weights_added_before_they_meet_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (heads_of_one_pattern__weights_added_before_they_meet_sides one_to_three))/rep_all.
by lazy beta iota delta [heads_of_one_pattern__weights_added_before_they_meet_sides proj1_sig fst snd]; vm_compute. Qed.

Definition convolution__the_other_way_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (V : finType) (J : finType) (s : V -> J -> 'M[RR]_(n_ctx, 1)) (e' : J -> 'M[RR]_(n_ctx, 1)) (x : 'M[RR]_(n_ctx, d_model)) (W : V -> 'M[RR]_(d_model, d_model)) :=
  (vec (\sum_(v : V) (\sum_(j : J) ((s v j) *m ((e' j)^T) *m x *m ((W v)^T))))) = ((\sum_(v : V) (((\sum_(j : J) ((s v j) *m ((e' j)^T)))^T) *t (W v))) *m (vec x)).
Definition convolution__the_other_way_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (V : finType) (J : finType) (s : V -> J -> 'M[RR]_(n_ctx, 1)) (e' : J -> 'M[RR]_(n_ctx, 1)) (x : 'M[RR]_(n_ctx, d_model)) (W : V -> 'M[RR]_(d_model, d_model)),
  @convolution__the_other_way_says RR e n_ctx d_model V J s e' x W.
Definition convolution__the_other_way_at (RR : realFieldType) (e : RR -> RR) := @convolution__the_other_way_says RR e 2%N 1%N (ordinal_finType 1) (ordinal_finType 1) (fun h0 h1 => @rep RR 2 1 (tables RR (nth [::] [:: [:: [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]]]] h0) h1)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]]] h)) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 3, 0%N)]]] h)).
Definition convolution__the_other_way_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | convolution__the_other_way_at e -> rep (2 * 1)%N 1 fg.1 = rep (2 * 1)%N 1 fg.2}.
Proof. rewrite /convolution__the_other_way_at /convolution__the_other_way_says; sides_at. Defined.
Theorem convolution__the_other_way_is_false : ~ convolution__the_other_way_holds.
Proof. move=> no; have : convolution__the_other_way_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (convolution__the_other_way_sides one_to_three))/rep_all.
by lazy beta iota delta [convolution__the_other_way_sides proj1_sig fst snd]; vm_compute. Qed.

Definition convolution__one_matrix_for_all_offsets_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (V : finType) (J : finType) (s : V -> J -> 'M[RR]_(n_ctx, 1)) (e' : J -> 'M[RR]_(n_ctx, 1)) (x : 'M[RR]_(n_ctx, d_model)) (W : V -> 'M[RR]_(d_model, d_model)) (W_0 : 'M[RR]_(d_model, d_model)) :=
  (vec (\sum_(v : V) (\sum_(j : J) ((s v j) *m ((e' j)^T) *m x *m ((W v)^T))))) = (((\sum_(v : V) (\sum_(j : J) ((s v j) *m ((e' j)^T)))) *t W_0) *m (vec x)).
Definition convolution__one_matrix_for_all_offsets_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (V : finType) (J : finType) (s : V -> J -> 'M[RR]_(n_ctx, 1)) (e' : J -> 'M[RR]_(n_ctx, 1)) (x : 'M[RR]_(n_ctx, d_model)) (W : V -> 'M[RR]_(d_model, d_model)) (W_0 : 'M[RR]_(d_model, d_model)),
  @convolution__one_matrix_for_all_offsets_says RR e n_ctx d_model V J s e' x W W_0.
Definition convolution__one_matrix_for_all_offsets_at (RR : realFieldType) (e : RR -> RR) := @convolution__one_matrix_for_all_offsets_says RR e 1%N 1%N (ordinal_finType 1) (ordinal_finType 1) (fun h0 h1 => @rep RR 1 1 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N)]]]] h0) h1)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition convolution__one_matrix_for_all_offsets_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | convolution__one_matrix_for_all_offsets_at e -> rep (1 * 1)%N 1 fg.1 = rep (1 * 1)%N 1 fg.2}.
Proof. rewrite /convolution__one_matrix_for_all_offsets_at /convolution__one_matrix_for_all_offsets_says; sides_at. Defined.
Theorem convolution__one_matrix_for_all_offsets_is_false : ~ convolution__one_matrix_for_all_offsets_holds.
Proof. move=> no; have : convolution__one_matrix_for_all_offsets_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (convolution__one_matrix_for_all_offsets_sides one_to_three))/rep_all.
by lazy beta iota delta [convolution__one_matrix_for_all_offsets_sides proj1_sig fst snd]; vm_compute. Qed.

Definition convolution__added_slot_by_slot_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (V : finType) (J : finType) (s : V -> J -> 'M[RR]_(n_ctx, 1)) (e' : J -> 'M[RR]_(n_ctx, 1)) (x : 'M[RR]_(n_ctx, d_model)) (W : V -> 'M[RR]_(d_model, d_model)) :=
  (vec (\sum_(v : V) (\sum_(j : J) ((s v j) *m ((e' j)^T) *m x *m ((W v)^T))))) = (((\sum_(v : V) (\sum_(j : J) ((s v j) *m ((e' j)^T)))) *t (\sum_(v : V) (W v))) *m (vec x)).
Definition convolution__added_slot_by_slot_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (V : finType) (J : finType) (s : V -> J -> 'M[RR]_(n_ctx, 1)) (e' : J -> 'M[RR]_(n_ctx, 1)) (x : 'M[RR]_(n_ctx, d_model)) (W : V -> 'M[RR]_(d_model, d_model)),
  @convolution__added_slot_by_slot_says RR e n_ctx d_model V J s e' x W.
Definition convolution__added_slot_by_slot_at (RR : realFieldType) (e : RR -> RR) := @convolution__added_slot_by_slot_says RR e 1%N 1%N (ordinal_finType 2) (ordinal_finType 2) (fun h0 h1 => @rep RR 1 1 (tables RR (nth [::] [:: [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Posz 2, 0%N)]]]; [:: [:: [:: (Posz 2, 0%N)]]; [:: [:: (Posz 2, 0%N)]]]] h0) h1)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]; [:: [:: (Posz 0, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]]; [:: [:: (Negz 0, 0%N)]]] h)).
Definition convolution__added_slot_by_slot_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | convolution__added_slot_by_slot_at e -> rep (1 * 1)%N 1 fg.1 = rep (1 * 1)%N 1 fg.2}.
Proof. rewrite /convolution__added_slot_by_slot_at /convolution__added_slot_by_slot_says; sides_at. Defined.
Theorem convolution__added_slot_by_slot_is_false : ~ convolution__added_slot_by_slot_holds.
Proof. move=> no; have : convolution__added_slot_by_slot_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (convolution__added_slot_by_slot_sides one_to_three))/rep_all.
by lazy beta iota delta [convolution__added_slot_by_slot_sides proj1_sig fst snd]; vm_compute. Qed.

Definition convolution__kernel_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (V : finType) (J : finType) (s : V -> J -> 'M[RR]_(n_ctx, 1)) (e' : J -> 'M[RR]_(n_ctx, 1)) (x : 'M[RR]_(n_ctx, d_model)) (W : V -> 'M[RR]_(d_model, d_model)) :=
  (vec (\sum_(v : V) (\sum_(j : J) ((s v j) *m ((e' j)^T) *m x *m ((W v)^T))))) = ((\sum_(v : V) ((\sum_(j : J) ((s v j) *m ((e' j)^T))) *t ((W v)^T))) *m (vec x)).
Definition convolution__kernel_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (V : finType) (J : finType) (s : V -> J -> 'M[RR]_(n_ctx, 1)) (e' : J -> 'M[RR]_(n_ctx, 1)) (x : 'M[RR]_(n_ctx, d_model)) (W : V -> 'M[RR]_(d_model, d_model)),
  @convolution__kernel_transposed_says RR e n_ctx d_model V J s e' x W.
Definition convolution__kernel_transposed_at (RR : realFieldType) (e : RR -> RR) := @convolution__kernel_transposed_says RR e 2%N 2%N (ordinal_finType 1) (ordinal_finType 1) (fun h0 h1 => @rep RR 2 1 (tables RR (nth [::] [:: [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]]]] h0) h1)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]; [:: (Posz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]]] h)).
Definition convolution__kernel_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | convolution__kernel_transposed_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /convolution__kernel_transposed_at /convolution__kernel_transposed_says; sides_at. Defined.
Theorem convolution__kernel_transposed_is_false : ~ convolution__kernel_transposed_holds.
Proof. move=> no; have : convolution__kernel_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (convolution__kernel_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [convolution__kernel_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition two_layers__pattern_word_reversed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (H_0 : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) :=
  (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H_0) ((A_0 h) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) ((A_1 g) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((A_0 h) *m (A_1 g)) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))))).
Definition two_layers__pattern_word_reversed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (H_0 : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)),
  @two_layers__pattern_word_reversed_says RR e n_ctx d_vocab d_model d_head H_1 H_0 W_U A_1 W_O_1 W_V_1 A_0 W_O_0 W_V_0 W_E.
Definition two_layers__pattern_word_reversed_at (RR : realFieldType) (e : RR -> RR) := @two_layers__pattern_word_reversed_says RR e 2%N 2%N 2%N 2%N (ordinal_finType 1) (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition two_layers__pattern_word_reversed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | two_layers__pattern_word_reversed_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /two_layers__pattern_word_reversed_at /two_layers__pattern_word_reversed_says; sides_at. Defined.
Theorem two_layers__pattern_word_reversed_is_false : ~ two_layers__pattern_word_reversed_holds.
Proof. move=> no; have : two_layers__pattern_word_reversed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (two_layers__pattern_word_reversed_sides one_to_three))/rep_all.
by lazy beta iota delta [two_layers__pattern_word_reversed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition two_layers__weight_word_reversed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (H_0 : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) :=
  (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H_0) ((A_0 h) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) ((A_1 g) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((A_1 g) *m (A_0 h)) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))))).
Definition two_layers__weight_word_reversed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (H_0 : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)),
  @two_layers__weight_word_reversed_says RR e n_ctx d_vocab d_model d_head H_1 H_0 W_U A_1 W_O_1 W_V_1 A_0 W_O_0 W_V_0 W_E.
Definition two_layers__weight_word_reversed_at (RR : realFieldType) (e : RR -> RR) := @two_layers__weight_word_reversed_says RR e 2%N 2%N 2%N 2%N (ordinal_finType 1) (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition two_layers__weight_word_reversed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | two_layers__weight_word_reversed_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /two_layers__weight_word_reversed_at /two_layers__weight_word_reversed_says; sides_at. Defined.
Theorem two_layers__weight_word_reversed_is_false : ~ two_layers__weight_word_reversed_holds.
Proof. move=> no; have : two_layers__weight_word_reversed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (two_layers__weight_word_reversed_sides one_to_three))/rep_all.
by lazy beta iota delta [two_layers__weight_word_reversed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition two_layers__both_words_reversed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (H_0 : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) :=
  (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H_0) ((A_0 h) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) ((A_1 g) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (\sum_(g : H_1) (\sum_(h : H_0) (((A_0 h) *m (A_1 g)) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))))).
Definition two_layers__both_words_reversed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (H_0 : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)),
  @two_layers__both_words_reversed_says RR e n_ctx d_vocab d_model d_head H_1 H_0 W_U A_1 W_O_1 W_V_1 A_0 W_O_0 W_V_0 W_E.
Definition two_layers__both_words_reversed_at (RR : realFieldType) (e : RR -> RR) := @two_layers__both_words_reversed_says RR e 2%N 2%N 2%N 2%N (ordinal_finType 1) (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition two_layers__both_words_reversed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | two_layers__both_words_reversed_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /two_layers__both_words_reversed_at /two_layers__both_words_reversed_says; sides_at. Defined.
Theorem two_layers__both_words_reversed_is_false : ~ two_layers__both_words_reversed_holds.
Proof. move=> no; have : two_layers__both_words_reversed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (two_layers__both_words_reversed_sides one_to_three))/rep_all.
by lazy beta iota delta [two_layers__both_words_reversed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition two_layers__no_virtual_heads_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (H_0 : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) :=
  (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H_0) ((A_0 h) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) ((A_1 g) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) *+ 0)).
Definition two_layers__no_virtual_heads_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (H_0 : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)),
  @two_layers__no_virtual_heads_says RR e n_ctx d_vocab d_model d_head H_1 H_0 W_U A_1 W_O_1 W_V_1 A_0 W_O_0 W_V_0 W_E.
Definition two_layers__no_virtual_heads_at (RR : realFieldType) (e : RR -> RR) := @two_layers__no_virtual_heads_says RR e 2%N 2%N 2%N 2%N (ordinal_finType 1) (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])).
Definition two_layers__no_virtual_heads_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | two_layers__no_virtual_heads_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /two_layers__no_virtual_heads_at /two_layers__no_virtual_heads_says; sides_at. Defined.
Theorem two_layers__no_virtual_heads_is_false : ~ two_layers__no_virtual_heads_holds.
Proof. move=> no; have : two_layers__no_virtual_heads_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (two_layers__no_virtual_heads_sides one_to_three))/rep_all.
by lazy beta iota delta [two_layers__no_virtual_heads_sides proj1_sig fst snd]; vm_compute. Qed.

Definition two_layers__two_heads_of_one_layer_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (H_0 : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) :=
  (((1%:M : 'M[RR]_(n_ctx)) *t W_U) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H_0) ((A_0 h) *t ((W_O_0 h) *m (W_V_0 h))))) *m ((1%:M : 'M[RR]_(n_ctx)) *t W_E)) = (((1%:M : 'M[RR]_(n_ctx)) *t (W_U *m W_E)) + (\sum_(h : H_0) ((A_0 h) *t (W_U *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))) + (\sum_(g : H_1) ((A_1 g) *t (W_U *m ((W_O_1 g) *m (W_V_1 g)) *m W_E))) + (\sum_(g : H_0) (\sum_(h : H_0) (((A_0 g) *m (A_0 h)) *t (W_U *m ((W_O_0 g) *m (W_V_0 g)) *m ((W_O_0 h) *m (W_V_0 h)) *m W_E))))).
Definition two_layers__two_heads_of_one_layer_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (H_0 : finType) (W_U : 'M[RR]_(d_vocab, d_model)) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)),
  @two_layers__two_heads_of_one_layer_says RR e n_ctx d_vocab d_model d_head H_1 H_0 W_U A_1 W_O_1 W_V_1 A_0 W_O_0 W_V_0 W_E.
Definition two_layers__two_heads_of_one_layer_at (RR : realFieldType) (e : RR -> RR) := @two_layers__two_heads_of_one_layer_says RR e 1%N 3%N 1%N 3%N (ordinal_finType 1) (ordinal_finType 1) (@rep RR 3 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 2, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (@rep RR 1 3 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]])).
Definition two_layers__two_heads_of_one_layer_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | two_layers__two_heads_of_one_layer_at e -> rep (1 * 3)%N (1 * 3)%N fg.1 = rep (1 * 3)%N (1 * 3)%N fg.2}.
Proof. rewrite /two_layers__two_heads_of_one_layer_at /two_layers__two_heads_of_one_layer_says; sides_at. Defined.
Theorem two_layers__two_heads_of_one_layer_is_false : ~ two_layers__two_heads_of_one_layer_holds.
Proof. move=> no; have : two_layers__two_heads_of_one_layer_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (two_layers__two_heads_of_one_layer_sides one_to_three))/rep_all.
by lazy beta iota delta [two_layers__two_heads_of_one_layer_sides proj1_sig fst snd]; vm_compute. Qed.

Definition path_expansion_step__order_of_patterns_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (P : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (A' : P -> 'M[RR]_(n_ctx, n_ctx)) (W : P -> 'M[RR]_(d_model, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((A h) *t ((W_O h) *m (W_V h))))) *m (\sum_(p : P) ((A' p) *t (W p)))) = ((\sum_(p : P) ((A' p) *t (W p))) + (\sum_(h : H) (\sum_(p : P) (((A' p) *m (A h)) *t (((W_O h) *m (W_V h)) *m (W p)))))).
Definition path_expansion_step__order_of_patterns_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (P : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (A' : P -> 'M[RR]_(n_ctx, n_ctx)) (W : P -> 'M[RR]_(d_model, d_model)),
  @path_expansion_step__order_of_patterns_says RR e n_ctx d_model d_head H P A W_O W_V A' W.
Definition path_expansion_step__order_of_patterns_at (RR : realFieldType) (e : RR -> RR) := @path_expansion_step__order_of_patterns_says RR e 2%N 2%N 1%N (ordinal_finType 1) (ordinal_finType 1) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)).
Definition path_expansion_step__order_of_patterns_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | path_expansion_step__order_of_patterns_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /path_expansion_step__order_of_patterns_at /path_expansion_step__order_of_patterns_says; sides_at. Defined.
Theorem path_expansion_step__order_of_patterns_is_false : ~ path_expansion_step__order_of_patterns_holds.
Proof. move=> no; have : path_expansion_step__order_of_patterns_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (path_expansion_step__order_of_patterns_sides one_to_three))/rep_all.
by lazy beta iota delta [path_expansion_step__order_of_patterns_sides proj1_sig fst snd]; vm_compute. Qed.

Definition path_expansion_step__order_of_weights_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (P : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (A' : P -> 'M[RR]_(n_ctx, n_ctx)) (W : P -> 'M[RR]_(d_model, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((A h) *t ((W_O h) *m (W_V h))))) *m (\sum_(p : P) ((A' p) *t (W p)))) = ((\sum_(p : P) ((A' p) *t (W p))) + (\sum_(h : H) (\sum_(p : P) (((A h) *m (A' p)) *t ((W p) *m ((W_O h) *m (W_V h))))))).
Definition path_expansion_step__order_of_weights_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (P : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (A' : P -> 'M[RR]_(n_ctx, n_ctx)) (W : P -> 'M[RR]_(d_model, d_model)),
  @path_expansion_step__order_of_weights_says RR e n_ctx d_model d_head H P A W_O W_V A' W.
Definition path_expansion_step__order_of_weights_at (RR : realFieldType) (e : RR -> RR) := @path_expansion_step__order_of_weights_says RR e 2%N 2%N 1%N (ordinal_finType 1) (ordinal_finType 1) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)).
Definition path_expansion_step__order_of_weights_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | path_expansion_step__order_of_weights_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /path_expansion_step__order_of_weights_at /path_expansion_step__order_of_weights_says; sides_at. Defined.
Theorem path_expansion_step__order_of_weights_is_false : ~ path_expansion_step__order_of_weights_holds.
Proof. move=> no; have : path_expansion_step__order_of_weights_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (path_expansion_step__order_of_weights_sides one_to_three))/rep_all.
by lazy beta iota delta [path_expansion_step__order_of_weights_sides proj1_sig fst snd]; vm_compute. Qed.

Definition path_expansion_step__old_paths_forgotten_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (P : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (A' : P -> 'M[RR]_(n_ctx, n_ctx)) (W : P -> 'M[RR]_(d_model, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((A h) *t ((W_O h) *m (W_V h))))) *m (\sum_(p : P) ((A' p) *t (W p)))) = (\sum_(h : H) (\sum_(p : P) (((A h) *m (A' p)) *t (((W_O h) *m (W_V h)) *m (W p))))).
Definition path_expansion_step__old_paths_forgotten_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (P : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (A' : P -> 'M[RR]_(n_ctx, n_ctx)) (W : P -> 'M[RR]_(d_model, d_model)),
  @path_expansion_step__old_paths_forgotten_says RR e n_ctx d_model d_head H P A W_O W_V A' W.
Definition path_expansion_step__old_paths_forgotten_at (RR : realFieldType) (e : RR -> RR) := @path_expansion_step__old_paths_forgotten_says RR e 1%N 1%N 2%N (ordinal_finType 1) (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)).
Definition path_expansion_step__old_paths_forgotten_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | path_expansion_step__old_paths_forgotten_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /path_expansion_step__old_paths_forgotten_at /path_expansion_step__old_paths_forgotten_says; sides_at. Defined.
Theorem path_expansion_step__old_paths_forgotten_is_false : ~ path_expansion_step__old_paths_forgotten_holds.
Proof. move=> no; have : path_expansion_step__old_paths_forgotten_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (path_expansion_step__old_paths_forgotten_sides one_to_three))/rep_all.
by lazy beta iota delta [path_expansion_step__old_paths_forgotten_sides proj1_sig fst snd]; vm_compute. Qed.

Definition path_expansion_step__old_paths_once_a_head_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (P : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (A' : P -> 'M[RR]_(n_ctx, n_ctx)) (W : P -> 'M[RR]_(d_model, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(h : H) ((A h) *t ((W_O h) *m (W_V h))))) *m (\sum_(p : P) ((A' p) *t (W p)))) = ((\sum_(h : H) (\sum_(p : P) ((A' p) *t (W p)))) + (\sum_(h : H) (\sum_(p : P) (((A h) *m (A' p)) *t (((W_O h) *m (W_V h)) *m (W p)))))).
Definition path_expansion_step__old_paths_once_a_head_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (P : finType) (A : H -> 'M[RR]_(n_ctx, n_ctx)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (A' : P -> 'M[RR]_(n_ctx, n_ctx)) (W : P -> 'M[RR]_(d_model, d_model)),
  @path_expansion_step__old_paths_once_a_head_says RR e n_ctx d_model d_head H P A W_O W_V A' W.
Definition path_expansion_step__old_paths_once_a_head_at (RR : realFieldType) (e : RR -> RR) := @path_expansion_step__old_paths_once_a_head_says RR e 2%N 2%N 1%N (ordinal_finType 2) (ordinal_finType 2) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]]; [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]; [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 0, 0%N)]]; [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Posz 3, 0%N)]]; [:: [:: (Posz 0, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]; [:: (Negz 1, 0%N); (Posz 2, 0%N)]]; [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 2, 0%N)]]] h)).
Definition path_expansion_step__old_paths_once_a_head_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | path_expansion_step__old_paths_once_a_head_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /path_expansion_step__old_paths_once_a_head_at /path_expansion_step__old_paths_once_a_head_says; sides_at. Defined.
Theorem path_expansion_step__old_paths_once_a_head_is_false : ~ path_expansion_step__old_paths_once_a_head_holds.
Proof. move=> no; have : path_expansion_step__old_paths_once_a_head_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (path_expansion_step__old_paths_once_a_head_sides one_to_three))/rep_all.
by lazy beta iota delta [path_expansion_step__old_paths_once_a_head_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scores_of_the_second_layer__no_terms_of_both_sides_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (one_over_root_d_head : RR) (x : 'M[RR]_(n_ctx, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)) :=
  (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m (W_Q_1_h^T) *m W_K_1_h *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) = (one_over_root_d_head *: ((x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)) + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(k : H_0) (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T))))).
Definition scores_of_the_second_layer__no_terms_of_both_sides_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (one_over_root_d_head : RR) (x : 'M[RR]_(n_ctx, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @scores_of_the_second_layer__no_terms_of_both_sides_says RR e n_ctx d_model d_head H_0 one_over_root_d_head x A_0 W_O_0 W_V_0 W_Q_1_h W_K_1_h.
Definition scores_of_the_second_layer__no_terms_of_both_sides_at (RR : realFieldType) (e : RR -> RR) := @scores_of_the_second_layer__no_terms_of_both_sides_says RR e 1%N 2%N 1%N (ordinal_finType 1) (number RR (Posz 1, 0%N)) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 3, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 3, 0%N)]]] h)) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]])).
Definition scores_of_the_second_layer__no_terms_of_both_sides_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scores_of_the_second_layer__no_terms_of_both_sides_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /scores_of_the_second_layer__no_terms_of_both_sides_at /scores_of_the_second_layer__no_terms_of_both_sides_says; sides_at. Defined.
Theorem scores_of_the_second_layer__no_terms_of_both_sides_is_false : ~ scores_of_the_second_layer__no_terms_of_both_sides_holds.
Proof. move=> no; have : scores_of_the_second_layer__no_terms_of_both_sides_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (scores_of_the_second_layer__no_terms_of_both_sides_sides one_to_three))/rep_all.
by lazy beta iota delta [scores_of_the_second_layer__no_terms_of_both_sides_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scores_of_the_second_layer__key_side_not_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (one_over_root_d_head : RR) (x : 'M[RR]_(n_ctx, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)) :=
  (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m (W_Q_1_h^T) *m W_K_1_h *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) = (one_over_root_d_head *: ((x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)) + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(k : H_0) (x *m ((W_Q_1_h^T) *m W_K_1_h) *m (((W_O_0 k) *m (W_V_0 k))^T) *m (x^T) *m ((A_0 k)^T))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T)))))).
Definition scores_of_the_second_layer__key_side_not_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (one_over_root_d_head : RR) (x : 'M[RR]_(n_ctx, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @scores_of_the_second_layer__key_side_not_transposed_says RR e n_ctx d_model d_head H_0 one_over_root_d_head x A_0 W_O_0 W_V_0 W_Q_1_h W_K_1_h.
Definition scores_of_the_second_layer__key_side_not_transposed_at (RR : realFieldType) (e : RR -> RR) := @scores_of_the_second_layer__key_side_not_transposed_says RR e 1%N 2%N 1%N (ordinal_finType 1) (number RR (Posz 1, 0%N)) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 3, 0%N)]; [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 3, 0%N)]]] h)) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]])).
Definition scores_of_the_second_layer__key_side_not_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scores_of_the_second_layer__key_side_not_transposed_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /scores_of_the_second_layer__key_side_not_transposed_at /scores_of_the_second_layer__key_side_not_transposed_says; sides_at. Defined.
Theorem scores_of_the_second_layer__key_side_not_transposed_is_false : ~ scores_of_the_second_layer__key_side_not_transposed_holds.
Proof. move=> no; have : scores_of_the_second_layer__key_side_not_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (scores_of_the_second_layer__key_side_not_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [scores_of_the_second_layer__key_side_not_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scores_of_the_second_layer__same_head_on_both_sides_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (one_over_root_d_head : RR) (x : 'M[RR]_(n_ctx, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)) :=
  (one_over_root_d_head *: ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m (W_Q_1_h^T) *m W_K_1_h *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) = (one_over_root_d_head *: ((x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)) + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))) + (\sum_(k : H_0) (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T) *m ((A_0 k)^T))) + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 q) *m (W_V_0 q)) *m (x^T) *m ((A_0 q)^T))))).
Definition scores_of_the_second_layer__same_head_on_both_sides_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (one_over_root_d_head : RR) (x : 'M[RR]_(n_ctx, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @scores_of_the_second_layer__same_head_on_both_sides_says RR e n_ctx d_model d_head H_0 one_over_root_d_head x A_0 W_O_0 W_V_0 W_Q_1_h W_K_1_h.
Definition scores_of_the_second_layer__same_head_on_both_sides_at (RR : realFieldType) (e : RR -> RR) := @scores_of_the_second_layer__same_head_on_both_sides_says RR e 1%N 3%N 1%N (ordinal_finType 2) (number RR (Posz 1, 0%N)) (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N); (Negz 0, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]; [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]]; [:: [:: (Posz 2, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Negz 1, 0%N); (Negz 0, 0%N); (Posz 0, 0%N)]]; [:: [:: (Negz 0, 0%N); (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 1 3 (table RR [:: [:: (Posz 3, 0%N); (Posz 3, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]])).
Definition scores_of_the_second_layer__same_head_on_both_sides_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scores_of_the_second_layer__same_head_on_both_sides_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /scores_of_the_second_layer__same_head_on_both_sides_at /scores_of_the_second_layer__same_head_on_both_sides_says; sides_at. Defined.
Theorem scores_of_the_second_layer__same_head_on_both_sides_is_false : ~ scores_of_the_second_layer__same_head_on_both_sides_holds.
Proof. move=> no; have : scores_of_the_second_layer__same_head_on_both_sides_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (scores_of_the_second_layer__same_head_on_both_sides_sides one_to_three))/rep_all.
by lazy beta iota delta [scores_of_the_second_layer__same_head_on_both_sides_sides proj1_sig fst snd]; vm_compute. Qed.

Definition six_index_tensor__one_slot_for_both_positions_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k)))))) = (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) ((A_0 q) *t (A_0 q) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) ((A_0 k) *t (A_0 k) *t (((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *t (A_0 k) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))))).
Definition six_index_tensor__one_slot_for_both_positions_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)),
  @six_index_tensor__one_slot_for_both_positions_says RR e n_ctx d_model d_head H_0 A_0 W_O_0 W_V_0 W_Q_1_h W_K_1_h.
Definition six_index_tensor__one_slot_for_both_positions_at (RR : realFieldType) (e : RR -> RR) := @six_index_tensor__one_slot_for_both_positions_says RR e 1%N 1%N 1%N (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 3, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition six_index_tensor__one_slot_for_both_positions_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | six_index_tensor__one_slot_for_both_positions_at e -> rep (1 * 1 * 1)%N (1 * 1 * 1)%N fg.1 = rep (1 * 1 * 1)%N (1 * 1 * 1)%N fg.2}.
Proof. rewrite /six_index_tensor__one_slot_for_both_positions_at /six_index_tensor__one_slot_for_both_positions_says; sides_at. Defined.
Theorem six_index_tensor__one_slot_for_both_positions_is_false : ~ six_index_tensor__one_slot_for_both_positions_holds.
Proof. move=> no; have : six_index_tensor__one_slot_for_both_positions_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (six_index_tensor__one_slot_for_both_positions_sides one_to_three))/rep_all.
by lazy beta iota delta [six_index_tensor__one_slot_for_both_positions_sides proj1_sig fst snd]; vm_compute. Qed.

Definition six_index_tensor__query_side_not_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k)))))) = (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q)) *m ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t (((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 q) *t (A_0 k) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))))).
Definition six_index_tensor__query_side_not_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)),
  @six_index_tensor__query_side_not_transposed_says RR e n_ctx d_model d_head H_0 A_0 W_O_0 W_V_0 W_Q_1_h W_K_1_h.
Definition six_index_tensor__query_side_not_transposed_at (RR : realFieldType) (e : RR -> RR) := @six_index_tensor__query_side_not_transposed_says RR e 1%N 3%N 1%N (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 3 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]; [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 3 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 3, 0%N); (Posz 1, 0%N)]]] h)) (@rep RR 1 3 (table RR [:: [:: (Negz 0, 0%N); (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 1 3 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N); (Negz 0, 0%N)]])).
Definition six_index_tensor__query_side_not_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | six_index_tensor__query_side_not_transposed_at e -> rep (1 * 1 * 3)%N (1 * 1 * 3)%N fg.1 = rep (1 * 1 * 3)%N (1 * 1 * 3)%N fg.2}.
Proof. rewrite /six_index_tensor__query_side_not_transposed_at /six_index_tensor__query_side_not_transposed_says; sides_at. Defined.
Theorem six_index_tensor__query_side_not_transposed_is_false : ~ six_index_tensor__query_side_not_transposed_holds.
Proof. move=> no; have : six_index_tensor__query_side_not_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (six_index_tensor__query_side_not_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [six_index_tensor__query_side_not_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition six_index_tensor__no_terms_of_both_sides_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k)))))) = (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t (((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)))))).
Definition six_index_tensor__no_terms_of_both_sides_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)),
  @six_index_tensor__no_terms_of_both_sides_says RR e n_ctx d_model d_head H_0 A_0 W_O_0 W_V_0 W_Q_1_h W_K_1_h.
Definition six_index_tensor__no_terms_of_both_sides_at (RR : realFieldType) (e : RR -> RR) := @six_index_tensor__no_terms_of_both_sides_says RR e 1%N 1%N 1%N (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 3, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition six_index_tensor__no_terms_of_both_sides_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | six_index_tensor__no_terms_of_both_sides_at e -> rep (1 * 1 * 1)%N (1 * 1 * 1)%N fg.1 = rep (1 * 1 * 1)%N (1 * 1 * 1)%N fg.2}.
Proof. rewrite /six_index_tensor__no_terms_of_both_sides_at /six_index_tensor__no_terms_of_both_sides_says; sides_at. Defined.
Theorem six_index_tensor__no_terms_of_both_sides_is_false : ~ six_index_tensor__no_terms_of_both_sides_holds.
Proof. move=> no; have : six_index_tensor__no_terms_of_both_sides_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (six_index_tensor__no_terms_of_both_sides_sides one_to_three))/rep_all.
by lazy beta iota delta [six_index_tensor__no_terms_of_both_sides_sides proj1_sig fst snd]; vm_compute. Qed.

Definition six_index_tensor__positions_exchanged_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(q : H_0) ((A_0 q) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) *m ((1%:M : 'M[RR]_((n_ctx * n_ctx * d_model)%N)) + (\sum_(k : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 k) *t ((W_O_0 k) *m (W_V_0 k)))))) = (((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx)) *t ((W_Q_1_h^T) *m W_K_1_h)) + (\sum_(q : H_0) ((1%:M : 'M[RR]_(n_ctx)) *t (A_0 q) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h)))) + (\sum_(k : H_0) ((A_0 k) *t (1%:M : 'M[RR]_(n_ctx)) *t (((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))) + (\sum_(q : H_0) (\sum_(k : H_0) ((A_0 k) *t (A_0 q) *t ((((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k))))))).
Definition six_index_tensor__positions_exchanged_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)),
  @six_index_tensor__positions_exchanged_says RR e n_ctx d_model d_head H_0 A_0 W_O_0 W_V_0 W_Q_1_h W_K_1_h.
Definition six_index_tensor__positions_exchanged_at (RR : realFieldType) (e : RR -> RR) := @six_index_tensor__positions_exchanged_says RR e 2%N 2%N 2%N (ordinal_finType 1) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 3, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])).
Definition six_index_tensor__positions_exchanged_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | six_index_tensor__positions_exchanged_at e -> rep (2 * 2 * 2)%N (2 * 2 * 2)%N fg.1 = rep (2 * 2 * 2)%N (2 * 2 * 2)%N fg.2}.
Proof. rewrite /six_index_tensor__positions_exchanged_at /six_index_tensor__positions_exchanged_says; sides_at. Defined.
Theorem six_index_tensor__positions_exchanged_is_false : ~ six_index_tensor__positions_exchanged_holds.
Proof. move=> no; have : six_index_tensor__positions_exchanged_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (six_index_tensor__positions_exchanged_sides one_to_three))/rep_all.
by lazy beta iota delta [six_index_tensor__positions_exchanged_sides proj1_sig fst snd]; vm_compute. Qed.

Definition six_index_tensor_acts__patterns_exchanged_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (x : 'M[RR]_(n_ctx, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)) :=
  (vec ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)))) + (\sum_(q : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t (A_0 q)) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))))) + (\sum_(k : H_0) (((A_0 k) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))) + (\sum_(q : H_0) (\sum_(k : H_0) (((A_0 k) *t (A_0 q)) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))))).
Definition six_index_tensor_acts__patterns_exchanged_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (x : 'M[RR]_(n_ctx, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)),
  @six_index_tensor_acts__patterns_exchanged_says RR e n_ctx d_model d_head H_0 x A_0 W_O_0 W_V_0 W_Q_1_h W_K_1_h.
Definition six_index_tensor_acts__patterns_exchanged_at (RR : realFieldType) (e : RR -> RR) := @six_index_tensor_acts__patterns_exchanged_says RR e 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 3, 0%N); (Posz 0, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]]] h)) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition six_index_tensor_acts__patterns_exchanged_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | six_index_tensor_acts__patterns_exchanged_at e -> rep (2 * 2)%N 1 fg.1 = rep (2 * 2)%N 1 fg.2}.
Proof. rewrite /six_index_tensor_acts__patterns_exchanged_at /six_index_tensor_acts__patterns_exchanged_says; sides_at. Defined.
Theorem six_index_tensor_acts__patterns_exchanged_is_false : ~ six_index_tensor_acts__patterns_exchanged_holds.
Proof. move=> no; have : six_index_tensor_acts__patterns_exchanged_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (six_index_tensor_acts__patterns_exchanged_sides one_to_three))/rep_all.
by lazy beta iota delta [six_index_tensor_acts__patterns_exchanged_sides proj1_sig fst snd]; vm_compute. Qed.

Definition six_index_tensor_acts__pattern_transposed_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (x : 'M[RR]_(n_ctx, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)) :=
  (vec ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T)))) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((x + (\sum_(q : H_0) ((A_0 q) *m x *m (((W_O_0 q) *m (W_V_0 q))^T))))^T))) = ((((1%:M : 'M[RR]_(n_ctx)) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T)))) + (\sum_(q : H_0) ((((A_0 q)^T) *t (1%:M : 'M[RR]_(n_ctx))) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m (x^T))))) + (\sum_(k : H_0) (((1%:M : 'M[RR]_(n_ctx)) *t ((A_0 k)^T)) *m (vec (x *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))) + (\sum_(q : H_0) (\sum_(k : H_0) ((((A_0 q)^T) *t ((A_0 k)^T)) *m (vec (x *m (((W_O_0 q) *m (W_V_0 q))^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m ((W_O_0 k) *m (W_V_0 k)) *m (x^T))))))).
Definition six_index_tensor_acts__pattern_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_0 : finType) (x : 'M[RR]_(n_ctx, d_model)) (A_0 : H_0 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : H_0 -> 'M[RR]_(d_model, d_head)) (W_V_0 : H_0 -> 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)),
  @six_index_tensor_acts__pattern_transposed_says RR e n_ctx d_model d_head H_0 x A_0 W_O_0 W_V_0 W_Q_1_h W_K_1_h.
Definition six_index_tensor_acts__pattern_transposed_at (RR : realFieldType) (e : RR -> RR) := @six_index_tensor_acts__pattern_transposed_says RR e 3%N 1%N 1%N (ordinal_finType 1) (@rep RR 3 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N); (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition six_index_tensor_acts__pattern_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | six_index_tensor_acts__pattern_transposed_at e -> rep (3 * 3)%N 1 fg.1 = rep (3 * 3)%N 1 fg.2}.
Proof. rewrite /six_index_tensor_acts__pattern_transposed_at /six_index_tensor_acts__pattern_transposed_says; sides_at. Defined.
Theorem six_index_tensor_acts__pattern_transposed_is_false : ~ six_index_tensor_acts__pattern_transposed_holds.
Proof. move=> no; have : six_index_tensor_acts__pattern_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (six_index_tensor_acts__pattern_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [six_index_tensor_acts__pattern_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition first_pattern__keys_for_queries_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_0_h : 'M[RR]_(d_head, d_model)) (W_K_0_h : 'M[RR]_(d_head, d_model)) :=
  (softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_0_h^T)) *m (((t *m (W_E^T)) *m (W_K_0_h^T))^T)))) = (softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m (((W_Q_0_h^T) *m W_K_0_h)^T) *m W_E *m (t^T)))).
Definition first_pattern__keys_for_queries_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_0_h : 'M[RR]_(d_head, d_model)) (W_K_0_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @first_pattern__keys_for_queries_says RR e n_ctx d_vocab d_model d_head one_over_root_d_head t W_E W_Q_0_h W_K_0_h.
Definition first_pattern__keys_for_queries_at (RR : realFieldType) (e : RR -> RR) := @first_pattern__keys_for_queries_says RR e 2%N 2%N 2%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 3, 0%N); (Negz 0, 0%N)]])).
Definition first_pattern__keys_for_queries_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | first_pattern__keys_for_queries_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /first_pattern__keys_for_queries_at /first_pattern__keys_for_queries_says; sides_at. Defined.
Theorem first_pattern__keys_for_queries_is_false : ~ first_pattern__keys_for_queries_holds.
Proof. move=> no; have : first_pattern__keys_for_queries_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (first_pattern__keys_for_queries_sides one_to_three))/rep_all.
by lazy beta iota delta [first_pattern__keys_for_queries_sides proj1_sig fst snd]; vm_compute. Qed.

Definition first_pattern__of_another_layer_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_0_h : 'M[RR]_(d_head, d_model)) (W_K_0_h : 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)) :=
  (softmax_of e true (one_over_root_d_head *: (((t *m (W_E^T)) *m (W_Q_0_h^T)) *m (((t *m (W_E^T)) *m (W_K_0_h^T))^T)))) = (softmax_of e true (one_over_root_d_head *: (t *m (W_E^T) *m ((W_Q_1_h^T) *m W_K_1_h) *m W_E *m (t^T)))).
Definition first_pattern__of_another_layer_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (d_head : nat) (one_over_root_d_head : RR) (t : 'M[RR]_(n_ctx, d_vocab)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_Q_0_h : 'M[RR]_(d_head, d_model)) (W_K_0_h : 'M[RR]_(d_head, d_model)) (W_Q_1_h : 'M[RR]_(d_head, d_model)) (W_K_1_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @first_pattern__of_another_layer_says RR e n_ctx d_vocab d_model d_head one_over_root_d_head t W_E W_Q_0_h W_K_0_h W_Q_1_h W_K_1_h.
Definition first_pattern__of_another_layer_at (RR : realFieldType) (e : RR -> RR) := @first_pattern__of_another_layer_says RR e 2%N 2%N 2%N 1%N (number RR (Posz 1, 0%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 3, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]])).
Definition first_pattern__of_another_layer_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | first_pattern__of_another_layer_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /first_pattern__of_another_layer_at /first_pattern__of_another_layer_says; sides_at. Defined.
Theorem first_pattern__of_another_layer_is_false : ~ first_pattern__of_another_layer_holds.
Proof. move=> no; have : first_pattern__of_another_layer_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (first_pattern__of_another_layer_sides one_to_three))/rep_all.
by lazy beta iota delta [first_pattern__of_another_layer_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scores_of_any_layer__one_path_for_both_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (one_over_root_d_head : RR) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (one_over_root_d_head *: ((\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) ((A k) *m x *m ((W k)^T)))^T))) = (one_over_root_d_head *: (\sum_(q : P) ((A q) *m x *m ((W q)^T) *m ((W_Q_h^T) *m W_K_h) *m (W q) *m (x^T) *m ((A q)^T)))).
Definition scores_of_any_layer__one_path_for_both_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (one_over_root_d_head : RR) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @scores_of_any_layer__one_path_for_both_says RR e n_ctx d_model d_head P one_over_root_d_head A x W W_Q_h W_K_h.
Definition scores_of_any_layer__one_path_for_both_at (RR : realFieldType) (e : RR -> RR) := @scores_of_any_layer__one_path_for_both_says RR e 3%N 1%N 1%N (ordinal_finType 2) (number RR (Posz 1, 0%N)) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Negz 1, 0%N); (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Negz 1, 0%N); (Negz 1, 0%N); (Negz 0, 0%N)]]; [:: [:: (Posz 1, 0%N); (Negz 0, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 3, 0%N); (Posz 3, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Posz 2, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]; [:: [:: (Negz 1, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 3, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])).
Definition scores_of_any_layer__one_path_for_both_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scores_of_any_layer__one_path_for_both_at e -> rep 3 3 fg.1 = rep 3 3 fg.2}.
Proof. rewrite /scores_of_any_layer__one_path_for_both_at /scores_of_any_layer__one_path_for_both_says; sides_at. Defined.
Theorem scores_of_any_layer__one_path_for_both_is_false : ~ scores_of_any_layer__one_path_for_both_holds.
Proof. move=> no; have : scores_of_any_layer__one_path_for_both_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (scores_of_any_layer__one_path_for_both_sides one_to_three))/rep_all.
by lazy beta iota delta [scores_of_any_layer__one_path_for_both_sides proj1_sig fst snd]; vm_compute. Qed.

Definition scores_of_any_layer__keys_for_queries_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (one_over_root_d_head : RR) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (one_over_root_d_head *: ((\sum_(q : P) ((A q) *m x *m ((W q)^T))) *m ((W_Q_h^T) *m W_K_h) *m ((\sum_(k : P) ((A k) *m x *m ((W k)^T)))^T))) = (one_over_root_d_head *: (\sum_(q : P) (\sum_(k : P) ((A q) *m x *m ((W q)^T) *m (((W_Q_h^T) *m W_K_h)^T) *m (W k) *m (x^T) *m ((A k)^T))))).
Definition scores_of_any_layer__keys_for_queries_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (one_over_root_d_head : RR) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @scores_of_any_layer__keys_for_queries_says RR e n_ctx d_model d_head P one_over_root_d_head A x W W_Q_h W_K_h.
Definition scores_of_any_layer__keys_for_queries_at (RR : realFieldType) (e : RR -> RR) := @scores_of_any_layer__keys_for_queries_says RR e 2%N 2%N 1%N (ordinal_finType 1) (number RR (Posz 1, 0%N)) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Negz 1, 0%N)]])) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]]] h)) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]])).
Definition scores_of_any_layer__keys_for_queries_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | scores_of_any_layer__keys_for_queries_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /scores_of_any_layer__keys_for_queries_at /scores_of_any_layer__keys_for_queries_says; sides_at. Defined.
Theorem scores_of_any_layer__keys_for_queries_is_false : ~ scores_of_any_layer__keys_for_queries_holds.
Proof. move=> no; have : scores_of_any_layer__keys_for_queries_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (scores_of_any_layer__keys_for_queries_sides one_to_three))/rep_all.
by lazy beta iota delta [scores_of_any_layer__keys_for_queries_sides proj1_sig fst snd]; vm_compute. Qed.

Definition computed_layer__pattern_of_the_embedding_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (H : finType) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) :=
  ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_O h) *m (W_V h))^T)))) = ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) (\sum_(p : P) ((softmax_of e true (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T)))) *m (A p) *m x *m ((((W_O h) *m (W_V h)) *m (W p))^T))))).
Definition computed_layer__pattern_of_the_embedding_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (H : finType) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @computed_layer__pattern_of_the_embedding_says RR e n_ctx d_model d_head P H A x W one_over_root_d_head W_Q W_K W_O W_V.
Definition computed_layer__pattern_of_the_embedding_at (RR : realFieldType) (e : RR -> RR) := @computed_layer__pattern_of_the_embedding_says RR e 3%N 1%N 1%N (ordinal_finType 1) (ordinal_finType 1) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)).
Definition computed_layer__pattern_of_the_embedding_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | computed_layer__pattern_of_the_embedding_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /computed_layer__pattern_of_the_embedding_at /computed_layer__pattern_of_the_embedding_says; sides_at. Defined.
Theorem computed_layer__pattern_of_the_embedding_is_false : ~ computed_layer__pattern_of_the_embedding_holds.
Proof. move=> no; have : computed_layer__pattern_of_the_embedding_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (computed_layer__pattern_of_the_embedding_sides one_to_three))/rep_all.
by lazy beta iota delta [computed_layer__pattern_of_the_embedding_sides proj1_sig fst snd]; vm_compute. Qed.

Definition computed_layer__order_of_patterns_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (H : finType) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) :=
  ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_O h) *m (W_V h))^T)))) = ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) (\sum_(p : P) ((A p) *m (softmax_of e true (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m x *m ((((W_O h) *m (W_V h)) *m (W p))^T))))).
Definition computed_layer__order_of_patterns_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (H : finType) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @computed_layer__order_of_patterns_says RR e n_ctx d_model d_head P H A x W one_over_root_d_head W_Q W_K W_O W_V.
Definition computed_layer__order_of_patterns_at (RR : realFieldType) (e : RR -> RR) := @computed_layer__order_of_patterns_says RR e 3%N 1%N 1%N (ordinal_finType 1) (ordinal_finType 1) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)).
Definition computed_layer__order_of_patterns_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | computed_layer__order_of_patterns_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /computed_layer__order_of_patterns_at /computed_layer__order_of_patterns_says; sides_at. Defined.
Theorem computed_layer__order_of_patterns_is_false : ~ computed_layer__order_of_patterns_holds.
Proof. move=> no; have : computed_layer__order_of_patterns_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (computed_layer__order_of_patterns_sides one_to_three))/rep_all.
by lazy beta iota delta [computed_layer__order_of_patterns_sides proj1_sig fst snd]; vm_compute. Qed.

Definition computed_layer__old_paths_forgotten_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (H : finType) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) :=
  ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_O h) *m (W_V h))^T)))) = (\sum_(h : H) (\sum_(p : P) ((softmax_of e true (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (A p) *m x *m ((((W_O h) *m (W_V h)) *m (W p))^T)))).
Definition computed_layer__old_paths_forgotten_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (H : finType) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @computed_layer__old_paths_forgotten_says RR e n_ctx d_model d_head P H A x W one_over_root_d_head W_Q W_K W_O W_V.
Definition computed_layer__old_paths_forgotten_at (RR : realFieldType) (e : RR -> RR) := @computed_layer__old_paths_forgotten_says RR e 3%N 1%N 1%N (ordinal_finType 1) (ordinal_finType 1) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)).
Definition computed_layer__old_paths_forgotten_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | computed_layer__old_paths_forgotten_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /computed_layer__old_paths_forgotten_at /computed_layer__old_paths_forgotten_says; sides_at. Defined.
Theorem computed_layer__old_paths_forgotten_is_false : ~ computed_layer__old_paths_forgotten_holds.
Proof. move=> no; have : computed_layer__old_paths_forgotten_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (computed_layer__old_paths_forgotten_sides one_to_three))/rep_all.
by lazy beta iota delta [computed_layer__old_paths_forgotten_sides proj1_sig fst snd]; vm_compute. Qed.

Definition computed_layer__old_paths_twice_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (H : finType) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) :=
  ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_O h) *m (W_V h))^T)))) = ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) + (\sum_(h : H) (\sum_(p : P) ((softmax_of e true (one_over_root_d_head *: ((\sum_(p : P) ((A p) *m x *m ((W p)^T))) *m (((W_Q h)^T) *m (W_K h)) *m ((\sum_(p : P) ((A p) *m x *m ((W p)^T)))^T)))) *m (A p) *m x *m ((((W_O h) *m (W_V h)) *m (W p))^T)))) + (\sum_(p : P) ((A p) *m x *m ((W p)^T)))).
Definition computed_layer__old_paths_twice_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (P : finType) (H : finType) (A : P -> 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W : P -> 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @computed_layer__old_paths_twice_says RR e n_ctx d_model d_head P H A x W one_over_root_d_head W_Q W_K W_O W_V.
Definition computed_layer__old_paths_twice_at (RR : realFieldType) (e : RR -> RR) := @computed_layer__old_paths_twice_says RR e 3%N 1%N 1%N (ordinal_finType 1) (ordinal_finType 1) (fun h => @rep RR 3 3 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]]] h)) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)).
Definition computed_layer__old_paths_twice_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | computed_layer__old_paths_twice_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /computed_layer__old_paths_twice_at /computed_layer__old_paths_twice_says; sides_at. Defined.
Theorem computed_layer__old_paths_twice_is_false : ~ computed_layer__old_paths_twice_holds.
Proof. move=> no; have : computed_layer__old_paths_twice_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (computed_layer__old_paths_twice_sides one_to_three))/rep_all.
by lazy beta iota delta [computed_layer__old_paths_twice_sides proj1_sig fst snd]; vm_compute. Qed.

Definition attention_looks_back__without_a_mask_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (P : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) :=
  (P *m (x + (\sum_(h : H) ((softmax_of e false (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T)))) *m x *m (((W_O h) *m (W_V h))^T))))) = (P *m ((P *m x) + (\sum_(h : H) ((softmax_of e false (one_over_root_d_head *: (P *m x *m (((W_Q h)^T) *m (W_K h)) *m ((P *m x)^T)))) *m P *m x *m (((W_O h) *m (W_V h))^T))))).
Definition attention_looks_back__without_a_mask_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (P : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)),
  is_first P -> (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @attention_looks_back__without_a_mask_says RR e n_ctx d_model d_head H P x one_over_root_d_head W_Q W_K W_O W_V.
Definition attention_looks_back__without_a_mask_at (RR : realFieldType) (e : RR -> RR) := @attention_looks_back__without_a_mask_says RR e 2%N 2%N 1%N (ordinal_finType 1) (first RR 2 1) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]]] h)).
Definition attention_looks_back__without_a_mask_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | attention_looks_back__without_a_mask_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /attention_looks_back__without_a_mask_at /attention_looks_back__without_a_mask_says; sides_at. Defined.
Theorem attention_looks_back__without_a_mask_is_false : ~ attention_looks_back__without_a_mask_holds.
Proof. move=> no; have : attention_looks_back__without_a_mask_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (attention_looks_back__without_a_mask_sides one_to_three))/rep_all.
by lazy beta iota delta [attention_looks_back__without_a_mask_sides proj1_sig fst snd]; vm_compute. Qed.

Definition attention_looks_back__any_matrix_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (S : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) :=
  (S *m (x + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T)))) *m x *m (((W_O h) *m (W_V h))^T))))) = (S *m ((S *m x) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (S *m x *m (((W_Q h)^T) *m (W_K h)) *m ((S *m x)^T)))) *m S *m x *m (((W_O h) *m (W_V h))^T))))).
Definition attention_looks_back__any_matrix_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (S : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @attention_looks_back__any_matrix_says RR e n_ctx d_model d_head H S x one_over_root_d_head W_Q W_K W_O W_V.
Definition attention_looks_back__any_matrix_at (RR : realFieldType) (e : RR -> RR) := @attention_looks_back__any_matrix_says RR e 3%N 1%N 1%N (ordinal_finType 1) (@rep RR 3 3 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]]] h)).
Definition attention_looks_back__any_matrix_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | attention_looks_back__any_matrix_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /attention_looks_back__any_matrix_at /attention_looks_back__any_matrix_says; sides_at. Defined.
Theorem attention_looks_back__any_matrix_is_false : ~ attention_looks_back__any_matrix_holds.
Proof. move=> no; have : attention_looks_back__any_matrix_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (attention_looks_back__any_matrix_sides one_to_three))/rep_all.
by lazy beta iota delta [attention_looks_back__any_matrix_sides proj1_sig fst snd]; vm_compute. Qed.

Definition attention_looks_back__the_later_positions_too_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (P : 'M[RR]_(n_ctx, n_ctx)) :=
  (x + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m (((W_Q h)^T) *m (W_K h)) *m (x^T)))) *m x *m (((W_O h) *m (W_V h))^T)))) = ((P *m x) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (P *m x *m (((W_Q h)^T) *m (W_K h)) *m ((P *m x)^T)))) *m P *m x *m (((W_O h) *m (W_V h))^T)))).
Definition attention_looks_back__the_later_positions_too_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) (W_V : H -> 'M[RR]_(d_head, d_model)) (P : 'M[RR]_(n_ctx, n_ctx)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> is_first P -> @attention_looks_back__the_later_positions_too_says RR e n_ctx d_model d_head H x one_over_root_d_head W_Q W_K W_O W_V P.
Definition attention_looks_back__the_later_positions_too_at (RR : realFieldType) (e : RR -> RR) := @attention_looks_back__the_later_positions_too_says RR e 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 0, 0%N); (Posz 0, 0%N)]]] h)) (first RR 2 1).
Definition attention_looks_back__the_later_positions_too_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | attention_looks_back__the_later_positions_too_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /attention_looks_back__the_later_positions_too_at /attention_looks_back__the_later_positions_too_says; sides_at. Defined.
Theorem attention_looks_back__the_later_positions_too_is_false : ~ attention_looks_back__the_later_positions_too_holds.
Proof. move=> no; have : attention_looks_back__the_later_positions_too_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (attention_looks_back__the_later_positions_too_sides one_to_three))/rep_all.
by lazy beta iota delta [attention_looks_back__the_later_positions_too_sides proj1_sig fst snd]; vm_compute. Qed.

Definition mlp_looks_back__nothing_from_nothing_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (f : RR -> RR) (P : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_in : 'M[RR]_(d_mlp, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (b_in : 'M[RR]_(d_mlp, 1)) (W_out : 'M[RR]_(d_model, d_mlp)) :=
  (P *m (x + ((map_mx f ((x *m (W_in^T)) + (v1 *m (b_in^T)))) *m (W_out^T)))) = ((P *m x) + ((map_mx f ((P *m x *m (W_in^T)) + (v1 *m (b_in^T)))) *m (W_out^T))).
Definition mlp_looks_back__nothing_from_nothing_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (f : RR -> RR) (P : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_in : 'M[RR]_(d_mlp, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (b_in : 'M[RR]_(d_mlp, 1)) (W_out : 'M[RR]_(d_model, d_mlp)),
  is_first P -> is_ones v1 -> @mlp_looks_back__nothing_from_nothing_says RR e n_ctx d_model d_mlp f P x W_in v1 b_in W_out.
Definition mlp_looks_back__nothing_from_nothing_at (RR : realFieldType) (e : RR -> RR) := @mlp_looks_back__nothing_from_nothing_says RR e 2%N 2%N 2%N (@looked_up RR [:: ((Negz 1, 0%N), (Posz 4, 0%N)); ((Posz 0, 0%N), (Negz 8, 0%N)); ((Negz 3, 0%N), (Posz 5, 0%N)); ((Posz 2, 0%N), (Negz 0, 0%N)); ((Posz 1, 0%N), (Posz 1, 0%N))]) (first RR 2 1) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 0, 0%N)]; [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Negz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 1, 0%N)]])).
Definition mlp_looks_back__nothing_from_nothing_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | mlp_looks_back__nothing_from_nothing_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /mlp_looks_back__nothing_from_nothing_at /mlp_looks_back__nothing_from_nothing_says; sides_at. Defined.
Theorem mlp_looks_back__nothing_from_nothing_is_false : ~ mlp_looks_back__nothing_from_nothing_holds.
Proof. move=> no; have : mlp_looks_back__nothing_from_nothing_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (mlp_looks_back__nothing_from_nothing_sides one_to_three))/rep_all.
by lazy beta iota delta [mlp_looks_back__nothing_from_nothing_sides proj1_sig fst snd]; vm_compute. Qed.

Definition mlp_looks_back__any_matrix_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_mlp : nat) (f : RR -> RR) (S : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_in : 'M[RR]_(d_mlp, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (b_in : 'M[RR]_(d_mlp, 1)) (W_out : 'M[RR]_(d_model, d_mlp)) :=
  (S *m (x + ((map_mx f ((x *m (W_in^T)) + (v1 *m (b_in^T)))) *m (W_out^T)))) = (S *m ((S *m x) + ((map_mx f ((S *m x *m (W_in^T)) + (v1 *m (b_in^T)))) *m (W_out^T)))).
Definition mlp_looks_back__any_matrix_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_mlp : nat) (f : RR -> RR) (S : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_in : 'M[RR]_(d_mlp, d_model)) (v1 : 'M[RR]_(n_ctx, 1)) (b_in : 'M[RR]_(d_mlp, 1)) (W_out : 'M[RR]_(d_model, d_mlp)),
  is_ones v1 -> @mlp_looks_back__any_matrix_says RR e n_ctx d_model d_mlp f S x W_in v1 b_in W_out.
Definition mlp_looks_back__any_matrix_at (RR : realFieldType) (e : RR -> RR) := @mlp_looks_back__any_matrix_says RR e 3%N 1%N 1%N (@looked_up RR [:: ((Posz 2, 0%N), (Posz 5, 0%N)); ((Posz 1, 0%N), (Negz 8, 0%N)); ((Posz 4, 0%N), (Negz 5, 0%N)); ((Posz 0, 0%N), (Posz 6, 0%N)); ((Negz 2, 0%N), (Posz 4, 0%N))]) (@rep RR 3 3 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N); (Negz 0, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(3, 1)) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition mlp_looks_back__any_matrix_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | mlp_looks_back__any_matrix_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /mlp_looks_back__any_matrix_at /mlp_looks_back__any_matrix_says; sides_at. Defined.
Theorem mlp_looks_back__any_matrix_is_false : ~ mlp_looks_back__any_matrix_holds.
Proof. move=> no; have : mlp_looks_back__any_matrix_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (mlp_looks_back__any_matrix_sides one_to_three))/rep_all.
by lazy beta iota delta [mlp_looks_back__any_matrix_sides proj1_sig fst snd]; vm_compute. Qed.

Definition removing_a_head__direct_effect_alone_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0_0 : 'M[RR]_(n_ctx, n_ctx)) (W_O_0_0 : 'M[RR]_(d_model, d_head)) (W_V_0_0 : 'M[RR]_(d_head, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)))) = ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g)))) + (A_0_0 *t (W_O_0_0 *m W_V_0_0))).
Definition removing_a_head__direct_effect_alone_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0_0 : 'M[RR]_(n_ctx, n_ctx)) (W_O_0_0 : 'M[RR]_(d_model, d_head)) (W_V_0_0 : 'M[RR]_(d_head, d_model)),
  @removing_a_head__direct_effect_alone_says RR e n_ctx d_model d_head H_1 A_1 W_O_1 W_V_1 A_0_0 W_O_0_0 W_V_0_0.
Definition removing_a_head__direct_effect_alone_at (RR : realFieldType) (e : RR -> RR) := @removing_a_head__direct_effect_alone_says RR e 1%N 1%N 2%N (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]])).
Definition removing_a_head__direct_effect_alone_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | removing_a_head__direct_effect_alone_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /removing_a_head__direct_effect_alone_at /removing_a_head__direct_effect_alone_says; sides_at. Defined.
Theorem removing_a_head__direct_effect_alone_is_false : ~ removing_a_head__direct_effect_alone_holds.
Proof. move=> no; have : removing_a_head__direct_effect_alone_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (removing_a_head__direct_effect_alone_sides one_to_three))/rep_all.
by lazy beta iota delta [removing_a_head__direct_effect_alone_sides proj1_sig fst snd]; vm_compute. Qed.

Definition removing_a_head__indirect_effect_alone_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0_0 : 'M[RR]_(n_ctx, n_ctx)) (W_O_0_0 : 'M[RR]_(d_model, d_head)) (W_V_0_0 : 'M[RR]_(d_head, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)))) = ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g)))) + (\sum_(g : H_1) (((A_1 g) *m A_0_0) *t (((W_O_1 g) *m (W_V_1 g)) *m (W_O_0_0 *m W_V_0_0))))).
Definition removing_a_head__indirect_effect_alone_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0_0 : 'M[RR]_(n_ctx, n_ctx)) (W_O_0_0 : 'M[RR]_(d_model, d_head)) (W_V_0_0 : 'M[RR]_(d_head, d_model)),
  @removing_a_head__indirect_effect_alone_says RR e n_ctx d_model d_head H_1 A_1 W_O_1 W_V_1 A_0_0 W_O_0_0 W_V_0_0.
Definition removing_a_head__indirect_effect_alone_at (RR : realFieldType) (e : RR -> RR) := @removing_a_head__indirect_effect_alone_says RR e 1%N 1%N 2%N (ordinal_finType 1) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 1, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]])).
Definition removing_a_head__indirect_effect_alone_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | removing_a_head__indirect_effect_alone_at e -> rep (1 * 1)%N (1 * 1)%N fg.1 = rep (1 * 1)%N (1 * 1)%N fg.2}.
Proof. rewrite /removing_a_head__indirect_effect_alone_at /removing_a_head__indirect_effect_alone_says; sides_at. Defined.
Theorem removing_a_head__indirect_effect_alone_is_false : ~ removing_a_head__indirect_effect_alone_holds.
Proof. move=> no; have : removing_a_head__indirect_effect_alone_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (removing_a_head__indirect_effect_alone_sides one_to_three))/rep_all.
by lazy beta iota delta [removing_a_head__indirect_effect_alone_sides proj1_sig fst snd]; vm_compute. Qed.

Definition removing_a_head__order_of_the_virtual_head_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0_0 : 'M[RR]_(n_ctx, n_ctx)) (W_O_0_0 : 'M[RR]_(d_model, d_head)) (W_V_0_0 : 'M[RR]_(d_head, d_model)) :=
  (((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g))))) *m ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)))) = ((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (\sum_(g : H_1) ((A_1 g) *t ((W_O_1 g) *m (W_V_1 g)))) + (A_0_0 *t (W_O_0_0 *m W_V_0_0)) + (\sum_(g : H_1) ((A_0_0 *m (A_1 g)) *t ((W_O_0_0 *m W_V_0_0) *m ((W_O_1 g) *m (W_V_1 g)))))).
Definition removing_a_head__order_of_the_virtual_head_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H_1 : finType) (A_1 : H_1 -> 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : H_1 -> 'M[RR]_(d_model, d_head)) (W_V_1 : H_1 -> 'M[RR]_(d_head, d_model)) (A_0_0 : 'M[RR]_(n_ctx, n_ctx)) (W_O_0_0 : 'M[RR]_(d_model, d_head)) (W_V_0_0 : 'M[RR]_(d_head, d_model)),
  @removing_a_head__order_of_the_virtual_head_says RR e n_ctx d_model d_head H_1 A_1 W_O_1 W_V_1 A_0_0 W_O_0_0 W_V_0_0.
Definition removing_a_head__order_of_the_virtual_head_at (RR : realFieldType) (e : RR -> RR) := @removing_a_head__order_of_the_virtual_head_says RR e 2%N 2%N 1%N (ordinal_finType 1) (fun h => @rep RR 2 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Posz 1, 0%N)]; [:: (Negz 0, 0%N); (Posz 3, 0%N)]]] h)) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Negz 1, 0%N)]; [:: (Posz 3, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 3, 0%N); (Posz 0, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Negz 0, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]])).
Definition removing_a_head__order_of_the_virtual_head_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | removing_a_head__order_of_the_virtual_head_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /removing_a_head__order_of_the_virtual_head_at /removing_a_head__order_of_the_virtual_head_says; sides_at. Defined.
Theorem removing_a_head__order_of_the_virtual_head_is_false : ~ removing_a_head__order_of_the_virtual_head_holds.
Proof. move=> no; have : removing_a_head__order_of_the_virtual_head_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (removing_a_head__order_of_the_virtual_head_sides one_to_three))/rep_all.
by lazy beta iota delta [removing_a_head__order_of_the_virtual_head_sides proj1_sig fst snd]; vm_compute. Qed.

Definition virtual_heads__patterns_in_running_order_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (A_h_2 : 'M[RR]_(n_ctx, n_ctx)) (W_OV_h_2 : 'M[RR]_(d_model, d_model)) (A_h_1 : 'M[RR]_(n_ctx, n_ctx)) (W_OV_h_1 : 'M[RR]_(d_model, d_model)) :=
  ((A_h_2 *t W_OV_h_2) *m (A_h_1 *t W_OV_h_1)) = ((A_h_1 *m A_h_2) *t (W_OV_h_2 *m W_OV_h_1)).
Definition virtual_heads__patterns_in_running_order_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (A_h_2 : 'M[RR]_(n_ctx, n_ctx)) (W_OV_h_2 : 'M[RR]_(d_model, d_model)) (A_h_1 : 'M[RR]_(n_ctx, n_ctx)) (W_OV_h_1 : 'M[RR]_(d_model, d_model)),
  @virtual_heads__patterns_in_running_order_says RR e n_ctx d_model A_h_2 W_OV_h_2 A_h_1 W_OV_h_1.
Definition virtual_heads__patterns_in_running_order_at (RR : realFieldType) (e : RR -> RR) := @virtual_heads__patterns_in_running_order_says RR e 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Posz 3, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 3, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition virtual_heads__patterns_in_running_order_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | virtual_heads__patterns_in_running_order_at e -> rep (2 * 1)%N (2 * 1)%N fg.1 = rep (2 * 1)%N (2 * 1)%N fg.2}.
Proof. rewrite /virtual_heads__patterns_in_running_order_at /virtual_heads__patterns_in_running_order_says; sides_at. Defined.
Theorem virtual_heads__patterns_in_running_order_is_false : ~ virtual_heads__patterns_in_running_order_holds.
Proof. move=> no; have : virtual_heads__patterns_in_running_order_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (virtual_heads__patterns_in_running_order_sides one_to_three))/rep_all.
by lazy beta iota delta [virtual_heads__patterns_in_running_order_sides proj1_sig fst snd]; vm_compute. Qed.

Definition virtual_heads__weights_in_running_order_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (A_h_2 : 'M[RR]_(n_ctx, n_ctx)) (W_OV_h_2 : 'M[RR]_(d_model, d_model)) (A_h_1 : 'M[RR]_(n_ctx, n_ctx)) (W_OV_h_1 : 'M[RR]_(d_model, d_model)) :=
  ((A_h_2 *t W_OV_h_2) *m (A_h_1 *t W_OV_h_1)) = ((A_h_2 *m A_h_1) *t (W_OV_h_1 *m W_OV_h_2)).
Definition virtual_heads__weights_in_running_order_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (A_h_2 : 'M[RR]_(n_ctx, n_ctx)) (W_OV_h_2 : 'M[RR]_(d_model, d_model)) (A_h_1 : 'M[RR]_(n_ctx, n_ctx)) (W_OV_h_1 : 'M[RR]_(d_model, d_model)),
  @virtual_heads__weights_in_running_order_says RR e n_ctx d_model A_h_2 W_OV_h_2 A_h_1 W_OV_h_1.
Definition virtual_heads__weights_in_running_order_at (RR : realFieldType) (e : RR -> RR) := @virtual_heads__weights_in_running_order_says RR e 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]; [:: (Posz 2, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]; [:: (Negz 1, 0%N); (Posz 2, 0%N)]])).
Definition virtual_heads__weights_in_running_order_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | virtual_heads__weights_in_running_order_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /virtual_heads__weights_in_running_order_at /virtual_heads__weights_in_running_order_says; sides_at. Defined.
Theorem virtual_heads__weights_in_running_order_is_false : ~ virtual_heads__weights_in_running_order_holds.
Proof. move=> no; have : virtual_heads__weights_in_running_order_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (virtual_heads__weights_in_running_order_sides one_to_three))/rep_all.
by lazy beta iota delta [virtual_heads__weights_in_running_order_sides proj1_sig fst snd]; vm_compute. Qed.

Definition virtual_heads__softmax_of_added_scores_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S_h_2 : 'M[RR]_(n_ctx, n_ctx)) (S_h_1 : 'M[RR]_(n_ctx, n_ctx)) :=
  ((softmax_of e true S_h_2) *m (softmax_of e true S_h_1)) = (softmax_of e true (S_h_2 + S_h_1)).
Definition virtual_heads__softmax_of_added_scores_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S_h_2 : 'M[RR]_(n_ctx, n_ctx)) (S_h_1 : 'M[RR]_(n_ctx, n_ctx)),
  @virtual_heads__softmax_of_added_scores_says RR e n_ctx S_h_2 S_h_1.
Definition virtual_heads__softmax_of_added_scores_at (RR : realFieldType) (e : RR -> RR) := @virtual_heads__softmax_of_added_scores_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 3, 0%N)]])).
Definition virtual_heads__softmax_of_added_scores_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | virtual_heads__softmax_of_added_scores_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /virtual_heads__softmax_of_added_scores_at /virtual_heads__softmax_of_added_scores_says; sides_at. Defined.
Theorem virtual_heads__softmax_of_added_scores_is_false : ~ virtual_heads__softmax_of_added_scores_holds.
Proof. move=> no; have : virtual_heads__softmax_of_added_scores_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (virtual_heads__softmax_of_added_scores_sides one_to_three))/rep_all.
by lazy beta iota delta [virtual_heads__softmax_of_added_scores_sides proj1_sig fst snd]; vm_compute. Qed.

Definition virtual_heads__softmax_of_multiplied_scores_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S_h_2 : 'M[RR]_(n_ctx, n_ctx)) (S_h_1 : 'M[RR]_(n_ctx, n_ctx)) :=
  ((softmax_of e true S_h_2) *m (softmax_of e true S_h_1)) = (softmax_of e true (S_h_2 *m S_h_1)).
Definition virtual_heads__softmax_of_multiplied_scores_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S_h_2 : 'M[RR]_(n_ctx, n_ctx)) (S_h_1 : 'M[RR]_(n_ctx, n_ctx)),
  @virtual_heads__softmax_of_multiplied_scores_says RR e n_ctx S_h_2 S_h_1.
Definition virtual_heads__softmax_of_multiplied_scores_at (RR : realFieldType) (e : RR -> RR) := @virtual_heads__softmax_of_multiplied_scores_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition virtual_heads__softmax_of_multiplied_scores_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | virtual_heads__softmax_of_multiplied_scores_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /virtual_heads__softmax_of_multiplied_scores_at /virtual_heads__softmax_of_multiplied_scores_says; sides_at. Defined.
Theorem virtual_heads__softmax_of_multiplied_scores_is_false : ~ virtual_heads__softmax_of_multiplied_scores_holds.
Proof. move=> no; have : virtual_heads__softmax_of_multiplied_scores_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _); as_its_kind.
move/(proj2_sig (virtual_heads__softmax_of_multiplied_scores_sides one_to_three))/rep_all.
by lazy beta iota delta [virtual_heads__softmax_of_multiplied_scores_sides proj1_sig fst snd]; vm_compute. Qed.

Definition virtual_pattern_sums_to_1__columns_sum_to_1_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (v1 : 'M[RR]_(n_ctx, 1)) (S_h_2 : 'M[RR]_(n_ctx, n_ctx)) (S_h_1 : 'M[RR]_(n_ctx, n_ctx)) :=
  ((v1^T) *m (softmax_of e true S_h_2) *m (softmax_of e true S_h_1)) = (v1^T).
Definition virtual_pattern_sums_to_1__columns_sum_to_1_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (v1 : 'M[RR]_(n_ctx, 1)) (S_h_2 : 'M[RR]_(n_ctx, n_ctx)) (S_h_1 : 'M[RR]_(n_ctx, n_ctx)),
  is_ones v1 -> @virtual_pattern_sums_to_1__columns_sum_to_1_says RR e n_ctx v1 S_h_2 S_h_1.
Definition virtual_pattern_sums_to_1__columns_sum_to_1_at (RR : realFieldType) (e : RR -> RR) := @virtual_pattern_sums_to_1__columns_sum_to_1_says RR e 2%N (const_mx 1 : 'M[RR]_(2, 1)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])).
Definition virtual_pattern_sums_to_1__columns_sum_to_1_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | virtual_pattern_sums_to_1__columns_sum_to_1_at e -> rep 1 2 fg.1 = rep 1 2 fg.2}.
Proof. rewrite /virtual_pattern_sums_to_1__columns_sum_to_1_at /virtual_pattern_sums_to_1__columns_sum_to_1_says; sides_at. Defined.
Theorem virtual_pattern_sums_to_1__columns_sum_to_1_is_false : ~ virtual_pattern_sums_to_1__columns_sum_to_1_holds.
Proof. move=> no; have : virtual_pattern_sums_to_1__columns_sum_to_1_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (virtual_pattern_sums_to_1__columns_sum_to_1_sides one_to_three))/rep_all.
by lazy beta iota delta [virtual_pattern_sums_to_1__columns_sum_to_1_sides proj1_sig fst snd]; vm_compute. Qed.

Definition virtual_pattern_sums_to_1__over_destinations_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (S_h_2 : 'M[RR]_(n_ctx, n_ctx)) (S_h_1 : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)) :=
  ((softmax_of e true S_h_2) *m (softmax_over_destinations e true S_h_1) *m v1) = v1.
Definition virtual_pattern_sums_to_1__over_destinations_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (S_h_2 : 'M[RR]_(n_ctx, n_ctx)) (S_h_1 : 'M[RR]_(n_ctx, n_ctx)) (v1 : 'M[RR]_(n_ctx, 1)),
  is_ones v1 -> @virtual_pattern_sums_to_1__over_destinations_says RR e n_ctx S_h_2 S_h_1 v1.
Definition virtual_pattern_sums_to_1__over_destinations_at (RR : realFieldType) (e : RR -> RR) := @virtual_pattern_sums_to_1__over_destinations_says RR e 2%N (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 1, 0%N)]])) (const_mx 1 : 'M[RR]_(2, 1)).
Definition virtual_pattern_sums_to_1__over_destinations_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | virtual_pattern_sums_to_1__over_destinations_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /virtual_pattern_sums_to_1__over_destinations_at /virtual_pattern_sums_to_1__over_destinations_says; sides_at. Defined.
Theorem virtual_pattern_sums_to_1__over_destinations_is_false : ~ virtual_pattern_sums_to_1__over_destinations_holds.
Proof. move=> no; have : virtual_pattern_sums_to_1__over_destinations_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (virtual_pattern_sums_to_1__over_destinations_sides one_to_three))/rep_all.
by lazy beta iota delta [virtual_pattern_sums_to_1__over_destinations_sides proj1_sig fst snd]; vm_compute. Qed.

Definition causality__no_mask_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)) :=
  (P *m (softmax_of e false S) *m P) = (P *m (softmax_of e false S)).
Definition causality__no_mask_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S : 'M[RR]_(n_ctx, n_ctx)),
  is_first P -> @causality__no_mask_says RR e n_ctx P S.
Definition causality__no_mask_at (RR : realFieldType) (e : RR -> RR) := @causality__no_mask_says RR e 2%N (first RR 2 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])).
Definition causality__no_mask_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | causality__no_mask_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /causality__no_mask_at /causality__no_mask_says; sides_at. Defined.
Theorem causality__no_mask_is_false : ~ causality__no_mask_holds.
Proof. move=> no; have : causality__no_mask_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (causality__no_mask_sides one_to_three))/rep_all.
by lazy beta iota delta [causality__no_mask_sides proj1_sig fst snd]; vm_compute. Qed.

Definition causality__the_other_way_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S_h : 'M[RR]_(n_ctx, n_ctx)) :=
  (P *m (softmax_of e true S_h) *m P) = ((softmax_of e true S_h) *m P).
Definition causality__the_other_way_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S_h : 'M[RR]_(n_ctx, n_ctx)),
  is_first P -> @causality__the_other_way_says RR e n_ctx P S_h.
Definition causality__the_other_way_at (RR : realFieldType) (e : RR -> RR) := @causality__the_other_way_says RR e 2%N (first RR 2 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])).
Definition causality__the_other_way_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | causality__the_other_way_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /causality__the_other_way_at /causality__the_other_way_says; sides_at. Defined.
Theorem causality__the_other_way_is_false : ~ causality__the_other_way_holds.
Proof. move=> no; have : causality__the_other_way_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (causality__the_other_way_sides one_to_three))/rep_all.
by lazy beta iota delta [causality__the_other_way_sides proj1_sig fst snd]; vm_compute. Qed.

Definition causality__without__the_path_so_far_is_causal_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S_h : 'M[RR]_(n_ctx, n_ctx)) (W_h : 'M[RR]_(d_model, d_model)) (A_p : 'M[RR]_(n_ctx, n_ctx)) (W_p : 'M[RR]_(d_model, d_model)) :=
  ((P *t (1%:M : 'M[RR]_(d_model))) *m ((softmax_of e true S_h) *t W_h) *m (A_p *t W_p) *m (P *t (1%:M : 'M[RR]_(d_model)))) = ((P *m (softmax_of e true S_h) *m A_p) *t (W_h *m W_p)).
Definition causality__without__the_path_so_far_is_causal_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (P : 'M[RR]_(n_ctx, n_ctx)) (S_h : 'M[RR]_(n_ctx, n_ctx)) (W_h : 'M[RR]_(d_model, d_model)) (A_p : 'M[RR]_(n_ctx, n_ctx)) (W_p : 'M[RR]_(d_model, d_model)),
  is_first P -> @causality__without__the_path_so_far_is_causal_says RR e n_ctx d_model P S_h W_h A_p W_p.
Definition causality__without__the_path_so_far_is_causal_at (RR : realFieldType) (e : RR -> RR) := @causality__without__the_path_so_far_is_causal_says RR e 2%N 2%N (first RR 2 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 2, 0%N)]; [:: (Negz 0, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 0%N); (Negz 1, 0%N)]; [:: (Posz 2, 0%N); (Posz 0, 0%N)]])).
Definition causality__without__the_path_so_far_is_causal_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | causality__without__the_path_so_far_is_causal_at e -> rep (2 * 2)%N (2 * 2)%N fg.1 = rep (2 * 2)%N (2 * 2)%N fg.2}.
Proof. rewrite /causality__without__the_path_so_far_is_causal_at /causality__without__the_path_so_far_is_causal_says; sides_at. Defined.
Theorem causality__without__the_path_so_far_is_causal_is_false : ~ causality__without__the_path_so_far_is_causal_holds.
Proof. move=> no; have : causality__without__the_path_so_far_is_causal_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (causality__without__the_path_so_far_is_causal_sides one_to_three))/rep_all.
by lazy beta iota delta [causality__without__the_path_so_far_is_causal_sides proj1_sig fst snd]; vm_compute. Qed.

Definition freezing__patterns_follow_the_tokens_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (s : 'M[RR]_(n_ctx, d_vocab)) (u : 'M[RR]_(n_ctx, d_vocab)) (W_QK : 'M[RR]_(d_vocab, d_vocab)) :=
  ((softmax_of e true ((s + u) *m W_QK *m ((s + u)^T))) *m (s + u)) = (((softmax_of e true (s *m W_QK *m (s^T))) *m s) + ((softmax_of e true (u *m W_QK *m (u^T))) *m u)).
Definition freezing__patterns_follow_the_tokens_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (s : 'M[RR]_(n_ctx, d_vocab)) (u : 'M[RR]_(n_ctx, d_vocab)) (W_QK : 'M[RR]_(d_vocab, d_vocab)),
  @freezing__patterns_follow_the_tokens_says RR e n_ctx d_vocab s u W_QK.
Definition freezing__patterns_follow_the_tokens_at (RR : realFieldType) (e : RR -> RR) := @freezing__patterns_follow_the_tokens_says RR e 2%N 1%N (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Negz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])).
Definition freezing__patterns_follow_the_tokens_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | freezing__patterns_follow_the_tokens_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /freezing__patterns_follow_the_tokens_at /freezing__patterns_follow_the_tokens_says; sides_at. Defined.
Theorem freezing__patterns_follow_the_tokens_is_false : ~ freezing__patterns_follow_the_tokens_holds.
Proof. move=> no; have : freezing__patterns_follow_the_tokens_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (freezing__patterns_follow_the_tokens_sides one_to_three))/rep_all.
by lazy beta iota delta [freezing__patterns_follow_the_tokens_sides proj1_sig fst snd]; vm_compute. Qed.

Definition only_W_OV_matters__M_on_both_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (W_O_h : 'M[RR]_(d_model, d_head)) (M : 'M[RR]_(d_head, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) :=
  (W_O_h *m M *m M *m W_V_h) = (W_O_h *m W_V_h).
Definition only_W_OV_matters__M_on_both_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (W_O_h : 'M[RR]_(d_model, d_head)) (M : 'M[RR]_(d_head, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)),
  @only_W_OV_matters__M_on_both_says RR e d_model d_head W_O_h M W_V_h.
Definition only_W_OV_matters__M_on_both_at (RR : realFieldType) (e : RR -> RR) := @only_W_OV_matters__M_on_both_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition only_W_OV_matters__M_on_both_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | only_W_OV_matters__M_on_both_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /only_W_OV_matters__M_on_both_at /only_W_OV_matters__M_on_both_says; sides_at. Defined.
Theorem only_W_OV_matters__M_on_both_is_false : ~ only_W_OV_matters__M_on_both_holds.
Proof. move=> no; have : only_W_OV_matters__M_on_both_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (only_W_OV_matters__M_on_both_sides one_to_three))/rep_all.
by lazy beta iota delta [only_W_OV_matters__M_on_both_sides proj1_sig fst snd]; vm_compute. Qed.

Definition only_W_OV_matters__M_transposed_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (W_O_h : 'M[RR]_(d_model, d_head)) (M : 'M[RR]_(d_head, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) :=
  (W_O_h *m (M^T) *m M *m W_V_h) = (W_O_h *m W_V_h).
Definition only_W_OV_matters__M_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (W_O_h : 'M[RR]_(d_model, d_head)) (M : 'M[RR]_(d_head, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)),
  @only_W_OV_matters__M_transposed_says RR e d_model d_head W_O_h M W_V_h.
Definition only_W_OV_matters__M_transposed_at (RR : realFieldType) (e : RR -> RR) := @only_W_OV_matters__M_transposed_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])).
Definition only_W_OV_matters__M_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | only_W_OV_matters__M_transposed_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /only_W_OV_matters__M_transposed_at /only_W_OV_matters__M_transposed_says; sides_at. Defined.
Theorem only_W_OV_matters__M_transposed_is_false : ~ only_W_OV_matters__M_transposed_holds.
Proof. move=> no; have : only_W_OV_matters__M_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (only_W_OV_matters__M_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [only_W_OV_matters__M_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition only_W_OV_matters__without__M_has_an_inverse_says (RR : realFieldType) (e : RR -> RR) (d_model : nat) (d_head : nat) (W_O_h : 'M[RR]_(d_model, d_head)) (M_inv : 'M[RR]_(d_head, d_head)) (M : 'M[RR]_(d_head, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)) :=
  (W_O_h *m M_inv *m M *m W_V_h) = (W_O_h *m W_V_h).
Definition only_W_OV_matters__without__M_has_an_inverse_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_model : nat) (d_head : nat) (W_O_h : 'M[RR]_(d_model, d_head)) (M_inv : 'M[RR]_(d_head, d_head)) (M : 'M[RR]_(d_head, d_head)) (W_V_h : 'M[RR]_(d_head, d_model)),
  @only_W_OV_matters__without__M_has_an_inverse_says RR e d_model d_head W_O_h M_inv M W_V_h.
Definition only_W_OV_matters__without__M_has_an_inverse_at (RR : realFieldType) (e : RR -> RR) := @only_W_OV_matters__without__M_has_an_inverse_says RR e 2%N 1%N (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 0, 0%N); (Posz 1, 0%N)]])).
Definition only_W_OV_matters__without__M_has_an_inverse_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | only_W_OV_matters__without__M_has_an_inverse_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /only_W_OV_matters__without__M_has_an_inverse_at /only_W_OV_matters__without__M_has_an_inverse_says; sides_at. Defined.
Theorem only_W_OV_matters__without__M_has_an_inverse_is_false : ~ only_W_OV_matters__without__M_has_an_inverse_holds.
Proof. move=> no; have : only_W_OV_matters__without__M_has_an_inverse_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (only_W_OV_matters__without__M_has_an_inverse_sides one_to_three))/rep_all.
by lazy beta iota delta [only_W_OV_matters__without__M_has_an_inverse_sides proj1_sig fst snd]; vm_compute. Qed.

Definition only_W_QK_matters__M_inverse_not_transposed_says (RR : realFieldType) (e : RR -> RR) (d_head : nat) (d_model : nat) (M : 'M[RR]_(d_head, d_head)) (W_Q_h : 'M[RR]_(d_head, d_model)) (M_inv : 'M[RR]_(d_head, d_head)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (((M *m W_Q_h)^T) *m M_inv *m W_K_h) = ((W_Q_h^T) *m W_K_h).
Definition only_W_QK_matters__M_inverse_not_transposed_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_head : nat) (d_model : nat) (M : 'M[RR]_(d_head, d_head)) (W_Q_h : 'M[RR]_(d_head, d_model)) (M_inv : 'M[RR]_(d_head, d_head)) (W_K_h : 'M[RR]_(d_head, d_model)),
  (M_inv *m M = 1%:M /\ M *m M_inv = 1%:M) -> @only_W_QK_matters__M_inverse_not_transposed_says RR e d_head d_model M W_Q_h M_inv W_K_h.
Definition only_W_QK_matters__M_inverse_not_transposed_at (RR : realFieldType) (e : RR -> RR) := @only_W_QK_matters__M_inverse_not_transposed_says RR e 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 0, 1%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Negz 0, 0%N)]])).
Definition only_W_QK_matters__M_inverse_not_transposed_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | only_W_QK_matters__M_inverse_not_transposed_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /only_W_QK_matters__M_inverse_not_transposed_at /only_W_QK_matters__M_inverse_not_transposed_says; sides_at. Defined.
Theorem only_W_QK_matters__M_inverse_not_transposed_is_false : ~ only_W_QK_matters__M_inverse_not_transposed_holds.
Proof. move=> no; have : only_W_QK_matters__M_inverse_not_transposed_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (only_W_QK_matters__M_inverse_not_transposed_sides one_to_three))/rep_all.
by lazy beta iota delta [only_W_QK_matters__M_inverse_not_transposed_sides proj1_sig fst snd]; vm_compute. Qed.

Definition only_W_QK_matters__M_on_both_says (RR : realFieldType) (e : RR -> RR) (d_head : nat) (d_model : nat) (M : 'M[RR]_(d_head, d_head)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (((M *m W_Q_h)^T) *m M *m W_K_h) = ((W_Q_h^T) *m W_K_h).
Definition only_W_QK_matters__M_on_both_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_head : nat) (d_model : nat) (M : 'M[RR]_(d_head, d_head)) (W_Q_h : 'M[RR]_(d_head, d_model)) (W_K_h : 'M[RR]_(d_head, d_model)),
  @only_W_QK_matters__M_on_both_says RR e d_head d_model M W_Q_h W_K_h.
Definition only_W_QK_matters__M_on_both_at (RR : realFieldType) (e : RR -> RR) := @only_W_QK_matters__M_on_both_says RR e 2%N 1%N (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Negz 1, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Posz 3, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Negz 0, 0%N)]])).
Definition only_W_QK_matters__M_on_both_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | only_W_QK_matters__M_on_both_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /only_W_QK_matters__M_on_both_at /only_W_QK_matters__M_on_both_says; sides_at. Defined.
Theorem only_W_QK_matters__M_on_both_is_false : ~ only_W_QK_matters__M_on_both_holds.
Proof. move=> no; have : only_W_QK_matters__M_on_both_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _); as_its_kind.
move/(proj2_sig (only_W_QK_matters__M_on_both_sides one_to_three))/rep_all.
by lazy beta iota delta [only_W_QK_matters__M_on_both_sides proj1_sig fst snd]; vm_compute. Qed.

Definition only_W_QK_matters__without__M_has_an_inverse_says (RR : realFieldType) (e : RR -> RR) (d_head : nat) (d_model : nat) (M : 'M[RR]_(d_head, d_head)) (W_Q_h : 'M[RR]_(d_head, d_model)) (M_inv : 'M[RR]_(d_head, d_head)) (W_K_h : 'M[RR]_(d_head, d_model)) :=
  (((M *m W_Q_h)^T) *m (M_inv^T) *m W_K_h) = ((W_Q_h^T) *m W_K_h).
Definition only_W_QK_matters__without__M_has_an_inverse_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (d_head : nat) (d_model : nat) (M : 'M[RR]_(d_head, d_head)) (W_Q_h : 'M[RR]_(d_head, d_model)) (M_inv : 'M[RR]_(d_head, d_head)) (W_K_h : 'M[RR]_(d_head, d_model)),
  @only_W_QK_matters__without__M_has_an_inverse_says RR e d_head d_model M W_Q_h M_inv W_K_h.
Definition only_W_QK_matters__without__M_has_an_inverse_at (RR : realFieldType) (e : RR -> RR) := @only_W_QK_matters__without__M_has_an_inverse_says RR e 3%N 1%N (@rep RR 3 3 (table RR [:: [:: (Negz 1, 0%N); (Posz 2, 0%N); (Posz 0, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N); (Posz 3, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 3 3 (table RR [:: [:: (Negz 1, 0%N); (Negz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Negz 1, 0%N); (Negz 1, 0%N)]; [:: (Negz 1, 0%N); (Posz 3, 0%N); (Posz 1, 0%N)]])) (@rep RR 3 1 (table RR [:: [:: (Posz 1, 0%N)]; [:: (Negz 1, 0%N)]; [:: (Posz 2, 0%N)]])).
Definition only_W_QK_matters__without__M_has_an_inverse_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | only_W_QK_matters__without__M_has_an_inverse_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /only_W_QK_matters__without__M_has_an_inverse_at /only_W_QK_matters__without__M_has_an_inverse_says; sides_at. Defined.
Theorem only_W_QK_matters__without__M_has_an_inverse_is_false : ~ only_W_QK_matters__without__M_has_an_inverse_holds.
Proof. move=> no; have : only_W_QK_matters__without__M_has_an_inverse_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (only_W_QK_matters__without__M_has_an_inverse_sides one_to_three))/rep_all.
by lazy beta iota delta [only_W_QK_matters__without__M_has_an_inverse_sides proj1_sig fst snd]; vm_compute. Qed.

Definition order_of_the_heads__patterns_alone_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (A_0 : 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)) (A_1 : 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : 'M[RR]_(d_model, d_head)) (W_V_1 : 'M[RR]_(d_head, d_model)) (x : 'M[RR]_(n_ctx, d_model)) (R : 'M[RR]_(n_ctx, d_model)) :=
  ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_0 *t (W_O_0 *m W_V_0)) + (A_1 *t (W_O_1 *m W_V_1))) *m (vec x)) + (vec R)) = ((((1%:M : 'M[RR]_((n_ctx * d_model)%N)) + (A_1 *t (W_O_0 *m W_V_0)) + (A_0 *t (W_O_1 *m W_V_1))) *m (vec x)) + (vec R)).
Definition order_of_the_heads__patterns_alone_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (A_0 : 'M[RR]_(n_ctx, n_ctx)) (W_O_0 : 'M[RR]_(d_model, d_head)) (W_V_0 : 'M[RR]_(d_head, d_model)) (A_1 : 'M[RR]_(n_ctx, n_ctx)) (W_O_1 : 'M[RR]_(d_model, d_head)) (W_V_1 : 'M[RR]_(d_head, d_model)) (x : 'M[RR]_(n_ctx, d_model)) (R : 'M[RR]_(n_ctx, d_model)),
  @order_of_the_heads__patterns_alone_says RR e n_ctx d_model d_head A_0 W_O_0 W_V_0 A_1 W_O_1 W_V_1 x R.
Definition order_of_the_heads__patterns_alone_at (RR : realFieldType) (e : RR -> RR) := @order_of_the_heads__patterns_alone_says RR e 1%N 1%N 2%N (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 1, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition order_of_the_heads__patterns_alone_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | order_of_the_heads__patterns_alone_at e -> rep (1 * 1)%N 1 fg.1 = rep (1 * 1)%N 1 fg.2}.
Proof. rewrite /order_of_the_heads__patterns_alone_at /order_of_the_heads__patterns_alone_says; sides_at. Defined.
Theorem order_of_the_heads__patterns_alone_is_false : ~ order_of_the_heads__patterns_alone_holds.
Proof. move=> no; have : order_of_the_heads__patterns_alone_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (order_of_the_heads__patterns_alone_sides one_to_three))/rep_all.
by lazy beta iota delta [order_of_the_heads__patterns_alone_sides proj1_sig fst snd]; vm_compute. Qed.

Definition order_of_the_tokens__with_the_mask_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_QK : 'M[RR]_(d_model, d_model)) (W_OV : 'M[RR]_(d_model, d_model)) :=
  ((softmax_of e true (Pi *m x *m W_QK *m ((Pi *m x)^T))) *m Pi *m x *m (W_OV^T)) = (Pi *m (softmax_of e true (x *m W_QK *m (x^T))) *m x *m (W_OV^T)).
Definition order_of_the_tokens__with_the_mask_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_QK : 'M[RR]_(d_model, d_model)) (W_OV : 'M[RR]_(d_model, d_model)),
  is_permutation Pi -> @order_of_the_tokens__with_the_mask_says RR e n_ctx d_model Pi x W_QK W_OV.
Definition order_of_the_tokens__with_the_mask_at (RR : realFieldType) (e : RR -> RR) := @order_of_the_tokens__with_the_mask_says RR e 2%N 2%N (moves RR 2 (nth 0%N [:: 1; 0]%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 0, 0%N)]; [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N)]])).
Definition order_of_the_tokens__with_the_mask_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | order_of_the_tokens__with_the_mask_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /order_of_the_tokens__with_the_mask_at /order_of_the_tokens__with_the_mask_says; sides_at. Defined.
Theorem order_of_the_tokens__with_the_mask_is_false : ~ order_of_the_tokens__with_the_mask_holds.
Proof. move=> no; have : order_of_the_tokens__with_the_mask_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (order_of_the_tokens__with_the_mask_sides one_to_three))/rep_all.
by lazy beta iota delta [order_of_the_tokens__with_the_mask_sides proj1_sig fst snd]; vm_compute. Qed.

Definition order_of_the_tokens__unpermuted_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_QK : 'M[RR]_(d_model, d_model)) (W_OV : 'M[RR]_(d_model, d_model)) :=
  ((softmax_of e false (Pi *m x *m W_QK *m ((Pi *m x)^T))) *m Pi *m x *m (W_OV^T)) = ((softmax_of e false (x *m W_QK *m (x^T))) *m x *m (W_OV^T)).
Definition order_of_the_tokens__unpermuted_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (Pi : 'M[RR]_(n_ctx, n_ctx)) (x : 'M[RR]_(n_ctx, d_model)) (W_QK : 'M[RR]_(d_model, d_model)) (W_OV : 'M[RR]_(d_model, d_model)),
  is_permutation Pi -> @order_of_the_tokens__unpermuted_says RR e n_ctx d_model Pi x W_QK W_OV.
Definition order_of_the_tokens__unpermuted_at (RR : realFieldType) (e : RR -> RR) := @order_of_the_tokens__unpermuted_says RR e 2%N 2%N (moves RR 2 (nth 0%N [:: 1; 0]%N)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 3, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Negz 0, 0%N)]; [:: (Negz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 1, 0%N)]; [:: (Posz 1, 0%N); (Posz 2, 0%N)]])).
Definition order_of_the_tokens__unpermuted_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | order_of_the_tokens__unpermuted_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /order_of_the_tokens__unpermuted_at /order_of_the_tokens__unpermuted_says; sides_at. Defined.
Theorem order_of_the_tokens__unpermuted_is_false : ~ order_of_the_tokens__unpermuted_holds.
Proof. move=> no; have : order_of_the_tokens__unpermuted_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (order_of_the_tokens__unpermuted_sides one_to_three))/rep_all.
by lazy beta iota delta [order_of_the_tokens__unpermuted_sides proj1_sig fst snd]; vm_compute. Qed.

Definition change_of_basis__transpose_for_inverse_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (M : 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) :=
  ((x *m (M^T)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m (M^T) *m (((W_Q h) *m (M^T))^T) *m ((x *m (M^T) *m (((W_K h) *m (M^T))^T))^T)))) *m x *m (M^T) *m (((W_V h) *m (M^T))^T) *m ((M *m (W_O h))^T)))) = ((x + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m ((W_Q h)^T) *m ((x *m ((W_K h)^T))^T)))) *m x *m ((W_V h)^T) *m ((W_O h)^T)))) *m (M^T)).
Definition change_of_basis__transpose_for_inverse_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (M : 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @change_of_basis__transpose_for_inverse_says RR e n_ctx d_model d_head H x M one_over_root_d_head W_Q W_K W_V W_O.
Definition change_of_basis__transpose_for_inverse_at (RR : realFieldType) (e : RR -> RR) := @change_of_basis__transpose_for_inverse_says RR e 1%N 1%N 1%N (ordinal_finType 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)).
Definition change_of_basis__transpose_for_inverse_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | change_of_basis__transpose_for_inverse_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /change_of_basis__transpose_for_inverse_at /change_of_basis__transpose_for_inverse_says; sides_at. Defined.
Theorem change_of_basis__transpose_for_inverse_is_false : ~ change_of_basis__transpose_for_inverse_holds.
Proof. move=> no; have : change_of_basis__transpose_for_inverse_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (change_of_basis__transpose_for_inverse_sides one_to_three))/rep_all.
by lazy beta iota delta [change_of_basis__transpose_for_inverse_sides proj1_sig fst snd]; vm_compute. Qed.

Definition change_of_basis__reading_for_values_only_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (M : 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (M_inv : 'M[RR]_(d_model, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) :=
  ((x *m (M^T)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m (M^T) *m ((W_Q h)^T) *m ((x *m (M^T) *m ((W_K h)^T))^T)))) *m x *m (M^T) *m (((W_V h) *m M_inv)^T) *m ((M *m (W_O h))^T)))) = ((x + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m ((W_Q h)^T) *m ((x *m ((W_K h)^T))^T)))) *m x *m ((W_V h)^T) *m ((W_O h)^T)))) *m (M^T)).
Definition change_of_basis__reading_for_values_only_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (M : 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (M_inv : 'M[RR]_(d_model, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (M_inv *m M = 1%:M /\ M *m M_inv = 1%:M) -> @change_of_basis__reading_for_values_only_says RR e n_ctx d_model d_head H x M one_over_root_d_head W_Q W_K W_V M_inv W_O.
Definition change_of_basis__reading_for_values_only_at (RR : realFieldType) (e : RR -> RR) := @change_of_basis__reading_for_values_only_says RR e 2%N 2%N 1%N (ordinal_finType 1) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 1, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 2, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Posz 0, 0%N); (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 2 (tables RR [:: [:: [:: (Negz 1, 0%N); (Posz 2, 0%N)]]] h)) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 1%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (fun h => @rep RR 2 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]; [:: (Posz 2, 0%N)]]] h)).
Definition change_of_basis__reading_for_values_only_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | change_of_basis__reading_for_values_only_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /change_of_basis__reading_for_values_only_at /change_of_basis__reading_for_values_only_says; sides_at. Defined.
Theorem change_of_basis__reading_for_values_only_is_false : ~ change_of_basis__reading_for_values_only_holds.
Proof. move=> no; have : change_of_basis__reading_for_values_only_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (change_of_basis__reading_for_values_only_sides one_to_three))/rep_all.
by lazy beta iota delta [change_of_basis__reading_for_values_only_sides proj1_sig fst snd]; vm_compute. Qed.

Definition change_of_basis__writing_forgotten_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (M : 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (M_inv : 'M[RR]_(d_model, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) :=
  ((x *m (M^T)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m (M^T) *m (((W_Q h) *m M_inv)^T) *m ((x *m (M^T) *m (((W_K h) *m M_inv)^T))^T)))) *m x *m (M^T) *m (((W_V h) *m M_inv)^T) *m ((W_O h)^T)))) = ((x + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m ((W_Q h)^T) *m ((x *m ((W_K h)^T))^T)))) *m x *m ((W_V h)^T) *m ((W_O h)^T)))) *m (M^T)).
Definition change_of_basis__writing_forgotten_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (M : 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (M_inv : 'M[RR]_(d_model, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> (M_inv *m M = 1%:M /\ M *m M_inv = 1%:M) -> @change_of_basis__writing_forgotten_says RR e n_ctx d_model d_head H x M one_over_root_d_head W_Q M_inv W_K W_V W_O.
Definition change_of_basis__writing_forgotten_at (RR : realFieldType) (e : RR -> RR) := @change_of_basis__writing_forgotten_says RR e 1%N 1%N 1%N (ordinal_finType 1) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 1%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 0, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)).
Definition change_of_basis__writing_forgotten_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | change_of_basis__writing_forgotten_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /change_of_basis__writing_forgotten_at /change_of_basis__writing_forgotten_says; sides_at. Defined.
Theorem change_of_basis__writing_forgotten_is_false : ~ change_of_basis__writing_forgotten_holds.
Proof. move=> no; have : change_of_basis__writing_forgotten_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (change_of_basis__writing_forgotten_sides one_to_three))/rep_all.
by lazy beta iota delta [change_of_basis__writing_forgotten_sides proj1_sig fst snd]; vm_compute. Qed.

Definition change_of_basis__without__M_has_an_inverse_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (M : 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (M_inv : 'M[RR]_(d_model, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)) :=
  ((x *m (M^T)) + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m (M^T) *m (((W_Q h) *m M_inv)^T) *m ((x *m (M^T) *m (((W_K h) *m M_inv)^T))^T)))) *m x *m (M^T) *m (((W_V h) *m M_inv)^T) *m ((M *m (W_O h))^T)))) = ((x + (\sum_(h : H) ((softmax_of e true (one_over_root_d_head *: (x *m ((W_Q h)^T) *m ((x *m ((W_K h)^T))^T)))) *m x *m ((W_V h)^T) *m ((W_O h)^T)))) *m (M^T)).
Definition change_of_basis__without__M_has_an_inverse_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (d_head : nat) (H : finType) (x : 'M[RR]_(n_ctx, d_model)) (M : 'M[RR]_(d_model, d_model)) (one_over_root_d_head : RR) (W_Q : H -> 'M[RR]_(d_head, d_model)) (M_inv : 'M[RR]_(d_model, d_model)) (W_K : H -> 'M[RR]_(d_head, d_model)) (W_V : H -> 'M[RR]_(d_head, d_model)) (W_O : H -> 'M[RR]_(d_model, d_head)),
  (0 < one_over_root_d_head /\ d_head%:R * (one_over_root_d_head * one_over_root_d_head) = 1) -> @change_of_basis__without__M_has_an_inverse_says RR e n_ctx d_model d_head H x M one_over_root_d_head W_Q M_inv W_K W_V W_O.
Definition change_of_basis__without__M_has_an_inverse_at (RR : realFieldType) (e : RR -> RR) := @change_of_basis__without__M_has_an_inverse_says RR e 3%N 1%N 1%N (ordinal_finType 1) (@rep RR 3 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (number RR (Posz 1, 0%N)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 2, 0%N)]]] h)) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Posz 3, 0%N)]]] h)) (fun h => @rep RR 1 1 (tables RR [:: [:: [:: (Negz 0, 0%N)]]] h)).
Definition change_of_basis__without__M_has_an_inverse_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | change_of_basis__without__M_has_an_inverse_at e -> rep 3 1 fg.1 = rep 3 1 fg.2}.
Proof. rewrite /change_of_basis__without__M_has_an_inverse_at /change_of_basis__without__M_has_an_inverse_says; sides_at. Defined.
Theorem change_of_basis__without__M_has_an_inverse_is_false : ~ change_of_basis__without__M_has_an_inverse_holds.
Proof. move=> no; have : change_of_basis__without__M_has_an_inverse_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (change_of_basis__without__M_has_an_inverse_sides one_to_three))/rep_all.
by lazy beta iota delta [change_of_basis__without__M_has_an_inverse_sides proj1_sig fst snd]; vm_compute. Qed.

Definition change_of_basis_of_logits__M_on_both_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, d_vocab)) (M : 'M[RR]_(d_model, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_U : 'M[RR]_(d_vocab, d_model)) :=
  (t *m ((M *m W_E)^T) *m ((W_U *m M)^T)) = (t *m (W_E^T) *m (W_U^T)).
Definition change_of_basis_of_logits__M_on_both_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, d_vocab)) (M : 'M[RR]_(d_model, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_U : 'M[RR]_(d_vocab, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @change_of_basis_of_logits__M_on_both_says RR e n_ctx d_vocab d_model t M W_E W_U.
Definition change_of_basis_of_logits__M_on_both_at (RR : realFieldType) (e : RR -> RR) := @change_of_basis_of_logits__M_on_both_says RR e 1%N 1%N 2%N (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 2, 0%N); (Posz 4, 0%N)]; [:: (Posz 0, 0%N); (Negz 0, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Posz 2, 0%N)]; [:: (Posz 0, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]])).
Definition change_of_basis_of_logits__M_on_both_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | change_of_basis_of_logits__M_on_both_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /change_of_basis_of_logits__M_on_both_at /change_of_basis_of_logits__M_on_both_says; sides_at. Defined.
Theorem change_of_basis_of_logits__M_on_both_is_false : ~ change_of_basis_of_logits__M_on_both_holds.
Proof. move=> no; have : change_of_basis_of_logits__M_on_both_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (change_of_basis_of_logits__M_on_both_sides one_to_three))/rep_all.
by lazy beta iota delta [change_of_basis_of_logits__M_on_both_sides proj1_sig fst snd]; vm_compute. Qed.

Definition change_of_basis_of_logits__without__M_has_an_inverse_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_vocab : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, d_vocab)) (M : 'M[RR]_(d_model, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_U : 'M[RR]_(d_vocab, d_model)) (M_inv : 'M[RR]_(d_model, d_model)) :=
  (t *m ((M *m W_E)^T) *m ((W_U *m M_inv)^T)) = (t *m (W_E^T) *m (W_U^T)).
Definition change_of_basis_of_logits__without__M_has_an_inverse_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_vocab : nat) (d_model : nat) (t : 'M[RR]_(n_ctx, d_vocab)) (M : 'M[RR]_(d_model, d_model)) (W_E : 'M[RR]_(d_model, d_vocab)) (W_U : 'M[RR]_(d_vocab, d_model)) (M_inv : 'M[RR]_(d_model, d_model)),
  (t *h t = t /\ t *m const_mx 1 = const_mx 1 :> 'cV_n_ctx) -> @change_of_basis_of_logits__without__M_has_an_inverse_says RR e n_ctx d_vocab d_model t M W_E W_U M_inv.
Definition change_of_basis_of_logits__without__M_has_an_inverse_at (RR : realFieldType) (e : RR -> RR) := @change_of_basis_of_logits__without__M_has_an_inverse_says RR e 1%N 1%N 2%N (@rep RR 1 1 (table RR [:: [:: (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 2, 0%N)]; [:: (Posz 0, 0%N); (Posz 2, 0%N)]])) (@rep RR 2 1 (table RR [:: [:: (Negz 0, 0%N)]; [:: (Posz 2, 0%N)]])) (@rep RR 1 2 (table RR [:: [:: (Posz 0, 0%N); (Negz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 0, 0%N); (Posz 1, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N)]])).
Definition change_of_basis_of_logits__without__M_has_an_inverse_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | change_of_basis_of_logits__without__M_has_an_inverse_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /change_of_basis_of_logits__without__M_has_an_inverse_at /change_of_basis_of_logits__without__M_has_an_inverse_says; sides_at. Defined.
Theorem change_of_basis_of_logits__without__M_has_an_inverse_is_false : ~ change_of_basis_of_logits__without__M_has_an_inverse_holds.
Proof. move=> no; have : change_of_basis_of_logits__without__M_has_an_inverse_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (change_of_basis_of_logits__without__M_has_an_inverse_sides one_to_three))/rep_all.
by lazy beta iota delta [change_of_basis_of_logits__without__M_has_an_inverse_sides proj1_sig fst snd]; vm_compute. Qed.

Definition rms_norm_and_the_basis__any_invertible_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (M : 'M[RR]_(d_model, d_model)) :=
  (x *m (M^T) *m ((x *m (M^T))^T)) = (x *m (x^T)).
Definition rms_norm_and_the_basis__any_invertible_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (M : 'M[RR]_(d_model, d_model)),
  @rms_norm_and_the_basis__any_invertible_says RR e n_ctx d_model x M.
Definition rms_norm_and_the_basis__any_invertible_at (RR : realFieldType) (e : RR -> RR) := @rms_norm_and_the_basis__any_invertible_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 1, 0%N)]])).
Definition rms_norm_and_the_basis__any_invertible_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rms_norm_and_the_basis__any_invertible_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /rms_norm_and_the_basis__any_invertible_at /rms_norm_and_the_basis__any_invertible_says; sides_at. Defined.
Theorem rms_norm_and_the_basis__any_invertible_is_false : ~ rms_norm_and_the_basis__any_invertible_holds.
Proof. move=> no; have : rms_norm_and_the_basis__any_invertible_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (rms_norm_and_the_basis__any_invertible_sides one_to_three))/rep_all.
by lazy beta iota delta [rms_norm_and_the_basis__any_invertible_sides proj1_sig fst snd]; vm_compute. Qed.

Definition rms_norm_and_the_basis__before_gamma_is_moved_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (R : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)) :=
  (x *m (R^T) *m Γ) = (x *m Γ *m (R^T)).
Definition rms_norm_and_the_basis__before_gamma_is_moved_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (R : 'M[RR]_(d_model, d_model)) (Γ : 'M[RR]_(d_model, d_model)),
  (R^T *m R = 1%:M) -> (Γ *h 1%:M = Γ) -> @rms_norm_and_the_basis__before_gamma_is_moved_says RR e n_ctx d_model x R Γ.
Definition rms_norm_and_the_basis__before_gamma_is_moved_at (RR : realFieldType) (e : RR -> RR) := @rms_norm_and_the_basis__before_gamma_is_moved_says RR e 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 3, 4%N); (Posz 4, 4%N)]; [:: (Posz 4, 4%N); (Negz 2, 4%N)]])) (@rep RR 2 2 (table RR [:: [:: (Negz 4, 0%N); (Posz 0, 0%N)]; [:: (Posz 0, 0%N); (Posz 0, 0%N)]])).
Definition rms_norm_and_the_basis__before_gamma_is_moved_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rms_norm_and_the_basis__before_gamma_is_moved_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /rms_norm_and_the_basis__before_gamma_is_moved_at /rms_norm_and_the_basis__before_gamma_is_moved_says; sides_at. Defined.
Theorem rms_norm_and_the_basis__before_gamma_is_moved_is_false : ~ rms_norm_and_the_basis__before_gamma_is_moved_holds.
Proof. move=> no; have : rms_norm_and_the_basis__before_gamma_is_moved_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (rms_norm_and_the_basis__before_gamma_is_moved_sides one_to_three))/rep_all.
by lazy beta iota delta [rms_norm_and_the_basis__before_gamma_is_moved_sides proj1_sig fst snd]; vm_compute. Qed.

Definition rms_norm_and_the_basis__without__R_is_orthogonal_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (R : 'M[RR]_(d_model, d_model)) :=
  (x *m (R^T) *m ((x *m (R^T))^T)) = (x *m (x^T)).
Definition rms_norm_and_the_basis__without__R_is_orthogonal_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (R : 'M[RR]_(d_model, d_model)),
  @rms_norm_and_the_basis__without__R_is_orthogonal_says RR e n_ctx d_model x R.
Definition rms_norm_and_the_basis__without__R_is_orthogonal_at (RR : realFieldType) (e : RR -> RR) := @rms_norm_and_the_basis__without__R_is_orthogonal_says RR e 2%N 1%N (@rep RR 2 1 (table RR [:: [:: (Posz 3, 0%N)]; [:: (Posz 1, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Posz 0, 0%N)]])).
Definition rms_norm_and_the_basis__without__R_is_orthogonal_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | rms_norm_and_the_basis__without__R_is_orthogonal_at e -> rep 2 2 fg.1 = rep 2 2 fg.2}.
Proof. rewrite /rms_norm_and_the_basis__without__R_is_orthogonal_at /rms_norm_and_the_basis__without__R_is_orthogonal_says; sides_at. Defined.
Theorem rms_norm_and_the_basis__without__R_is_orthogonal_is_false : ~ rms_norm_and_the_basis__without__R_is_orthogonal_holds.
Proof. move=> no; have : rms_norm_and_the_basis__without__R_is_orthogonal_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _); as_its_kind.
move/(proj2_sig (rms_norm_and_the_basis__without__R_is_orthogonal_sides one_to_three))/rep_all.
by lazy beta iota delta [rms_norm_and_the_basis__without__R_is_orthogonal_sides proj1_sig fst snd]; vm_compute. Qed.

Definition layer_norm_and_the_basis__orthogonal_is_enough_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (R : 'M[RR]_(d_model, d_model)) (v1_d : 'M[RR]_(d_model, 1)) :=
  (x *m (R^T) *m v1_d) = (x *m v1_d).
Definition layer_norm_and_the_basis__orthogonal_is_enough_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (R : 'M[RR]_(d_model, d_model)) (v1_d : 'M[RR]_(d_model, 1)),
  (R^T *m R = 1%:M) -> is_ones v1_d -> @layer_norm_and_the_basis__orthogonal_is_enough_says RR e n_ctx d_model x R v1_d.
Definition layer_norm_and_the_basis__orthogonal_is_enough_at (RR : realFieldType) (e : RR -> RR) := @layer_norm_and_the_basis__orthogonal_is_enough_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)).
Definition layer_norm_and_the_basis__orthogonal_is_enough_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | layer_norm_and_the_basis__orthogonal_is_enough_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /layer_norm_and_the_basis__orthogonal_is_enough_at /layer_norm_and_the_basis__orthogonal_is_enough_says; sides_at. Defined.
Theorem layer_norm_and_the_basis__orthogonal_is_enough_is_false : ~ layer_norm_and_the_basis__orthogonal_is_enough_holds.
Proof. move=> no; have : layer_norm_and_the_basis__orthogonal_is_enough_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (layer_norm_and_the_basis__orthogonal_is_enough_sides one_to_three))/rep_all.
by lazy beta iota delta [layer_norm_and_the_basis__orthogonal_is_enough_sides proj1_sig fst snd]; vm_compute. Qed.

Definition layer_norm_and_the_basis__the_transpose_as_well_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (N : 'M[RR]_(d_model, d_model)) (v1_d : 'M[RR]_(d_model, 1)) :=
  (x *m (N^T) *m v1_d) = (x *m v1_d).
Definition layer_norm_and_the_basis__the_transpose_as_well_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (N : 'M[RR]_(d_model, d_model)) (v1_d : 'M[RR]_(d_model, 1)),
  (N *m const_mx 1 = const_mx 1 :> 'cV_d_model /\ N *h sees RR d_model = N) -> is_ones v1_d -> @layer_norm_and_the_basis__the_transpose_as_well_says RR e n_ctx d_model x N v1_d.
Definition layer_norm_and_the_basis__the_transpose_as_well_at (RR : realFieldType) (e : RR -> RR) := @layer_norm_and_the_basis__the_transpose_as_well_says RR e 2%N 2%N (@rep RR 2 2 (table RR [:: [:: (Negz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 2, 0%N); (Posz 1, 0%N)]])) (@rep RR 2 2 (table RR [:: [:: (Posz 1, 0%N); (Posz 0, 0%N)]; [:: (Posz 3, 6%N); (Posz 4, 6%N)]])) (const_mx 1 : 'M[RR]_(2, 1)).
Definition layer_norm_and_the_basis__the_transpose_as_well_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | layer_norm_and_the_basis__the_transpose_as_well_at e -> rep 2 1 fg.1 = rep 2 1 fg.2}.
Proof. rewrite /layer_norm_and_the_basis__the_transpose_as_well_at /layer_norm_and_the_basis__the_transpose_as_well_says; sides_at. Defined.
Theorem layer_norm_and_the_basis__the_transpose_as_well_is_false : ~ layer_norm_and_the_basis__the_transpose_as_well_holds.
Proof. move=> no; have : layer_norm_and_the_basis__the_transpose_as_well_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (layer_norm_and_the_basis__the_transpose_as_well_sides one_to_three))/rep_all.
by lazy beta iota delta [layer_norm_and_the_basis__the_transpose_as_well_sides proj1_sig fst snd]; vm_compute. Qed.

Definition layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_says (RR : realFieldType) (e : RR -> RR) (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (N : 'M[RR]_(d_model, d_model)) (v1_d : 'M[RR]_(d_model, 1)) :=
  (x *m N *m v1_d) = (x *m v1_d).
Definition layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_holds := forall (RR : realFieldType) (e : RR -> RR),
  (forall s, 0 < e s) -> forall (n_ctx : nat) (d_model : nat) (x : 'M[RR]_(n_ctx, d_model)) (N : 'M[RR]_(d_model, d_model)) (v1_d : 'M[RR]_(d_model, 1)),
  is_ones v1_d -> @layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_says RR e n_ctx d_model x N v1_d.
Definition layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_at (RR : realFieldType) (e : RR -> RR) := @layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_says RR e 1%N 1%N (@rep RR 1 1 (table RR [:: [:: (Posz 2, 0%N)]])) (@rep RR 1 1 (table RR [:: [:: (Negz 0, 0%N)]])) (const_mx 1 : 'M[RR]_(1, 1)).
Definition layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_sides (RR : realFieldType) (e : RR -> RR) :
  {fg : (nat -> nat -> RR) * (nat -> nat -> RR) | layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_at e -> rep 1 1 fg.1 = rep 1 1 fg.2}.
Proof. rewrite /layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_at /layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_says; sides_at. Defined.
Theorem layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_is_false : ~ layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_holds.
Proof. move=> no; have : layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_at one_to_three.
  by refine (no _ _ one_to_three_positive _ _ _ _ _ _); as_its_kind.
move/(proj2_sig (layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_sides one_to_three))/rep_all.
by lazy beta iota delta [layer_norm_and_the_basis__without__N_keeps_the_vector_of_ones_sides proj1_sig fst snd]; vm_compute. Qed.
