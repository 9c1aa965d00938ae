From mathcomp Require Import all_ssreflect all_algebra.
From Refmath Require Import PathExpansion.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory. Local Open Scope ring_scope.
Section Importance. (* the paper's iteration: round k leaves exactly the paths below order k, for all k and depths *)
Variables (V : zmodType) (h : nat -> {additive V -> V}).
(* part of order m after l layers: sum over paths of exactly m heads-layers *)
Fixpoint part l m (x : V) : V :=
  if l is l'.+1 then part l' m x + (if m is m'.+1 then h l' (part l' m' x) else 0) else (if m is 0 then x else 0).
(* round k: a layer adds h of what round k-1 held there; round 0 adds nothing *)
Fixpoint held k l (x : V) : V :=
  if l is l'.+1 then held k l' x + (if k is k'.+1 then h l' (held k' l' x) else 0) else x.
Theorem term_importance k l x : held k l x = \sum_(m < k.+1) part l m x.
Proof.
elim: l k x => [|l IH] k x.
  by rewrite big_ord_recl big1 ?addr0.
case: k => [|k]; first by rewrite big_ord1 /= addr0 IH big_ord1 addr0.
rewrite [LHS]/= !IH raddf_sum big_ord_recl [RHS]big_ord_recl /= addr0 -addrA; congr (_ + _).
by rewrite -big_split.
Qed.
End Importance.

(* the same, of heads and their words: part m is the sum over the paths of m heads *)
Section OfPaths.
Variables (R : comRingType) (n d : nat) (H : nat -> nat).
Variables (A : site -> 'M[R]_n) (W : site -> 'M[R]_d).
Definition written l (x : 'M[R]_(n, d)) := \sum_(i < H l) act (A (l, val i)) (W (l, val i)) x.
Lemma written_additive l : additive (written l).
Proof.
move=> x y; rewrite /written -sumrB; apply: eq_bigr => i _.
by rewrite /act mulmxBr mulmxBl.
Qed.
Let heads l := Additive (written_additive l).

Lemma part_is_paths l m x : part heads l m x =
  \sum_(p <- paths H l | size p == m) act (word A p) (word W p) x.
Proof.
elim: l m => [|l IH] m /=.
  by rewrite big_mkcond big_seq1; case: m => [|m] //=; rewrite act1.
rewrite big_cat /= -IH; congr (_ + _); rewrite big_mkcond big_allpairs_dep /=.
case: m => [|m].
  by rewrite big1 // => i _; rewrite big1 // => p _; rewrite size_rcons.
rewrite /written IH -(big_mkord xpredT (fun i => act (A (l, i)) (W (l, i)) _)) /index_iota subn0.
apply: eq_bigr => i _; rewrite act_sum [LHS]big_mkcond; apply: eq_bigr => p _.
by rewrite size_rcons eqSS; case: ifP => // _; rewrite act_mul !word_rcons.
Qed.
Theorem term_importance_of_paths k l x : held heads k l x =
  \sum_(m < k.+1) \sum_(p <- paths H l | size p == m) act (word A p) (word W p) x.
Proof. by rewrite term_importance; apply: eq_bigr => m _; exact: part_is_paths. Qed.
End OfPaths.
