// Sorting by a press on a heading, and a box that leaves the rows holding a text. The page says all without it.
for (const table of document.querySelectorAll("table")) {
  const region = table.closest(".scroll");
  const bodies = Array.from(table.tBodies);
  if (table.hasAttribute("data-long")) {
    const tools = document.createElement("div");
    tools.className = "tools";
    const label = document.createElement("label");
    const box = document.createElement("input");
    const count = document.createElement("span");
    box.type = "search";
    box.id = table.id + "-filter";
    label.htmlFor = box.id;
    label.textContent = "Only rows with";
    count.setAttribute("role", "status");
    box.addEventListener("input", () => {
      const wanted = box.value.toLowerCase();
      let shown = 0;
      for (const body of bodies) {
        let any = false;
        for (const row of body.rows) {
          if (row.className === "group") continue;
          row.hidden = !row.textContent.toLowerCase().includes(wanted);
          if (!row.hidden) { any = true; shown += 1; }
        }
        body.hidden = !any;
      }
      count.textContent = wanted ? shown + " rows" : "";
    });
    tools.append(label, box, count);
    region.before(tools);
  }
  const heads = Array.from(table.tHead.rows[0].cells);
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    // A heading with a button in it would not be repeated on each sheet of paper.
    const paper = document.createElement("span");
    paper.className = "paper";
    paper.textContent = head.textContent;
    button.append(...head.childNodes);
    head.append(button, paper);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      for (const other of heads) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      for (const body of bodies) {
        const rows = Array.from(body.rows).filter((row) => row.className !== "group");
        const text = (row) => row.cells[column].textContent.trim();
        rows.sort((a, b) => text(a).localeCompare(text(b), "en", { numeric: true }) * (down ? -1 : 1));
        body.append(...rows);
      }
    });
  });
}
// A row that is led to is shown, whatever the box says.
addEventListener("hashchange", () => {
  const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (row) for (let part = row; part; part = part.parentElement) part.hidden = false;
});
