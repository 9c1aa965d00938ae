From mathcomp Require Import all_ssreflect all_algebra.
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
