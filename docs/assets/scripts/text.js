// Fetched when somebody comes to the text: citing an item, copying formulas, and where the reader is.
{
  const all = (selector) => [...document.querySelectorAll(selector)];
  const on = (target, types, act, options) => types.split(" ").forEach((type) => target.addEventListener(type, act, options));

  // Beside each anchor stands "cite". It opens the citation of that section, definition, claim, figure, program or row in five
  // formats, from the files beside the page.
  const FORMATS = { APA: "apa.txt", "Plain text": "txt", BibTeX: "bib", RIS: "ris", "CSL-JSON": "csl.json" };
  const ENTRIES = {
    "apa.txt": (text) => text.split("\n"),
    txt: (text) => text.split("\n"),
    bib: (text) => text.split(/\n\n(?=@)/),
    ris: (text) => text.split(/\n\n(?=TY)/),
    "csl.json": (text) => JSON.parse(text).map((entry) => JSON.stringify([entry], null, 1)),
  };
  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  // Each file is read once, and cut into its entries. All files have the same order: the page, then its items.
  const files = {};
  const read = (ending) =>
    (files[ending] ??= fetch(`page.${ending}`).then((reply) => (reply.ok ? reply.text() : Promise.reject(reply.status))));
  const place = async (id) => {
    const [page, ...items] = JSON.parse(await read("csl.json"));
    const key = `${page.id}:${id}`;
    return items.findIndex((item) => item.id === key) + 1;
  };

  const title = element("h2", { id: "citation-title" });
  const code = element("code", { tabIndex: 0 });
  const copy = element("button", { type: "button" }, "Copy");
  const whole = element("a", { download: "" });
  const close = element("button", { type: "button" }, "Close");
  const choices = Object.keys(FORMATS).map((name) => element("input", { type: "radio", name: "citation-format", value: name }));
  const fields = element("fieldset", {}, element("legend", {}, "Format"), ...choices.map((choice) => element("label", {}, choice, ` ${choice.value}`)));
  const dialog = element("dialog", { className: "citation-dialog" },
    title, fields, element("pre", {}, code), element("p", {}, copy, " ", close), element("p", {}, "All entries of this page: ", whole));
  dialog.setAttribute("aria-labelledby", title.id);
  document.body.append(dialog);
  choices[0].checked = true;

  let cited;
  const show = async () => {
    const ending = FORMATS[choices.find((choice) => choice.checked).value];
    whole.href = whole.textContent = `page.${ending}`;
    copy.textContent = "Copy";
    try { code.textContent = ENTRIES[ending](await read(ending))[await place(cited)].trim(); }
    catch { code.textContent = "The citation could not be loaded. The files beside the page hold it."; }
  };
  on(fields, "change", show);
  on(close, "click", () => dialog.close());
  on(dialog, "click", ({ target }) => target === dialog && dialog.close());
  on(copy, "click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      copy.textContent = "Copied";
    } catch { getSelection().selectAllChildren(code); }
  });
  const open = async (id) => {
    cited = id;
    title.textContent = "Cite";
    dialog.showModal();
    await show();
    const entries = JSON.parse(await read("csl.json").catch(() => "[{}]"));
    title.textContent = `Cite: ${entries[await place(id)].title}`;
  };

  // Where the entry stands: behind the sign of an anchor, or with a sign where there was none.
  const button = (id) => {
    const made = element("button", { type: "button", className: "cite-item", title: "Cite this item" }, "cite");
    on(made, "click", () => open(id));
    return made;
  };
  const signed = (sign) => {
    const item = sign?.closest("[id]");
    if (item && sign.nextElementSibling?.className !== "cite-item" && item.id !== "cite-this-page") sign.after(button(item.id));
  };
  const article = document.querySelector("article");
  const come = (target) => signed(target.closest("h2, h3, tr")?.querySelector(".headerlink"));
  on(article, "pointerover focusin", ({ target }) => come(target));
  come(document.activeElement); // that brought this script

  for (const item of all("article :is(dfn, figure, .values > li, .program, [id^=claim-])[id]")) {
    const files = item.querySelector(".figure-files, .downloads");
    const sign = element("a", { href: `#${item.id}`, className: "headerlink", title: "Link to this item" }, "#");
    const tools = element("span", { className: item.matches("dfn") ? "cite-tools" : "cite-tools at-end" }, sign, button(item.id));
    if (item.matches("dfn")) item.after(tools);
    else if (files) files.append(tools);
    else (item.matches("li, figure") ? item.querySelector("figcaption, p") ?? item : item).append(tools);
  }

  // A formula is copied as its TeX. Browsers would copy one sign a line.
  on(document, "copy", (event) => {
    const selection = getSelection();
    if (!selection.rangeCount) return;
    const range = selection.getRangeAt(0);
    const within = range.commonAncestorContainer;
    const whole = (within.closest ? within : within.parentElement)?.closest("math");
    const copy = document.createElement("div");
    copy.append(whole ? whole.cloneNode(true) : range.cloneContents());
    const formulas = [...copy.querySelectorAll("math")];
    if (!formulas.length) return;
    for (const formula of formulas) formula.replaceWith(`$${formula.querySelector("annotation")?.textContent ?? formula.textContent}$`);
    document.body.append(copy); // only what is laid out has lines
    event.clipboardData.setData("text/plain", copy.innerText);
    copy.remove();
    event.preventDefault();
  });

  // Where the reader is.
  const links = all(".contents a");
  const heads = links.map((link) => document.getElementById(link.hash.slice(1)));
  const follow = () => {
    let current;
    for (const head of heads) if (head?.getBoundingClientRect().top < 120) current = head;
    links.forEach((link, index) => link.classList.toggle("here", heads[index] === current));
  };
  on(window, "scroll", follow);
  follow();

  // What gets the focus is seen. A long table is laid out when the focus comes to it, and that can move it out of sight again.
  on(document, "focusin", ({ target }) =>
    setTimeout(() => {
      const { top, bottom } = target.getBoundingClientRect();
      if (target === document.activeElement && (bottom < 0 || top > innerHeight)) target.scrollIntoView({ block: "center" });
    }, 100));
}
