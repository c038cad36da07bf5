// Run buttons: under each program, and at the beginning of a lab. What runs a program is fetched when somebody asks for it.
for (const place of document.querySelectorAll(".run")) {
  if (location.protocol === "file:") {
    place.textContent = "A page that was opened from a folder cannot run Python. The same page on the web can.";
    continue;
  }
  const { name: program, megabytes } = place.dataset;
  const note = document.createElement("small");
  note.textContent = `The first run loads Python: ${megabytes} MB, once.`;
  let made;
  const add = (name, textContent) => {
    const onclick = async () => {
      try {
        made ??= import(program ? "./program.js" : "./lab.js").then(({ open }) => open(place));
        (await made)[name]();
      } catch {
        made = undefined;
        note.textContent = "What runs Python could not be loaded. Is this device online?";
      }
    };
    place.append(Object.assign(document.createElement("button"), { type: "button", name, textContent, onclick }));
  };
  add("run", program ? "▶ Run it here" : "Work on it here");
  if (program) add("edit", "Edit it");
  place.append(note);
}
