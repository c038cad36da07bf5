// Where mike publishes several versions: the line above the page says whether there is a later one, and leads to the others.
// A page that was opened at an address without a version is shown in the latest.
{
  const here = document.currentScript.src;
  const version = new URL("../../", here);
  const root = new URL("../", version);
  const below = (base) => location.href.slice(base.href.length);
  const [folder] = version.href.slice(root.href.length).split("/");
  const told = document.querySelector(".versions");

  const show = (versions) => {
    const names = ({ version, aliases }) => [...aliases, version];
    const mine = versions.find((one) => names(one).includes(folder));
    const latest = versions.find((one) => one.aliases.includes("latest"));
    if (mine !== latest) told.firstChild.textContent = `You read version ${mine.title}. The latest is ${latest.title}.`;
    const list = document.createElement("ul");
    for (const one of versions) {
      const home = new URL(`${names(one)[0]}/`, root);
      const link = Object.assign(document.createElement("a"), { href: new URL(below(version), home), textContent: one.title });
      if (one === mine) link.setAttribute("aria-current", "true");
      link.addEventListener("click", async (event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) return;
        event.preventDefault();
        const reply = await fetch(link).catch(() => ({ ok: true }));
        location.assign(reply.ok ? link : home); // a version can lack this page
      });
      list.append(document.createElement("li"));
      list.lastChild.append(link, one === latest ? " (the latest)" : "");
    }
    told.lastChild.replaceWith(list);
  };
  const ask = () => fetch(new URL("versions.json", root)).then((reply) => reply.json()).then(show).catch(() => {});

  if (told) addEventListener("load", ask);
  else if (!/^(v\d|latest\/)/.test(below(root))) location.replace(new URL(`latest/${below(root)}`, root));
}
