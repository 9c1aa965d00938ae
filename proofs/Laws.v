(* The laws of refmath.symbolic.identities, each proved once from the entries of MathComp's matrices,
   and a tactic for each law, by its name: it rewrites by the equations of that law alone.
   A matrix, a sum over heads, a tensor product may have any size, any number of heads. *)
From mathcomp Require Import all_ssreflect all_algebra.
From mathcomp.real_closed Require Export mxtens.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.
(* A ⊗ B, at the level of products, so that A *t B *t C are three slots *)
Notation "A *t B" := (tensmx A B) (at level 40, left associativity).

Section Laws.
Variable R : comRingType.

Definition vec m n (x : 'M[R]_(m, n)) : 'cV[R]_(m * n) :=
  \col_k x (mxtens_unindex k).1 (mxtens_unindex k).2.

Lemma big_tens m n (F : 'I_(m * n) -> R) :
  \sum_k F k = \sum_i \sum_j F (mxtens_index (i, j)).
Proof.
rewrite pair_big /= (reindex (@mxtens_index m n)) /=.
  by apply: eq_bigr => -[].
by exists (@mxtens_unindex m n) => k _; rewrite ?mxtens_indexK ?mxtens_unindexK.
Qed.

Lemma vec_tens n n' d d' (A : 'M_(n', n)) (W : 'M_(d', d)) (x : 'M_(n, d)) :
  (A *t W) *m vec x = vec (A *m x *m W^T).
Proof.
apply/matrixP => k [[]] // l0; rewrite !mxE big_tens exchange_big /=.
apply: eq_bigr => b _; rewrite !mxE mulr_suml; apply: eq_bigr => j _.
by rewrite !mxE !mxtens_indexK /= -!mulrA; congr (_ * _); rewrite mulrC.
Qed.

Lemma vecD m n (x y : 'M_(m, n)) : vec (x + y) = vec x + vec y.
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma vec0 m n : vec (0 : 'M_(m, n)) = 0.
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma vec_sum m n I (r : seq I) P (F : I -> 'M_(m, n)) :
  vec (\sum_(i <- r | P i) F i) = \sum_(i <- r | P i) vec (F i).
Proof. by elim/big_rec2: _ => [|i a b _ <-]; rewrite ?vec0 ?vecD. Qed.

Lemma tensDl m n p q (A B : 'M[R]_(m, n)) (W : 'M_(p, q)) : (A + B) *t W = A *t W + B *t W.
Proof. by apply/matrixP => i j; rewrite !mxE mulrDl. Qed.
Lemma tensDr m n p q (A : 'M[R]_(m, n)) (W V : 'M_(p, q)) : A *t (W + V) = A *t W + A *t V.
Proof. by apply/matrixP => i j; rewrite !mxE mulrDr. Qed.
Lemma tens_suml m n p q I (r : seq I) P (F : I -> 'M[R]_(m, n)) (W : 'M_(p, q)) :
  (\sum_(i <- r | P i) F i) *t W = \sum_(i <- r | P i) F i *t W.
Proof. by elim/big_rec2: _ => [|i a b _ <-]; rewrite ?tens0mx ?tensDl. Qed.
Lemma tens_sumr m n p q I (r : seq I) P (A : 'M[R]_(m, n)) (F : I -> 'M_(p, q)) :
  A *t (\sum_(i <- r | P i) F i) = \sum_(i <- r | P i) A *t F i.
Proof. by elim/big_rec2: _ => [|i a b _ <-]; rewrite ?tensmx0 ?tensDr. Qed.
Lemma tensZl m n p q c (A : 'M[R]_(m, n)) (W : 'M_(p, q)) : (c *: A) *t W = c *: (A *t W).
Proof. by apply/matrixP => i j; rewrite !mxE mulrA. Qed.
Lemma tensZr m n p q c (A : 'M[R]_(m, n)) (W : 'M_(p, q)) : A *t (c *: W) = c *: (A *t W).
Proof. by apply/matrixP => i j; rewrite !mxE mulrCA. Qed.
Lemma tens11 m n : (1%:M : 'M[R]_m) *t (1%:M : 'M_n) = 1%:M.
Proof.
apply/matrixP => i j; case: (mxtens_indexP i) => a b; case: (mxtens_indexP j) => c d.
rewrite tensmxE !mxE -natrM mulnb (can_eq (@mxtens_indexK m n)).
by rewrite xpair_eqE.
Qed.
Lemma trace_tens m n (A : 'M[R]_m) (W : 'M_n) : \tr (A *t W) = \tr A * \tr W.
Proof.
rewrite /mxtrace big_tens mulr_suml; apply: eq_bigr => i _.
by rewrite mulr_sumr; apply: eq_bigr => j _; rewrite tensmxE.
Qed.
Lemma vecZ m n c (x : 'M_(m, n)) : vec (c *: x) = c *: vec x.
Proof. by apply/matrixP => i j; rewrite !mxE. Qed.
Lemma trmxD m n (A B : 'M[R]_(m, n)) : (A + B)^T = A^T + B^T.
Proof. exact: linearD. Qed.
Lemma trmxZ m n c (A : 'M[R]_(m, n)) : (c *: A)^T = c *: A^T.
Proof. exact: linearZ. Qed.
Lemma trmx_sum m n I (r : seq I) P (F : I -> 'M[R]_(m, n)) :
  (\sum_(i <- r | P i) F i)^T = \sum_(i <- r | P i) (F i)^T.
Proof. exact: linear_sum. Qed.
Lemma blocks (H : finType) n k N d (iota : H -> 'M[R]_(N, k)) :
  (forall g h, (iota g)^T *m iota h = if g == h then 1%:M else 0) ->
  forall (X : H -> 'M_(n, k)) (Y : H -> 'M_(k, d)),
  \sum_g \sum_h (X g *m (iota g)^T *m iota h *m Y h) = \sum_h X h *m Y h.
Proof.
move=> io X Y; apply: eq_bigr => g _; rewrite (bigD1 g) //= -(mulmxA (X g)) io eqxx mulmx1.
by rewrite big1 ?addr0 // => h hg; rewrite -(mulmxA (X g)) io eq_sym (negbTE hg) mulmx0 mul0mx.
Qed.
End Laws.

(* one multirule a law; associativity is no step *)
Ltac law_distributivity :=
  rewrite ?(mulmxDr, mulmxDl, mulmx_sumr, mulmx_suml, big_split, scalerDr, scaler_sumr, mulmxA) /=.
Ltac law_scalars := rewrite -?(scalemxAl, scalemxAr) -?(scalerDr, scaler_sumr) ?mulmxA.
Ltac law_multiples := rewrite ?(mulr2n, mulrS, mulr0n, addr0) ?addrA.
Ltac law_mixed_product := rewrite ?(tensmx_mul, mulmxA).
Ltac law_bilinearity := rewrite ?(tensDl, tensDr, tens_suml, tens_sumr, tensZl, tensZr, mulmxA).
Ltac law_transpose := rewrite ?(trmx_mul, trmxK, trmx_tens, trmxD, trmxZ, trmx_sum, trmx1, mulmxA).
Ltac law_identity := rewrite ?(mul1mx, mulmx1, tens11, mulmxA).
Ltac law_vec := rewrite ?(vec_tens, mulmxA).
Ltac law_linearity_of_vec := rewrite ?(vecD, vec_sum, vecZ, mulmxA).
Ltac law_trace := rewrite ?(trace_tens, mulmxA).
Ltac law_definition := rewrite ?mulmxA.

(* e = ?nf : use a law everywhere, under the sums over heads too *)
Ltac nf law :=
  lazymatch goal with
  | |- ?e = _ =>
    lazymatch e with
    | context [bigop] =>
      lazymatch e with
      | bigop _ _ _ => refine (etrans (eq_bigr _ _) _); [intros ? _; nf law | law; reflexivity]
      | GRing.add _ _ => refine (etrans (congr2 (@GRing.add _) _ _) _); [nf law | nf law | law; reflexivity]
      | GRing.scale _ _ => refine (etrans (congr1 (@GRing.scale _ _ _) _) _); [nf law | law; reflexivity]
      | mulmx _ _ => refine (etrans (congr2 mulmx _ _) _); [nf law | nf law | law; reflexivity]
      | tensmx _ _ => refine (etrans (congr2 (@tensmx _ _ _ _ _) _ _) _); [nf law | nf law | law; reflexivity]
      | trmx _ => refine (etrans (congr1 (@trmx _ _ _) _) _); [nf law | law; reflexivity]
      | vec _ => refine (etrans (congr1 (@vec _ _ _) _) _); [nf law | law; reflexivity]
      | ?f _ => refine (etrans (congr1 f _) _); [nf law | law; reflexivity]
      end
    | _ => law; reflexivity
    end
  end.
Ltac nf3 law := refine (etrans _ (etrans _ _)); [nf law | nf law | nf law]. (* sums pushed out meet new factors *)
(* equal up to the order of the terms of sums *)
Ltac same :=
  first [ reflexivity
        | lazymatch goal with
          | |- bigop _ _ _ = bigop _ _ _ =>
              first [ solve [apply: eq_bigr => ? _; same]
                    | solve [rewrite exchange_big; apply: eq_bigr => ? _; apply: eq_bigr => ? _; same]
                    | solve [etransitivity; [apply: eq_bigr => ? _; rewrite exchange_big; reflexivity|];
                             rewrite exchange_big; apply: eq_bigr => ? _; same] ]
          | |- _ + _ = _ + _ =>
              first [ solve [refine (congr2 (@GRing.add _) _ _); same]
                    | solve [rewrite addrC; refine (congr2 (@GRing.add _) _ _); same]
                    | solve [rewrite addrCA; refine (congr2 (@GRing.add _) _ _); same] ]
          | |- _ *: _ = _ *: _ =>
              first [ solve [refine (congr1 (@GRing.scale _ _ _) _); same]
                    | solve [rewrite ?scalerA mulrC; refine (congr1 (@GRing.scale _ _ _) _); same] ]
          | |- ?f _ = ?f _ => refine (congr1 f _); same
          | |- ?f ?a _ = ?f ?b _ => refine (congr2 f _ _); same
          end ].
Ltac by_law law :=
  refine (etrans (etrans _ _) (esym _)); [nf3 law | | nf3 law]; rewrite -?addrA; same.
(* both sides are alike but at some places, at each of which an equation holds as it is: nothing else
   is looked at, which is quick where a law's equations would be sought in every part of a long line *)
Ltac at_places equation :=
  lazymatch goal with
  | |- ?e = ?f =>
    tryif constr_eq e f then reflexivity else
    first [ solve [equation]
          | lazymatch goal with
            | |- bigop _ _ _ = bigop _ _ _ => apply: eq_bigr => ? _; at_places equation
            | |- ?f _ = ?f _ => refine (congr1 f _); at_places equation
            | |- ?f _ _ = ?f _ _ => refine (congr2 f _ _); at_places equation
            end ]
  end.
