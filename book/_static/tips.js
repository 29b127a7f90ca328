/* What shows on hover or focus goes away with Escape, and stays away until pointer and focus have
   left. Style alone shows it; without this script it cannot be dismissed, and that is all. */
"use strict";

(() => {
  const HOLDERS = ".ev, .o-tooltip--left";
  const left = (holder) => !holder.matches(":hover") && !holder.matches(":focus-within");

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const holder of document.querySelectorAll(HOLDERS)) {
      if (!left(holder)) holder.classList.add("tip-dismissed");
    }
  });
  const restore = () => {
    for (const holder of document.querySelectorAll(".tip-dismissed")) {
      if (left(holder)) holder.classList.remove("tip-dismissed");
    }
  };
  document.addEventListener("pointerover", restore);
  document.addEventListener("focusout", () => setTimeout(restore));

  // The theme's own tips can be neither dismissed nor hovered; the browser's can. This comes before
  // the theme's scripts, which are deferred.
  document.addEventListener("readystatechange", () => {
    for (const button of document.querySelectorAll("[data-bs-toggle='tooltip']")) {
      button.title ||= button.dataset.bsTitle || "";
      button.removeAttribute("data-bs-toggle");
    }
  });
})();
