(* Composition scores are at most 1: the Frobenius norm of a product is at most the product of the
   norms. Squared over any ordered field; with the root over a real closed field. *)
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import Order.TTheory GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Squares.
Variable F : realFieldType.
Definition frob2 m n (A : 'M[F]_(m, n)) := \tr (A *m A^T).

Lemma frob2E m n (A : 'M_(m, n)) : frob2 A = \sum_i \sum_j A i j ^+ 2.
Proof. by apply: eq_bigr => i _; rewrite mxE; apply: eq_bigr => j _; rewrite mxE expr2. Qed.
Lemma frob2_ge0 m n (A : 'M_(m, n)) : 0 <= frob2 A.
Proof. by rewrite frob2E sumr_ge0 // => i _; rewrite sumr_ge0 // => j _; rewrite sqr_ge0. Qed.
Lemma frob2_eq0 m n (A : 'M_(m, n)) : (frob2 A == 0) = (A == 0).
Proof.
apply/idP/eqP => [|->]; last by rewrite /frob2 mul0mx mxtrace0.
rewrite frob2E psumr_eq0 => [/allP a|i _]; last by rewrite sumr_ge0 // => j _; rewrite sqr_ge0.
apply/matrixP => i j; rewrite mxE; move/(_ i (mem_index_enum _)): a.
rewrite psumr_eq0 => [/allP/(_ j (mem_index_enum _))|k _]; last by rewrite sqr_ge0.
by rewrite sqrf_eq0 => /eqP.
Qed.
Lemma frob2_tr m n (A : 'M_(m, n)) : frob2 A^T = frob2 A.
Proof. by rewrite /frob2 trmxK mxtrace_mulC. Qed.

Lemma cauchy_schwarz n (a b : 'I_n -> F) :
  (\sum_i a i * b i) ^+ 2 <= (\sum_i a i ^+ 2) * (\sum_i b i ^+ 2).
Proof.
rewrite -subr_ge0 -(pmulr_rge0 _ (ltr0n F 2)).
have -> : 2%:R * ((\sum_i a i ^+ 2) * (\sum_i b i ^+ 2) - (\sum_i a i * b i) ^+ 2) =
          \sum_i \sum_j (a i * b j - a j * b i) ^+ 2.
  have sq : \sum_i \sum_j (a i * b j - a j * b i) ^+ 2 =
      (\sum_i \sum_j (a i ^+ 2 * b j ^+ 2)) + (\sum_i \sum_j (a j ^+ 2 * b i ^+ 2))
      - \sum_i \sum_j (a i * b i * (a j * b j)) *+ 2.
    rewrite -big_split /= -sumrB; apply: eq_bigr => i _; rewrite -big_split /= -sumrB.
    apply: eq_bigr => j _; rewrite sqrrB !exprMn addrAC; congr (_ - _ *+ 2).
    by rewrite mulrACA [RHS]mulrACA [b j * _]mulrC.
  rewrite sq [X in _ + X - _]exchange_big /= mulr_natl mulrnBl; congr (_ - _).
    by rewrite mulr2n big_distrlr.
  rewrite expr2 big_distrlr /= -mulr_natl mulr_sumr; apply: eq_bigr => i _.
  by rewrite mulr_sumr; apply: eq_bigr => j _; rewrite mulr_natl.
by rewrite sumr_ge0 // => i _; rewrite sumr_ge0 // => j _; rewrite sqr_ge0.
Qed.

Theorem frob2_mul m n p (A : 'M_(m, n)) (B : 'M_(n, p)) : frob2 (A *m B) <= frob2 A * frob2 B.
Proof.
rewrite -(frob2_tr B) !frob2E big_distrlr /=; apply: ler_sum => i _; apply: ler_sum => j _.
rewrite mxE; under [X in _ <= _ * X]eq_bigr => k _ do rewrite mxE.
exact: cauchy_schwarz.
Qed.
(* gauge: the score depends on the products alone, so nothing is to be proved of the factors *)
End Squares.

Section Root.
Variable F : rcfType.
Definition frob m n (A : 'M[F]_(m, n)) := Num.sqrt (frob2 A).
Definition score m n p (A : 'M[F]_(m, n)) (B : 'M_(n, p)) := frob (A *m B) / (frob A * frob B).
Theorem composition_score m n p (A : 'M_(m, n)) (B : 'M_(n, p)) : 0 <= score A B <= 1.
Proof.
rewrite /score divr_ge0 ?mulr_ge0 ?sqrtr_ge0 //=.
have [->|z] := eqVneq (frob A * frob B) 0; first by rewrite invr0 mulr0 ler01.
rewrite ler_pdivr_mulr ?lt_def ?z ?mulr_ge0 ?sqrtr_ge0 // mul1r.
by rewrite -sqrtrM ?frob2_ge0 // ler_wsqrtr // frob2_mul.
Qed.
(* K: score WQK WOV; Q: score WQK^T WOV; V: score WOV2 WOV1. A V-composition is zero iff: *)
Theorem no_composition m n p (A : 'M_(m, n)) (B : 'M_(n, p)) : A != 0 -> B != 0 ->
  (score A B == 0) = (A *m B == 0).
Proof.
move=> A0 B0; have f0 r s (X : 'M_(r, s)) : (frob X == 0) = (X == 0).
  by rewrite sqrtr_eq0 le_eqVlt ltNge frob2_ge0 orbF frob2_eq0.
by rewrite /score mulf_eq0 invr_eq0 mulf_eq0 !f0 (negbTE A0) (negbTE B0) !orbF.
Qed.
End Root.
