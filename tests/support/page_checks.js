// Checks of a page as it stands in a browser. Each returns a list of faults in words: an empty one is good.
// `frame` has the selectors of the page's frame (tests/support/frame.py).
(frame) => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const isShown = (e) => e.getClientRects().length > 0 && e.checkVisibility({ visibilityProperty: true });
  const isSeen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const numbers = (color) => color.match(/[\d.]+/g).map(Number);
  const luma = ([r, g, b]) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
  const short = (text) => text.trim().replace(/\s+/g, " ").slice(0, 60);
  const unique = (list) => [...new Set(list)];
  function* textNodes(within) {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode()); ) if (text.data.trim()) yield text;
  }

  // Targets smaller than 24 pixels whose 24-pixel circle meets another target (WCAG 2.5.8), links inside sentences apart.
  const smallTargets = () => {
    const able = "a[href], button, input, select, summary, label[for]";
    const takesPointers = (e) => e.checkVisibility({ visibilityProperty: true }) && getComputedStyle(e).pointerEvents !== "none";
    const inSentence = (e) => {
      if (getComputedStyle(e).display !== "inline") return false;
      let block = e.parentElement;
      while (getComputedStyle(block).display === "inline") block = block.parentElement;
      const links = all(able, block).map((link) => link.textContent).join("");
      return block.textContent.replace(/\s/g, "").length > links.replace(/\s/g, "").length;
    };
    const targets = all(able).filter(takesPointers)
      .map((e) => ({ e, box: e.getBoundingClientRect() })).filter(({ box }) => box.width > 0 && box.height > 0);
    const small = targets.filter(({ box }) => Math.min(box.width, box.height) < 23.9);
    const middle = ({ left, right, top, bottom }) => ({ x: (left + right) / 2, y: (top + bottom) / 2 });
    const near = ({ x, y }, { left, right, top, bottom }) =>
      Math.hypot(x - Math.max(left, Math.min(x, right)), y - Math.max(top, Math.min(y, bottom))) < 12;
    const crowded = (one) => {
      const here = middle(one.box);
      return targets.some((other) => other !== one && !one.e.contains(other.e) && !other.e.contains(one.e)
        && near(here, other.box)) || small.some((other) => {
        const there = middle(other.box);
        return other !== one && Math.hypot(here.x - there.x, here.y - there.y) < 24;
      });
    };
    return small.filter((one) => !inSentence(one.e) && crowded(one))
      .map(({ e, box }) => `${Math.round(box.width)} x ${Math.round(box.height)}: ${e.outerHTML.slice(0, 130)}`);
  };

  // Text below 12 pixels, formulas and drawings apart.
  const smallText = () => {
    const found = [];
    for (const text of textNodes(document.body)) {
      const holder = text.parentElement, size = parseFloat(getComputedStyle(holder).fontSize);
      if (size < 12 && holder.checkVisibility() && !holder.closest("svg, math"))
        found.push(`${size} px: ${short(text.data)} in ${holder.outerHTML.slice(0, 60)}`);
    }
    return found.slice(0, 5);
  };

  // Words that reach beyond a box that hides what does.
  const clippedWords = () => {
    const found = [];
    for (const place of all("header, nav, table, button, summary, figcaption, footer, .filename, h1, h2, h3"))
      for (const text of textNodes(place)) {
        const holder = text.parentElement;
        if (!isSeen(holder)) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const boxes = [...range.getClientRects()];
        for (let e = holder; e !== document.body; e = e.parentElement) {
          const { overflowX, overflowY, position } = getComputedStyle(e);
          const hides = [overflowX, overflowY].map((overflow) => overflow === "hidden" || overflow === "clip");
          if (hides[0] || hides[1]) {
            const frame = e.getBoundingClientRect();
            const out = (box) => (hides[0] && (box.right > frame.right + 2 || box.left < frame.left - 2)) ||
              (hides[1] && (box.bottom > frame.bottom + 4 || box.top < frame.top - 4));
            if (boxes.some(out)) found.push(`${short(text.data)} in ${e.tagName}.${e.className}`);
          }
          if (position === "fixed") break;
        }
      }
    return unique(found);
  };

  // Code under its copy button.
  const coveredCode = () => all(".copy").filter((button) => {
    const code = button.parentElement.querySelector("code");
    const { left, right, top, bottom } = button.getBoundingClientRect();
    const above = code.getBoundingClientRect();
    if (above.left >= right || above.right <= left || above.top >= bottom || above.bottom <= top) return false;
    const range = document.createRange();
    range.selectNodeContents(code);
    return [...range.getClientRects()].some((line) => line.left < right && line.right > left &&
      line.top < bottom && line.bottom > top);
  }).map((button) => short(button.parentElement.textContent));

  // A page wider than its window.
  const sidewaysScroll = () => {
    const { scrollWidth } = document.documentElement;
    return scrollWidth > innerWidth ? [`${scrollWidth} px wide`] : [];
  };

  // Cells of tables that touch each other, or are not in line.
  const crampedCells = () => all(".table :is(th, td)").filter((cell) => cell.checkVisibility()).filter((cell) => {
    const { paddingLeft, textAlign, borderBottomWidth } = getComputedStyle(cell);
    return parseFloat(paddingLeft) < 6 || !["left", "start"].includes(textAlign) || !parseFloat(borderBottomWidth);
  }).map((cell) => cell.outerHTML.slice(0, 100));

  // Areas that scroll sideways and have no place in the tab order, or, if tables, no name.
  const unreachableAreas = () => all("article .table, article pre > code, article math[display=block]")
    .filter((area) => area.checkVisibility() && area.scrollWidth > area.clientWidth + 1)
    .filter((area) => area.tabIndex !== 0 || (area.matches(".table") && !area.ariaLabel))
    .map((area) => area.outerHTML.slice(0, 100));

  // Pictures that are shown and were not loaded.
  const missingPictures = () => all("img").filter((image) => image.checkVisibility() && !(image.complete && image.naturalWidth))
    .map((image) => image.src);

  // LaTeX in the prose. It takes all code off the page.
  const rawLatex = () => {
    for (const code of all("pre, code")) code.remove();
    return document.querySelector(frame.article).innerText.match(/\\[a-zA-Z(\[]|\$\$|\$[^$\s][^$\n]*\$/g) ?? [];
  };

  // What is not as paper has it: dark grounds, pale ink, controls, closed folds, what is cut off, links without addresses.
  const wrongOnPaper = () => {
    const wrong = [];
    for (const e of all("body, body *")) {
      if (!isShown(e)) continue;
      const style = getComputedStyle(e);
      const ground = numbers(style.backgroundColor);
      if ((ground[3] ?? 1) > 0.2 && luma(ground) < 200) wrong.push(`dark: ${e.tagName}.${e.className}`);
      if (e.matches("p, li, td, th, code, figcaption, h1, h2, h3, summary") && luma(numbers(style.color)) > 150)
        wrong.push(`pale: ${e.tagName}.${e.className}`);
    }
    const gone = `${frame.header}, ${frame.sides}, ${frame.skipLink}, button, .copy, .headerlink, .lookup-form`;
    for (const e of all(gone)) if (isShown(e)) wrong.push(`still there: ${e.outerHTML.slice(0, 80)}`);
    for (const fold of all("details:not(.stage *)").filter(isShown))
      for (const part of fold.children)
        if (!part.matches("style, template") && !isShown(part)) wrong.push(`closed: ${short(fold.textContent)}`);
    for (const area of all("pre > code, .table, div.numbers, math[display=block]"))
      if (isShown(area) && (area.scrollWidth > area.clientWidth + 1
          || (area.matches("code") && area.scrollHeight > area.clientHeight + 1)))
        wrong.push(`cut off: ${short(area.textContent)}`);
    for (const cell of all("article :is(th, td)"))
      if (isShown(cell) && cell.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
        wrong.push(`cut off: column ${cell.cellIndex + 1} of ${short(cell.closest("table").textContent)}`);
    for (const link of all("article a[href^='http']"))
      if (isShown(link) && !getComputedStyle(link, "::after").content.includes(link.getAttribute("href")))
        wrong.push(`no address: ${link.href}`);
    for (const image of all(".only-dark")) if (isShown(image)) wrong.push("a dark figure");
    for (const image of all(".only-light")) if (!isShown(image)) wrong.push("no light figure");
    return unique([...wrong, ...sidewaysScroll().map((width) => `wider than the paper: ${width}`)]);
  };

  // Rules of the sources that fit something on the page, states apart, and that the page's own sheets lack.
  const lostRules = (source) => {
    const apart = (text) => text.split(/,(?![^(]*\))/).map((part) => part.trim());
    const says = (rule) => [...rule.style].some((name) => !name.startsWith("--"));
    const selectors = (rules) => [...rules].flatMap((rule) =>
      rule.selectorText ? (says(rule) ? apart(rule.selectorText) : []) : rule.cssRules ? selectors(rule.cssRules) : []);
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(source);
    const here = new Set([...document.styleSheets].flatMap((one) => selectors(one.cssRules)));
    const state = /::?(?!is|where|not|has|root|nth|first-child|last-child)[a-z-]+(\([^)]*\))?/g;
    const fits = (selector) => { try { return document.querySelector(selector.replace(state, "")); } catch { return null; } };
    return unique(selectors(sheet.cssRules)).filter((one) => !here.has(one) && fits(one));
  };

  // What moves, though the reader wants no motion.
  const motion = () => {
    const moving = [];
    for (const e of all("*")) for (const part of [null, "::before", "::after"]) {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(e, part);
      const lasts = Math.max(...transitionDuration.split(",").map(parseFloat)) > 0;
      if (lasts || animationName !== "none" || scrollBehavior === "smooth") moving.push(`${e.tagName}.${e.className}`);
    }
    return unique(moving);
  };

  // The words that are shown, without controls that only scripts make.
  const words = () => {
    const hidden = all(`.copy, .run, form, .lookup-form, #stepper, .when-live, ${frame.search}, ${frame.toast}`).filter((e) => !e.hidden);
    for (const e of hidden) e.hidden = true;
    const text = document.body.innerText;
    for (const e of hidden) e.hidden = false;
    return text.split(/\s+/).filter(Boolean);
  };

  // Opens every fold and lays out what is far away.
  const unfold = () => {
    for (const fold of all("details")) fold.open = true;
    for (const far of all(".table, .table tr")) far.style.contentVisibility = "visible";
    for (const side of all(frame.sides)) side.style.maxHeight = "none"; // or links are half scrolled out of their column
  };

  // Leaves of long tables and lists a sample of their rows, which the same code made: the first three of each table; each row with
  // a kind of element that no row before it has; and for each column the row with the longest word.
  const sampleRows = (tables) => {
    const seen = new Set();
    for (const table of all(tables)) {
      const longest = new Map();
      const rows = all(":scope > tbody > tr, :scope > li", table);
      const kept = new Set(rows.slice(0, 3));
      for (const row of rows) {
        for (const e of all("*", row)) {
          const kind = `${e.parentElement.tagName} > ${e.tagName}.${e.className}`;
          if (!seen.has(kind)) kept.add(row);
          seen.add(kind);
        }
        for (const cell of row.cells ?? [row]) {
          const length = Math.max(...cell.textContent.split(/\s+/).map((word) => word.length));
          const { cellIndex } = cell;
          if (length > (longest.get(cellIndex)?.length ?? 0)) longest.set(cellIndex, { length, row });
        }
      }
      for (const { row } of longest.values()) kept.add(row);
      for (const row of rows) if (!kept.has(row)) row.remove();
    }
  };

  // The spacing that readers may set (WCAG 1.4.12), and text twice as large; an empty text takes both away.
  const ownSheet = new CSSStyleSheet();
  const setStyle = (css) => {
    ownSheet.replaceSync(css);
    const others = document.adoptedStyleSheets.filter((sheet) => sheet !== ownSheet); // an explorable brings its own
    document.adoptedStyleSheets = [...others, ownSheet];
  };
  const doubleText = () => {
    const root = document.documentElement;
    root.style.fontSize = `${2 * parseFloat(getComputedStyle(root).fontSize)}px`;
  };
  const restoreText = () => document.documentElement.style.removeProperty("font-size");

  // When the page has heard of a change of its window.
  const nextFrame = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));

  window.checks = { smallTargets, smallText, clippedWords, coveredCode, sidewaysScroll, crampedCells, unreachableAreas,
    missingPictures, rawLatex, wrongOnPaper, lostRules, motion, words, unfold, sampleRows, setStyle, doubleText, restoreText,
    nextFrame };
}
