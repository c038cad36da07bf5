// Run buttons: under each program, and at the beginning of a lab. What runs a program is fetched when somebody asks for it.
for (const place of document.querySelectorAll(".run")) {
  if (location.protocol === "file:") {
    place.textContent = "A page that was opened from a folder cannot run Python. The same page on the web can.";
    continue;
  }
  const note = document.createElement("small");
  note.textContent = ` The first run loads Python: ${place.dataset.megabytes} MB, once.`;
  let made;
  for (const [name, text] of place.dataset.name ? [["run", "▶ Run it here"], ["edit", "Edit it"]] : [["run", "Work on it here"]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", name, textContent: text });
    button.onclick = async () => {
      try {
        made ??= place.dataset.name
          ? new (await import("./program.js")).Program(place)
          : new (await import("./lab.js")).Lab(place);
        made[name]();
      } catch {
        note.textContent = " What runs Python could not be loaded. Is this device online?";
      }
    };
    place.append(button);
  }
  place.append(note);
}
