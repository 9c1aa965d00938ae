// Cards of what a link's statement says; formulas that are copied as TeX; lines that scroll by the keyboard.
"use strict";
(() => {
  let card = null;
  let link = null;

  const hide = () => {
    if (card) card.remove();
    if (link) link.removeAttribute("aria-describedby");
    card = link = null;
  };

  const show = (target) => {
    const kind = target.pathname.endsWith("/glossary.html") ? "word-" : "card-";
    const template = document.getElementById(kind + target.hash.slice(1));
    if (!template || link === target) return;
    hide();
    link = target;
    card = document.createElement("div");
    card.id = "card";
    card.setAttribute("role", "tooltip");
    card.append(template.content.cloneNode(true));
    document.body.append(card);
    link.setAttribute("aria-describedby", "card");
    const place = target.getBoundingClientRect();
    const most = document.documentElement.clientWidth - card.offsetWidth - 16;
    const below = place.bottom + card.offsetHeight + 12 < window.innerHeight || place.top < card.offsetHeight + 12;
    card.style.left = Math.max(8, Math.min(place.left, most)) + window.scrollX + "px";
    card.style.top = (below ? place.bottom + 6 : place.top - card.offsetHeight - 6) + window.scrollY + "px";
    card.addEventListener("mouseleave", hide);
  };

  const linkOf = (event) => (event.target.closest ? event.target.closest("a.has-card") : null);
  document.addEventListener("mouseover", (event) => {
    const target = linkOf(event);
    if (target) show(target);
    else if (card && !card.contains(event.target)) hide();
  });
  document.addEventListener("focusin", (event) => {
    const target = linkOf(event);
    if (target && target.matches(":focus-visible")) show(target);
    else if (card && !card.contains(event.target)) hide();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });

  document.addEventListener("copy", (event) => {
    const selection = document.getSelection();
    if (!selection || selection.isCollapsed || !event.clipboardData) return;
    const copied = document.createElement("div");
    for (let n = 0; n < selection.rangeCount; n++) copied.append(selection.getRangeAt(n).cloneContents());
    if (!copied.querySelector("math")) return;
    for (const formula of copied.querySelectorAll("[data-tex]")) {
      const sign = formula.classList.contains("line") ? "$$" : "$";
      formula.textContent = sign + formula.dataset.tex + sign;
    }
    document.body.append(copied);
    event.clipboardData.setData("text/plain", copied.innerText);
    copied.remove();
    event.preventDefault();
  });

  const reachable = () => {
    for (const line of document.querySelectorAll(".line, .table-wrapper, .highlight pre, .tex .long")) {
      if (line.scrollWidth > line.clientWidth) line.tabIndex = 0;
      else line.removeAttribute("tabindex");
    }
  };
  window.addEventListener("load", reachable);
  window.addEventListener("resize", reachable);
  document.addEventListener("toggle", reachable, true);

  // What a link leads to may be folded.
  const unfold = () => {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    for (let part = target; part; part = part.parentElement) if (part.tagName === "DETAILS") part.open = true;
    if (target) target.scrollIntoView();
  };
  window.addEventListener("hashchange", unfold);
})();
