/* Keys of every page (快捷键): single letters only outside fields, and only where not switched off. */
(() => {
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]");
  const off = () => window.localStorage.getItem("jf-keys") === "off";
  const places = { h: "/", a: "/audit/", r: "/rules/", f: "/figures/" };
  let going = false;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || off()) return;
    const key = event.key.toLowerCase();
    if (going) {
      going = false;
      if (places[key]) window.location.assign(places[key]);
      return;
    }
    if (key === "/") {
      const field = document.querySelector("[data-search]");
      event.preventDefault();
      if (field) field.focus();
      else document.querySelector("[data-key=search]").click();
    } else if (event.key === "?") {
      window.location.assign("/help/#keys");
    } else if (key === "g") {
      going = true;
      window.setTimeout(() => {
        going = false;
      }, 1500);
    } else if (key === "j" || key === "k") {
      document.dispatchEvent(new CustomEvent("jf:key", { detail: key }));
    } else if (key === "escape") {
      const open = document.querySelector("details.menu[open]");
      if (open) {
        open.open = false;
        open.querySelector("summary").focus();
      }
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) window.print();
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  for (const box of document.querySelectorAll("[data-keys-switch]")) {
    box.checked = !off();
    box.addEventListener("change", () =>
      window.localStorage.setItem("jf-keys", box.checked ? "on" : "off"),
    );
  }
  const here = document.querySelector(".nav-m [aria-current]");
  const menu = document.querySelector(".nav-m");
  if (here && menu.scrollWidth > menu.clientWidth) menu.scrollLeft = here.offsetLeft - 24;
  const focus = document.querySelector("[data-focus]");
  if (focus) focus.focus();
})();
