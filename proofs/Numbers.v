(* Matrices that compute: every matrix is a function on numbers, every operation one on functions;
   and e for scores that are integers. With these a false statement is evaluated at its
   counterexample, by the kernel's own machine. *)
From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import Laws Softmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Rep.
Variable F : realFieldType.
Implicit Types f g : nat -> nat -> F.
Definition rep m n f : 'M[F]_(m, n) := \matrix_(i, j) f i j.
Definition csum n (G : nat -> F) := foldr (fun k s => G k + s) 0 (iota 0 n).
Lemma csumE n (G : nat -> F) : \sum_(k < n) G k = csum n G.
Proof. by rewrite -(big_mkord xpredT G) /index_iota subn0 unlock. Qed.
(* an entry: a numerator, and its denominator less 1 *)
Definition number (x : int * nat) : F := if x.2 is 0%N then x.1%:~R else x.1%:~R / x.2.+1%:R.
Definition table (rows : seq (seq (int * nat))) (i j : nat) : F := number (nth (Posz 0, 0%N) (nth [::] rows i) j).
Definition tables (of_heads : seq (seq (seq (int * nat)))) (h : nat) := table (nth [::] of_heads h).

(* a function of which some values are known: 0 elsewhere *)
Definition looked_up (known : seq ((int * nat) * (int * nat))) (x : F) :=
  foldr (fun xy rest => if x == number xy.1 then number xy.2 else rest) 0 known.

(* entries are computed once, when a matrix is asked for, not at each use *)
Definition kept m n f : nat -> nat -> F :=
  let rows := mkseq (fun i => mkseq (f i) n) m in fun i j => nth 0 (nth [::] rows i) j.
Lemma keptE m n f : rep m n (kept m n f) = rep m n f.
Proof. by apply/matrixP => i j; rewrite !mxE /kept nth_mkseq // nth_mkseq. Qed.
Lemma in_kept m n f (i : 'I_m) (j : 'I_n) : kept m n f i j = f i j.
Proof. by rewrite /kept nth_mkseq // nth_mkseq. Qed.

(* a matrix of numbers, an operation at a time *)
Section Of.
Variables (m n p q : nat) (f g : nat -> nat -> F).
Lemma mul_of A B : A = rep m n f -> B = rep n p g -> A *m B = rep m p
  (let a := kept m n f in let b := kept n p g in fun i j => csum n (fun k => a i k * b k j)).
Proof.
move=> -> ->; apply/matrixP => i j; rewrite [LHS]mxE [RHS]mxE -[RHS]csumE.
by apply: eq_bigr => k _; rewrite !mxE !in_kept.
Qed.
Lemma add_of A B : A = rep m n f -> B = rep m n g -> A + B = rep m n (let a := f in let b := g in fun i j => a i j + b i j).
Proof. by move=> -> ->; apply/matrixP => i j; rewrite !mxE. Qed.
Lemma opp_of A : A = rep m n f -> - A = rep m n (let a := f in fun i j => - a i j).
Proof. by move=> ->; apply/matrixP => i j; rewrite !mxE. Qed.
Lemma scale_of x y A : x = y -> A = rep m n f -> x *: A = rep m n (let a := f in let z := y in fun i j => z * a i j).
Proof. by move=> -> ->; apply/matrixP => i j; rewrite !mxE. Qed.
Lemma muln_of k A : A = rep m n f -> A *+ k = rep m n (let a := f in fun i j => a i j *+ k).
Proof. by move=> ->; apply/matrixP => i j; rewrite !mxE mulmxnE !mxE. Qed.
Lemma tr_of A : A = rep m n f -> A^T = rep n m (let a := f in fun i j => a j i).
Proof. by move=> ->; apply/matrixP => i j; rewrite !mxE. Qed.
Lemma one_of : 1%:M = rep n n (fun i j => (i == j)%:R).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma zero_of : 0 = rep m n (fun _ _ => 0).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma const_of a : const_mx a = rep m n (fun _ _ => a).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma tens_of A B : A = rep m n f -> B = rep p q g -> A *t B =
  rep (m * p) (n * q)
  (let a := f in let b := g in fun i j => a (i %/ p)%N (j %/ q)%N * b (i %% p)%N (j %% q)%N).
Proof. by move=> -> ->; apply/matrixP => i j; rewrite !mxE. Qed.
Lemma vec_of A : A = rep m n f -> vec A = rep (m * n) 1
  (let a := f in fun k _ => a (k %/ n)%N (k %% n)%N).
Proof. by move=> ->; apply/matrixP => i j; rewrite !mxE. Qed.
Lemma map_of (e : F -> F) A : A = rep m n f -> map_mx e A = rep m n (let a := f in fun i j => e (a i j)).
Proof. by move=> ->; apply/matrixP => i j; rewrite !mxE. Qed.
Lemma hadamard_of A B : A = rep m n f -> B = rep m n g -> A *h B =
  rep m n (let a := f in let b := g in fun i j => a i j * b i j).
Proof. by move=> -> ->; apply/matrixP => i j; rewrite !mxE. Qed.
Lemma diagonal_of A : A = rep n 1 f -> diagonal A = rep n n (let a := f in fun i j => a i 0%N *+ (i == j)).
Proof. by move=> ->; apply/matrixP => i j; rewrite !mxE. Qed.
Lemma reciprocal_of A : A = rep n 1 f -> reciprocal A = rep n 1 (let a := f in fun i j => (a i j)^-1).
Proof. by move=> ->; apply/matrixP => i j; rewrite !mxE. Qed.
Lemma sees_of : sees F n = rep n n (fun i j => (j <= i)%N%:R).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma first_of r : first F n r = rep n n (fun i j => ((i == j) && (i < r)%N)%:R).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma moves_of s : moves F n s = rep n n (fun i j => (s i == j)%:R).
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma softmax_by_rows_of e causal A : A = rep n n f -> softmax_of e causal A = rep n n
  (let a := f in let w := kept n n (fun i j => e (a i j) *+ (causal ==> (j <= i)%N)) in
   fun i j => w i j / csum n (w i)).
Proof.
move=> ->; apply/matrixP => i j; rewrite [LHS]mxE [RHS]mxE /= -csumE in_kept /weight !mxE; congr (_ / _).
by apply: eq_bigr => k _; rewrite mxE in_kept.
Qed.
Lemma softmax_by_columns_of e causal A : A = rep n n f -> softmax_over_destinations e causal A = rep n n
  (let a := f in let w := kept n n (fun i j => e (a i j) *+ (causal ==> (j <= i)%N)) in
   fun i j => w i j / csum n (w^~ j)).
Proof.
move=> ->; apply/matrixP => i j; rewrite [LHS]mxE [RHS]mxE /= -csumE in_kept /weight !mxE; congr (_ / _).
by apply: eq_bigr => k _; rewrite mxE in_kept.
Qed.
Lemma no_heads (G : 'I_0 -> 'M_(m, n)) : \sum_h G h = rep m n (fun _ _ => 0).
Proof. by rewrite big_ord0 zero_of. Qed.
Lemma heads_of k (G : 'I_k.+1 -> 'M_(m, n)) : G ord0 = rep m n f ->
  \sum_h G (lift ord0 h) = rep m n g -> \sum_h G h =
  rep m n (let a := f in let b := g in fun i j => a i j + b i j).
Proof. by rewrite big_ord_recl => -> ->; rewrite (@add_of _ _ erefl erefl). Qed.
(* the same of numbers *)
Lemma trace_of A : A = rep n n f -> \tr A = (let a := f in csum n (fun i => a i i)).
Proof. by move=> ->; rewrite /= -csumE; apply: eq_bigr => i _; rewrite mxE. Qed.
End Of.
Lemma no_numbers (G : 'I_0 -> F) : \sum_h G h = 0.
Proof. by rewrite big_ord0. Qed.
Lemma numbers_of k (G : 'I_k.+1 -> F) x y : G ord0 = x ->
  \sum_h G (lift ord0 h) = y -> \sum_h G h = x + y.
Proof. by rewrite big_ord_recl => -> ->. Qed.
Lemma product_of (x y z w : F) : x = z -> y = w -> x * y = z * w. Proof. by move=> -> ->. Qed.
Lemma sum_of (x y z w : F) : x = z -> y = w -> x + y = z + w. Proof. by move=> -> ->. Qed.
Lemma negative_of (x z : F) : x = z -> - x = - z. Proof. by move=> ->. Qed.
Lemma multiple_of (x z : F) k : x = z -> x *+ k = z *+ k. Proof. by move=> ->. Qed.
(* where two matrices are said to be equal, so are their entries; and the other way round *)
Lemma rep_at m n f g : rep m n f = rep m n g -> forall i j, (i < m)%N -> (j < n)%N -> f i j = g i j.
Proof. by move=> fg i j im jn; move/matrixP/(_ (Ordinal im) (Ordinal jn)): fg; rewrite !mxE. Qed.
Lemma rep_eq m n f g : all (fun i => all (fun j => f i j == g i j) (iota 0 n)) (iota 0 m) ->
  rep m n f = rep m n g.
Proof.
move=> /allP fg; apply/matrixP => i j; rewrite !mxE; apply/eqP.
have /allP : all (fun b => f i b == g i b) (iota 0 n) by apply: fg; rewrite mem_iota /=.
by apply; rewrite mem_iota /=.
Qed.
Lemma rep_all m n f g : rep m n f = rep m n g -> let a := kept m n f in let b := kept m n g in
  all (fun i => all (fun j => a i j == b i j) (iota 0 n)) (iota 0 m).
Proof.
move=> fg; cbv zeta; apply/allP => i; rewrite mem_iota => im; apply/allP => j; rewrite mem_iota => jn.
apply/eqP; rewrite (@in_kept _ _ f (Ordinal im) (Ordinal jn)) (@in_kept _ _ g (Ordinal im) (Ordinal jn)).
exact: (rep_at fg).
Qed.
Lemma by_entries m n f g A B : A = rep m n f -> B = rep m n g ->
  all (fun i => all (fun j => f i j == g i j) (iota 0 n)) (iota 0 m) -> A = B.
Proof. by move=> -> ->; apply: rep_eq. Qed.
Lemma each_head k (P : 'I_k.+1 -> Prop) : P ord0 -> (forall h, P (lift ord0 h)) -> forall h, P h.
Proof. by move=> P0 Pl h; case: (unliftP ord0 h) => [g|] ->. Qed.
End Rep.

(* e(s) = 2^s where s is an integer, linear between: there e(s + t) = e(s) e(t) *)
Definition whole (s : rat) : int := (numq s %/ denq s)%Z.
Definition power_of_2 (s : rat) : rat := 2%:R ^ whole s * (1 + (s - (whole s)%:~R)).
Lemma power_of_2_positive s : 0 < power_of_2 s.
Proof.
rewrite mulr_gt0 ?exprz_gt0 // ltr_paddr // subr_ge0 -[X in _ <= X]divq_num_den.
by rewrite ler_pdivl_mulr ?ltr0z ?denq_gt0 // -intrM ler_int lez_floor ?denq_neq0.
Qed.

(* a positive function whose values are small: where a theorem supposes no more of e, a near miss
   is false of this one already, and its numbers stay short *)
Definition one_to_three (s : rat) : rat := ((whole s %% 3)%Z + 1)%:~R.
Lemma one_to_three_positive s : 0 < one_to_three s.
Proof. by rewrite ltr0z ltz_addr1 modz_ge0. Qed.

(* a matrix, or a number, by the operations that it is made of: no search, one lemma each *)
Ltac by_numbers := cbv beta; lazymatch goal with
  | |- rep _ _ _ = _ => reflexivity
  | |- _ *m _ = _ => eapply mul_of; by_numbers
  | |- _ *: _ = _ => eapply scale_of; by_numbers
  | |- _ *t _ = _ => eapply tens_of; by_numbers
  | |- _ *h _ = _ => eapply hadamard_of; by_numbers
  | |- _^T = _ => eapply tr_of; by_numbers
  | |- vec _ = _ => eapply vec_of; by_numbers
  | |- map_mx _ _ = _ => eapply map_of; by_numbers
  | |- diagonal _ = _ => eapply diagonal_of; by_numbers
  | |- reciprocal _ = _ => eapply reciprocal_of; by_numbers
  | |- softmax_of _ _ _ = _ => eapply softmax_by_rows_of; by_numbers
  | |- softmax_over_destinations _ _ _ = _ => eapply softmax_by_columns_of; by_numbers
  | |- \tr _ = _ => eapply trace_of; by_numbers
  | |- 1%:M = _ => eapply one_of
  | |- const_mx _ = _ => eapply const_of
  | |- sees _ _ = _ => eapply sees_of
  | |- first _ _ _ = _ => eapply first_of
  | |- moves _ _ _ = _ => eapply moves_of
  | |- _ + _ = _ => first [eapply add_of; by_numbers | eapply sum_of; by_numbers]
  | |- - _ = _ => first [eapply opp_of; by_numbers | eapply negative_of; by_numbers]
  | |- _ *+ _ = _ => first [eapply muln_of; by_numbers | eapply multiple_of; by_numbers]
  | |- \sum_(_ : _) _ = _ => first [eapply no_heads | eapply heads_of; by_numbers | eapply no_numbers | eapply numbers_of; by_numbers]
  | |- 0 = _ => first [eapply zero_of | reflexivity]
  | |- _ * _ = _ => eapply product_of; by_numbers
  | |- _ => reflexivity
  end.
Lemma between (T : Type) (x y z w : T) : x = y -> z = w -> x = z -> y = w.
Proof. by move=> -> ->. Qed.
Ltac sides_at := refine (exist _ (_, _) _); cbn [fst snd]; eapply between; by_numbers.
(* what a kind supposes of a letter, of numbers *)
Ltac as_its_kind := cbv beta; lazymatch goal with
  | |- is_ones _ => reflexivity
  | |- is_causal _ => reflexivity
  | |- is_first _ => eexists; reflexivity
  | |- is_permutation _ => eexists; [| reflexivity]; vm_compute; reflexivity
  | |- is_mask _ => split; as_its_kind
  | |- _ /\ _ => split; as_its_kind
  | |- forall h : _, @?P h => first [refine (@each_head _ P _ _) | by case]; as_its_kind
  | |- _ = (if ?b then _ else _) =>
      let value := eval vm_compute in b in
      rewrite (_ : b = value); [cbv iota; as_its_kind | vm_compute; reflexivity]
  | |- _ = _ => first [ eapply by_entries; [by_numbers | by_numbers | vm_compute; reflexivity]
                      | apply/eqP; vm_compute; reflexivity ]
  | |- _ => vm_compute; reflexivity
  end.
(* a side of a statement is these numbers *)
Ltac is_the_matrix := eapply by_entries; [by_numbers | by_numbers | vm_compute; reflexivity].
Ltac is_the_number := eapply etrans; [by_numbers | apply/eqP; vm_compute; reflexivity].
