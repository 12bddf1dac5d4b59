/* Findings beside the text (对照): htmx swaps the board, this keeps list, mark and focus in view. */
(() => {
  const wide = window.matchMedia("(min-width: 48.01em)");
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  const inside = (box, element) => {
    if (!box || !element || box.scrollHeight <= box.clientHeight) return false;
    const outer = box.getBoundingClientRect();
    const inner = element.getBoundingClientRect();
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      box.scrollTop += inner.top - outer.top - outer.height / 3;
    }
    return true;
  };

  const settle = () => {
    const mark = document.querySelector(".src mark.on");
    inside(document.querySelector(".aud .list"), document.querySelector(".fl [aria-current]"));
    if (!mark || !wide.matches) return;
    if (!inside(document.querySelector(".src"), mark)) {
      mark.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  };

  document.addEventListener("htmx:afterSettle", () => {
    if (!document.querySelector("#work.one")) return;
    settle();
    if (!wide.matches) window.scrollTo(0, 0);
    const title = document.getElementById("h-d");
    if (!title) return;
    title.focus({ preventScroll: true });
    document.getElementById("live").textContent = title.textContent;
  });
  /* Filters apply at once for a pointer only: arrow keys walk through a list, they do not choose. */
  let pointed = false;
  document.addEventListener("pointerdown", () => (pointed = true), true);
  document.addEventListener("keydown", () => (pointed = false), true);
  document.addEventListener("change", (event) => {
    const form = event.target.closest("form[data-auto]");
    if (form && pointed) form.requestSubmit();
  });
  document.addEventListener("jf:key", (event) => {
    const wanted = { j: "[data-next]", k: "[data-prev]" }[event.detail];
    const link = wanted && document.querySelector(wanted);
    if (link) link.click();
  });
  if (document.querySelector("#work.one")) settle();
})();
