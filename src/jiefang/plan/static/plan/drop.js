/* Drop and choose files (拖放): the plain file field stays what is sent. */
for (const zone of document.querySelectorAll("[data-drop]")) {
  const field = document.getElementById(zone.dataset.drop);
  const told = zone.querySelector("[data-chosen]");
  const empty = told.textContent;
  const tell = () => {
    const names = Array.from(field.files, (file) => file.name);
    told.textContent = names.length ? names.join("、") : empty;
    zone.classList.toggle("has", names.length > 0);
  };
  field.addEventListener("change", tell);
  for (const name of ["dragenter", "dragover"]) {
    zone.addEventListener(name, (event) => {
      event.preventDefault();
      zone.classList.add("over");
    });
  }
  for (const name of ["dragleave", "drop"]) {
    zone.addEventListener(name, () => zone.classList.remove("over"));
  }
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length) {
      field.files = event.dataTransfer.files;
      tell();
    }
  });
}
