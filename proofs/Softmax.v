(* The softmax of scores, from its definition, over any ordered field and with any positive e in the
   place of exp; and what the kinds of letters suppose of them. Each law of the softmax is proved
   here once, from the entries. *)
From mathcomp Require Import all_ssreflect all_algebra all_fingroup.
From Refmath Require Import Laws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Definition hadamard (R : ringType) m n (A B : 'M[R]_(m, n)) : 'M[R]_(m, n) := \matrix_(i, j) (A i j * B i j).
Definition diagonal (R : ringType) n (c : 'cV[R]_n) : 'M[R]_n := \matrix_(i, j) (c i 0 *+ (i == j)).
Definition reciprocal (R : unitRingType) n (c : 'cV[R]_n) : 'cV[R]_n := map_mx (@GRing.inv R) c.
Notation "A *h B" := (hadamard A B) (at level 40, left associativity).

(* --- what the kind of a letter supposes --- *)
Section Kinds.
Variable R : unitRingType.
Definition sees (n : nat) : 'M[R]_n := \matrix_(i, j) (j <= i)%N%:R.
Definition is_ones m n (v : 'M[R]_(m, n)) := v = const_mx 1.
Definition is_causal n (v : 'M[R]_n) := v = sees n.
(* entries 0 and 1: on the diagonal 1, where the source is later 0 *)
Definition is_mask n (v : 'M[R]_n) := [/\ v *h v = v, v *h 1%:M = 1%:M & v *h sees n = v].
Definition first n r : 'M[R]_n := \matrix_(i, j) ((i == j :> nat) && (i < r)%N)%:R.
Definition is_first n (v : 'M[R]_n) := exists r : nat, v = first n r.
Definition moves n (s : nat -> nat) : 'M[R]_n := \matrix_(i, j) (s i == j :> nat)%:R.
Definition is_permutation n (v : 'M[R]_n) := exists2 s : nat -> nat,
  all (fun i => s i < n)%N (iota 0 n) && uniq [seq s i | i <- iota 0 n] & v = moves n s.
End Kinds.

Section Softmax.
Variables (F : realFieldType) (e : F -> F).
Implicit Types (causal : bool) (n : nat).
Definition weight causal n (S : 'M[F]_n) (i j : 'I_n) := e (S i j) *+ (causal ==> (j <= i)%N).
Definition softmax_of causal n (S : 'M[F]_n) : 'M[F]_n :=
  \matrix_(i, j) (weight causal S i j / \sum_k weight causal S i k).
Definition softmax_over_destinations causal n (S : 'M[F]_n) : 'M[F]_n :=
  \matrix_(i, j) (weight causal S i j / \sum_k weight causal S k j).
(* the weights behind any mask, each row divided by its sum *)
Definition normed n (N W : 'M[F]_n) (v1 : 'cV[F]_n) := diagonal (reciprocal ((N *h W) *m v1)) *m (N *h W).

Lemma diagonal_mul n m (c : 'cV[F]_n) (A : 'M[F]_(n, m)) i j : (diagonal c *m A) i j = c i 0 * A i j.
Proof.
rewrite mxE (bigD1 i) //= mxE eqxx mulr1n big1 ?addr0 // => k ki.
by rewrite mxE eq_sym (negbTE ki) mulr0n mul0r.
Qed.
Lemma normed_entry n (N W : 'M[F]_n) i j :
  normed N W (const_mx 1) i j = N i j * W i j / \sum_k N i k * W i k.
Proof.
rewrite diagonal_mul !mxE mulrC; congr (_ / _).
by apply: eq_bigr => k _; rewrite !mxE mulr1.
Qed.
Lemma weightE n (S : 'M[F]_n) i j : weight true S i j = sees F n i j * map_mx e S i j.
Proof. by rewrite !mxE /weight /= mulr_natl. Qed.

Lemma softmax_law n (M : 'M[F]_n) (v1 : 'cV[F]_n) S : is_causal M -> is_ones v1 ->
  softmax_of true S = diagonal (reciprocal ((M *h map_mx e S) *m v1)) *m (M *h map_mx e S).
Proof.
move=> -> ->; rewrite -/(normed _ _ _); apply/matrixP => i j.
rewrite normed_entry mxE weightE; congr (_ / _).
by apply: eq_bigr => k _; rewrite weightE.
Qed.

Lemma exponential_of_a_sum_law m n (S T : 'M[F]_(m, n)) : (forall s t, e (s + t) = e s * e t) ->
  map_mx e (S + T) = map_mx e S *h map_mx e T.
Proof. by move=> eD; apply/matrixP => i j; rewrite !mxE eD. Qed.

Section Positive.
Hypothesis e_positive : forall s, 0 < e s.
Lemma weight_ge0 causal n (S : 'M[F]_n) i j : 0 <= weight causal S i j.
Proof. by rewrite /weight mulrn_wge0 // ltW. Qed.
Lemma total_gt0 causal n (S : 'M[F]_n) i : 0 < \sum_k weight causal S i k.
Proof.
rewrite (bigD1 i) //= ltr_paddr ?sumr_ge0 // => [k _|]; first exact: weight_ge0.
by rewrite /weight leqnn implybT mulr1n.
Qed.
Lemma softmax_ge0 causal n (S : 'M[F]_n) i j : 0 <= softmax_of causal S i j.
Proof. by rewrite mxE divr_ge0 ?weight_ge0 // ltW // total_gt0. Qed.

Lemma softmax_rows_sum_to_1_law causal n (S : 'M[F]_n) (v1 : 'cV[F]_n) : is_ones v1 ->
  softmax_of causal S *m v1 = v1.
Proof.
move=> ->; apply/matrixP => i j; rewrite !mxE.
under eq_bigr => k _ do rewrite !mxE mulr1.
by rewrite -mulr_suml mulfV // gt_eqF // total_gt0.
Qed.

Lemma softmax_shift_law causal n (S : 'M[F]_n) (c v1 : 'cV[F]_n) :
  (forall s t, e (s + t) = e s * e t) -> is_ones v1 ->
  softmax_of causal (S + c *m v1^T) = softmax_of causal S.
Proof.
move=> eD ->; have w i j : weight causal (S + c *m (const_mx 1)^T) i j = weight causal S i j * e (c i 0).
  by rewrite /weight !mxE big_ord1 !mxE mulr1 eD mulrnAl.
apply/matrixP => i j; rewrite !mxE w; under eq_bigr => k _ do rewrite w.
by rewrite -mulr_suml -mulf_div divff ?mulr1 // gt_eqF.
Qed.
End Positive.

(* what is masked, and what the rows depend on *)
Lemma softmax_masked n (S : 'M[F]_n) (i j : 'I_n) : (i < j)%N -> softmax_of true S i j = 0.
Proof. by rewrite mxE /weight /= ltnNge => /negbTE->; rewrite mulr0n mul0r. Qed.
Lemma softmax_local n (m : nat) (S T : 'M[F]_n) :
  (forall i j : 'I_n, (i < m)%N -> (j <= i)%N -> S i j = T i j) ->
  forall i j : 'I_n, (i < m)%N -> softmax_of true S i j = softmax_of true T i j.
Proof.
move=> ST i j im; have w k : weight true S i k = weight true T i k.
  by rewrite /weight /=; case: (leqP k i) => // ki; rewrite ST.
by rewrite !mxE w; congr (_ / _); apply: eq_bigr.
Qed.

Lemma softmax_of_permuted n (S : 'M[F]_n) (p : 'S_n) :
  softmax_of false (row_perm p (col_perm p S)) = row_perm p (col_perm p (softmax_of false S)).
Proof.
have w i j : weight false (row_perm p (col_perm p S)) i j = weight false S (p i) (p j).
  by rewrite /weight !mxE.
apply/matrixP => i j; rewrite !mxE w; congr (_ / _).
by rewrite [RHS](reindex_inj (@perm_inj _ p)) /=; apply: eq_bigr => k _; rewrite w.
Qed.

Lemma permutation_of n (v : 'M[F]_n) : is_permutation v -> exists p : 'S_n, v = perm_mx p.
Proof.
case=> s /andP[/allP sn us ->].
have lt (i : 'I_n) : (s i < n)%N by apply: sn; rewrite mem_iota /=.
have inj : injective (fun i => Ordinal (lt i)).
  move=> i j /(congr1 val) /= sij; apply/val_inj => /=; apply/eqP.
  have nths (k : 'I_n) : nth 0%N [seq s i | i <- iota 0 n] k = s k.
    by rewrite (nth_map 0%N) ?size_iota // nth_iota.
  have szs : size [seq s i | i <- iota 0 n] = n by rewrite size_map size_iota.
  by rewrite -(nth_uniq 0%N _ _ us) ?szs // !nths sij.
exists (perm inj); apply/matrixP => i j; rewrite !mxE permE -val_eqE.
by congr (_%:R).
Qed.
Lemma softmax_permuted_law n (S v : 'M[F]_n) : is_permutation v ->
  softmax_of false (v *m S *m v^T) = v *m softmax_of false S *m v^T.
Proof.
case/permutation_of=> p ->; have perm (X : 'M[F]_n) : perm_mx p *m X *m (perm_mx p)^T = row_perm p (col_perm p X).
  by rewrite row_permE col_permE tr_perm_mx mulmxA.
by rewrite !perm softmax_of_permuted.
Qed.

(* the first rows behind any mask that hides what is later *)
Lemma first_mul n r m (A : 'M[F]_(n, m)) i j : (first F n r *m A) i j = A i j *+ (i < r)%N.
Proof.
rewrite mxE (bigD1 i) //= mxE eqxx /= mulr_natl big1 ?addr0 // => k ki.
by rewrite mxE eq_sym (negbTE (ki : k != i :> nat)) mul0r.
Qed.
Lemma mul_first n r m (A : 'M[F]_(m, n)) i j : (A *m first F n r) i j = A i j *+ (j < r)%N.
Proof.
rewrite mxE (bigD1 j) //= mxE eqxx /= mulr_natr big1 ?addr0 // => k kj.
by rewrite mxE (negbTE (kj : k != j :> nat)) mulr0.
Qed.
Lemma any_causal_mask_law n (N P S : 'M[F]_n) (v1 : 'cV[F]_n) : is_first P -> is_mask N -> is_ones v1 ->
  P *m diagonal (reciprocal ((N *h map_mx e S) *m v1)) *m (N *h map_mx e S) =
  P *m diagonal (reciprocal ((N *h map_mx e (P *m S *m P)) *m v1)) *m (N *h map_mx e (P *m S *m P)) *m P.
Proof.
case=> r -> [_ _ /matrixP hides] ->; set T := first F n r *m S *m first F n r.
suff: first F n r *m normed N (map_mx e S) (const_mx 1) =
      first F n r *m normed N (map_mx e T) (const_mx 1) *m first F n r by rewrite /normed !mulmxA.
apply/matrixP => i j; rewrite mul_first !first_mul !normed_entry.
case: (ltnP i r) => [ir|]; last by rewrite mulr0n mul0rn.
rewrite !mulr1n; have w k : N i k * map_mx e T i k = N i k * map_mx e S i k.
  have := hides i k; rewrite [_ i k]mxE [sees _ _ i k]mxE; case: leqP => [ki _|_].
    by rewrite ![map_mx _ _ _ _]mxE /T mul_first first_mul ir (leq_ltn_trans ki ir).
  by rewrite mulr0 => <-; rewrite !mul0r.
rewrite w; under [in RHS]eq_bigr => k _ do rewrite w.
case: (ltnP j r) => [//|rj]; have := hides i j; rewrite !mxE leqNgt (leq_trans ir rj) mulr0 => <-.
by rewrite !mul0r mul0rn.
Qed.
Lemma softmax_first_rows_law n (P S : 'M[F]_n) : is_first P ->
  P *m softmax_of true S = P *m softmax_of true (P *m S *m P) *m P.
Proof.
case=> r ->; apply/matrixP => i j; rewrite mul_first !first_mul.
case: (ltnP i r) => [ir|]; last by rewrite mulr0n mul0rn.
rewrite !mulr1n -(@softmax_local n r S) //.
  by case: (ltnP j r) => [//|rj]; rewrite softmax_masked ?mul0rn // (leq_trans ir).
by move=> a b ar ba; rewrite mul_first first_mul ar (leq_ltn_trans ba ar).
Qed.
Lemma first_rows_twice_law n (P : 'M[F]_n) : is_first P -> P *m P = P.
Proof.
case=> r ->; apply/matrixP => i j; rewrite first_mul !mxE.
by case: (i < r)%N; rewrite ?andbT ?andbF.
Qed.
Lemma first_rows_transposed_law n (P : 'M[F]_n) : is_first P -> P^T = P.
Proof. by case=> r ->; apply/matrixP => i j; rewrite !mxE eq_sym; case: eqP => // /= ->. Qed.
Lemma permutation_undone_law n (v : 'M[F]_n) : is_permutation v -> v^T *m v = 1%:M.
Proof. by case/permutation_of=> p ->; rewrite tr_perm_mx -perm_mxM mulVg perm_mx1. Qed.
Lemma function_of_first_rows_law (f : F -> F) n m (P : 'M[F]_n) (G : 'M[F]_(n, m)) : is_first P ->
  P *m map_mx f G = P *m map_mx f (P *m G).
Proof.
case=> r ->; apply/matrixP => i j; rewrite !first_mul ![map_mx _ _ _ _]mxE first_mul.
by case: (i < r)%N; rewrite ?mulr1n ?mulr0n.
Qed.
Lemma softmax_looks_back_law n (P S : 'M[F]_n) : is_first P ->
  P *m softmax_of true S *m P = P *m softmax_of true S.
Proof.
case=> r ->; apply/matrixP => i j; rewrite mul_first !first_mul.
case: (ltnP j r) => [//|rj]; case: (ltnP i r) => [ir|_]; last by rewrite mulr0n.
by rewrite softmax_masked ?mul0rn // (leq_trans ir).
Qed.
End Softmax.

(* A sink takes its share e(c) of each row: one more term in the sum, of no position's. *)
Section Sinks.
Variables (F : realFieldType) (e : F -> F) (n : nat).
Implicit Types (M S : 'M[F]_n) (c d ones : 'cV[F]_n).
Definition sunk M S c ones :=
  diagonal (reciprocal ((M *h map_mx e S) *m ones + map_mx e c)) *m (M *h map_mx e S).
Definition taken M S c ones := reciprocal ((M *h map_mx e S) *m ones + map_mx e c) *h map_mx e c.

Lemma over_all_entry S c i k :
  (reciprocal ((sees F n *h map_mx e S) *m const_mx 1 + map_mx e c)) i k =
  (\sum_l weight e true S i l + e (c i 0))^-1.
Proof.
rewrite ![in LHS]mxE (ord1 k); congr (_ + _)^-1.
by apply: eq_bigr => l _; rewrite weightE !mxE mulr1.
Qed.
Lemma sunk_entry S c i j :
  sunk (sees F n) S c (const_mx 1) i j = weight e true S i j / (\sum_l weight e true S i l + e (c i 0)).
Proof. by rewrite /sunk diagonal_mul over_all_entry mulrC [_ i j]mxE -weightE. Qed.

Lemma sunk_total S c i (k : 'I_1) : (sunk (sees F n) S c (const_mx 1) *m const_mx 1) i k =
  (\sum_l weight e true S i l) / (\sum_l weight e true S i l + e (c i 0)).
Proof. by rewrite mxE mulr_suml; apply: eq_bigr => j _; rewrite sunk_entry mxE mulr1. Qed.

Section Positive.
Hypothesis e_positive : forall s, 0 < e s.
Lemma total_with_sink_gt0 S c i : 0 < \sum_l weight e true S i l + e (c i 0).
Proof. by rewrite addr_gt0 ?e_positive // total_gt0. Qed.

Lemma rows_with_a_sink_law M S c ones : is_causal M -> is_ones ones ->
  sunk M S c ones *m ones = ones + - taken M S c ones.
Proof.
move=> -> ->; apply/matrixP => i k; rewrite sunk_total.
rewrite [in RHS]mxE [const_mx _ _ _]mxE [in RHS]mxE [taken _ _ _ _ _ _]mxE over_all_entry.
rewrite [map_mx _ _ _ _]mxE (ord1 k); set Z := \sum_l _; set E := e _.
have ZE : Z + E != 0 by rewrite gt_eqF // total_with_sink_gt0.
by apply: (mulIf ZE); rewrite divfK // mulrBl mul1r mulrAC mulVf // mul1r addrK.
Qed.
Lemma softmax_with_a_sink_law M S c ones : is_causal M -> is_ones ones ->
  sunk M S c ones = diagonal (ones + - taken M S c ones) *m softmax_of e true S.
Proof.
move=> -> ->; rewrite -(@rows_with_a_sink_law (sees F n)) //; apply/matrixP => i j.
rewrite [RHS]diagonal_mul sunk_total sunk_entry [softmax_of _ _ _ _ _]mxE.
have Z0 : \sum_l weight e true S i l != 0 by rewrite gt_eqF // total_gt0.
by rewrite [RHS]mulrC mulrA divfK.
Qed.
Lemma value_bias_with_a_sink_law d_head M S c ones (v : 'M[F]_(n, d_head)) (b : 'cV[F]_d_head) :
  is_causal M -> is_ones ones ->
  sunk M S c ones *m (v + ones *m b^T) = sunk M S c ones *m v + (ones + - taken M S c ones) *m b^T.
Proof. by move=> Mc onesE; rewrite mulmxDr mulmxA rows_with_a_sink_law. Qed.
End Positive.

Section Multiplicative.
Hypotheses (e_positive : forall s, 0 < e s) (eD : forall s t, e (s + t) = e s * e t).
Lemma shift_with_a_sink_law M S c d ones : is_causal M -> is_ones ones ->
  sunk M (S + d *m ones^T) c ones = sunk M S (c + - d) ones.
Proof.
move=> -> ->; have w i j :
    weight e true (S + d *m (const_mx 1)^T) i j = weight e true S i j * e (d i 0).
  by rewrite /weight !mxE big_ord1 !mxE mulr1 eD mulrnAl.
apply/matrixP => i j; rewrite !sunk_entry w; under eq_bigr => k _ do rewrite w.
rewrite -mulr_suml; have -> : e (c i 0) = e ((c + - d) i 0) * e (d i 0).
  by rewrite -eD !mxE subrK.
by rewrite -mulrDl -mulf_div divff ?mulr1 // gt_eqF.
Qed.
Lemma key_bias_with_a_sink_law d_head M (q k : 'M[F]_(n, d_head)) (b : 'cV[F]_d_head) c ones :
  is_causal M -> is_ones ones ->
  sunk M (q *m (k + ones *m b^T)^T) c ones = sunk M (q *m k^T) (c + - (q *m b)) ones.
Proof.
move=> Mc onesE; rewrite -shift_with_a_sink_law //.
by rewrite linearD /= trmx_mul trmxK mulmxDr mulmxA.
Qed.
Lemma alibi_is_a_key_bias_law d_head (q k : 'M[F]_(n, d_head)) c ones : is_ones ones ->
  softmax_of e true (q *m k^T + ones *m c^T + - (c *m ones^T)) = softmax_of e true (q *m k^T + ones *m c^T).
Proof. by move=> onesE; rewrite -mulNmx softmax_shift_law. Qed.
Lemma norm_of_rescaled_rows_law m c d (g : 'M[F]_(n, m)) :
  diagonal (map_mx e (- c + - d)) *m diagonal (map_mx e (c + d)) *m g = g.
Proof.
apply/matrixP => i j; rewrite -mulmxA !diagonal_mul mulrA !mxE -eD -opprD addNr.
have e0 : e 0 = 1 by apply: (mulfI (lt0r_neq0 (e_positive 0))); rewrite -eD addr0 mulr1.
by rewrite e0 mul1r.
Qed.
End Multiplicative.
End Sinks.
