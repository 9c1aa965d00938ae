// What is wrong on the page that is open: run by release/browser.py, which gets a list of sentences.
(async () => {
  await document.fonts.ready;
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const found = [];
  const called = (part) => `${part.tagName.toLowerCase()} «${(part.textContent || "").trim().slice(0, 40)}»`;

  // Sideways
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    const scrolls = (part) => part && (getComputedStyle(part).overflowX !== "visible" || scrolls(part.parentElement));
    const wide = [...document.querySelectorAll("article *")].filter(
      (part) => part.getBoundingClientRect().right > width + 1 && !scrolls(part.parentElement.closest("article *")));
    found.push(`it scrolls sideways, ${document.documentElement.scrollWidth} of ${width}: ${wide.slice(0, 3).map(called).join(", ")}`);
  }

  // Formulas
  const formulas = [...document.querySelectorAll("math")];
  for (const formula of formulas) {
    const place = formula.getBoundingClientRect();
    if (!formula.getAttribute("alttext") || formula.getAttribute("alttext").includes("\\")) found.push(`a formula without words: ${called(formula)}`);
    if (formula.checkVisibility() && !(place.width > 0 && place.height > 0)) found.push(`a formula that is not shown: ${formula.getAttribute("alttext")}`);
    if (formula.querySelector("merror")) found.push(`a formula that is wrong: ${formula.getAttribute("alttext")}`);
  }
  if (formulas.some((formula) => formula.checkVisibility()) && 
    ![...document.fonts].some((font) => font.family.includes("Latin Modern Math") && font.status === "loaded")) found.push("the font of formulas is not there");
  for (const part of document.querySelectorAll("article p, article li, article td")) {
    const words = [...part.childNodes].filter((node) => node.nodeType === 3).map((node) => node.data).join(" ");
    if (/\$[^$]*\\[a-z]+/.test(words)) found.push(`TeX that was not set: ${called(part)}`);
  }

  // Pictures
  for (const picture of document.images) {
    if (picture.checkVisibility() && !(picture.complete && picture.naturalWidth)) found.push(`a picture that is not there: ${picture.src}`);
    if (!picture.hasAttribute("alt")) found.push(`a picture without words: ${picture.src}`);
  }

  // A reader may choose light or dark on the page itself: letters within a picture follow
  const { theme } = document.body.dataset;
  for (const chosen of theme === undefined ? [] : ["light", "dark"]) {
    document.body.dataset.theme = chosen;
    const others = [...document.querySelectorAll("article img")].filter((picture) => getComputedStyle(picture).colorScheme !== chosen);
    if (others.length) found.push(`pictures that stay as they are on a page that was made ${chosen}: ${others[0].src}`);
    document.body.dataset.theme = theme;
  }

  // Cards: what a link shows when it is pointed at stands on the page, and within it
  const links = [...document.querySelectorAll("a.has-card")].filter((link) => link.checkVisibility());
  for (const link of new Map(links.map((each) => [each.href, each])).values()) {
    link.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    const card = document.getElementById("card");
    const place = card && card.getBoundingClientRect();
    if (!card || !card.textContent.trim()) found.push(`a link that shows no card: ${called(link)}`);
    else if (place.left < 0 || place.right > width + 1) found.push(`a card beyond the page's edge: ${called(link)}`);
    else if (document.documentElement.scrollWidth > width) found.push(`a card that makes the page scroll sideways: ${called(link)}`);
  }

  // By the keyboard alone: what scrolls is reached, a card is shown and taken away again
  for (const part of document.querySelectorAll("article *")) {
    const scrolls = /auto|scroll/.test(getComputedStyle(part).overflowX) && part.scrollWidth > part.clientWidth;
    if (scrolls && part.checkVisibility() && part.tabIndex < 0) found.push(`what scrolls is not reached by the keyboard: ${called(part)}`);
  }
  if (links.length) {
    document.body.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
    links[0].focus({ focusVisible: true });
    if (!document.getElementById("card")) found.push(`a link that shows no card to the keyboard: ${called(links[0])}`);
    document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true }));
    if (document.getElementById("card")) found.push(`a card that Escape leaves: ${called(links[0])}`);
    links[0].blur();
  }

  // A formula is copied as its TeX, by itself and within a line
  for (const kind of ["div[data-tex]", "span[data-tex]"]) {
    const formula = [...document.querySelectorAll(kind)].find((part) => part.checkVisibility());
    const event = new ClipboardEvent("copy", { clipboardData: new DataTransfer(), bubbles: true, cancelable: true });
    if (!formula || !event.clipboardData) continue; // not every browser lets a script make one
    const range = document.createRange();
    range.selectNode(formula);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    formula.dispatchEvent(event);
    getSelection().removeAllRanges();
    const flat = (text) => text.replace(/\s+/g, " ");
    if (!flat(event.clipboardData.getData("text/plain")).includes(flat(formula.dataset.tex))) found.push(`a formula that is not copied as its TeX: ${formula.dataset.tex}`);
  }

  // Who asks for less motion gets none
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) found.push("less motion was not asked for");
  for (const part of document.querySelectorAll("body *")) {
    const style = getComputedStyle(part);
    const times = `${style.transitionDuration}, ${style.animationName === "none" ? "0s" : style.animationDuration}`;
    if (times.split(", ").some((time) => parseFloat(time) > 0)) {
      found.push(`what moves though less motion is asked for: ${called(part)}`);
      break;
    }
  }

  // Text that stands out from its ground: 4.5 to 1, as WCAG asks
  const colour = (text) => {
    const numbers = text.match(/[\d.]+/g).map(Number);
    return numbers.length < 4 ? [...numbers, 1] : numbers;
  };
  const over = (upper, lower) => [0, 1, 2].map((n) => upper[n] * upper[3] + lower[n] * (1 - upper[3])).concat(1);
  const ground = (part) => {
    const own = part ? colour(getComputedStyle(part).backgroundColor) : [255, 255, 255, 1];
    return own[3] === 1 ? own : over(own, ground(part.parentElement));
  };
  const light = ([r, g, b]) => [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, n) => sum + c * [0.2126, 0.7152, 0.0722][n], 0);
  const seen = new Set();
  for (const part of document.querySelectorAll("article *, .sidebar-tree *, #card *")) {
    if (![...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) || !part.checkVisibility()) continue;
    const back = ground(part);
    const front = over(colour(getComputedStyle(part).color), back);
    const key = `${front} ${back}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const [low, high] = [light(front), light(back)].sort((a, b) => a - b);
    const ratio = (high + 0.05) / (low + 0.05);
    if (ratio < 4.5) found.push(`text that hardly stands out, ${ratio.toFixed(1)} to 1: ${called(part)} (${part.className})`);
  }
  document.body.dispatchEvent(new MouseEvent("mouseover", { bubbles: true }));
  if (document.getElementById("card")) found.push("a card that stays");
  return found;
})();
