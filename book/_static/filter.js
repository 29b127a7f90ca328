/* Tables with many rows get a search field, choices for some columns, and a count. A long list is
   several tables with the same columns, filtered as one. Without this script they are plain tables.
   Nothing is loaded, and nothing is sent. */
"use strict";

(() => {
  const make = (name, properties = {}, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  function enhance(list, number) {
    const parts = [...list.querySelectorAll(".ev-table")];
    const rows = [...list.querySelectorAll("tbody > tr")];
    const texts = rows.map((row) => row.textContent.toLowerCase());
    const heads = [...list.querySelector("thead > tr").cells];
    const said = JSON.parse(list.dataset.words);
    const language = document.documentElement.lang || "en";
    const query = new URLSearchParams(location.search);

    const search = make("input", { type: "search", id: `filter-${number}`, autocomplete: "off" });
    const choices = heads
      .map((head, column) => ({ head, column }))
      .filter(({ head }) => head.hasAttribute("data-choose"))
      .map(({ head, column }) => {
        const values = rows.map((row) => row.cells[column].textContent.trim());
        const list = [...new Set(values)].filter(Boolean).sort((a, b) => a.localeCompare(b, language));
        const select = make("select", { id: `filter-${number}-${column}` }, new Option(said.any, ""));
        select.append(...list.map((value) => new Option(value, value)));
        return { select, values, name: head.dataset.choose, label: head.textContent };
      });
    const count = make("output", { className: "filter-count" });
    const reset = make("button", { type: "reset", textContent: said.all });
    const field = (label, control) =>
      make("div", {}, make("label", { htmlFor: control.id, textContent: label }), control);
    const form = make("form", { className: "filter" }, field(said.text, search));
    form.setAttribute("role", "search");
    form.setAttribute("aria-label", said.label);
    for (const { select, name, label } of choices) {
      form.append(field(label, select));
      select.value = query.get(name) ?? "";
      if (select.selectedIndex < 0) select.value = "";
    }
    search.value = query.get("q") ?? "";
    form.append(reset, count);

    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, i) => {
        const fits =
          words.every((word) => texts[i].includes(word)) &&
          choices.every(({ select, values }) => !select.value || values[i] === select.value);
        row.hidden = !fits;
        shown += fits;
      });
      list.classList.toggle("filtered", shown < rows.length);
      let before = false; // one head is enough for the few rows that are left of several tables
      for (const part of parts) {
        const holds = part.querySelector("tbody > tr:not([hidden])") !== null;
        part.hidden = !holds;
        part.classList.toggle("continues", holds && before && shown < rows.length);
        before ||= holds;
      }
      if (!before) parts[0].hidden = false;
      count.value = said.count.replace("{shown}", shown).replace("{number}", rows.length);
    };
    let later = 0;
    form.addEventListener("input", () => {
      clearTimeout(later);
      later = setTimeout(apply, 80);
    });
    form.addEventListener("reset", () => setTimeout(apply));
    form.addEventListener("submit", (event) => event.preventDefault());
    // A link to a row must find it, whatever was chosen.
    window.addEventListener("hashchange", () => {
      const row = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (row && rows.includes(row) && row.hidden) {
        form.reset();
        apply();
        row.scrollIntoView();
      }
    });
    list.prepend(form);
    apply();
  }

  const start = () => document.querySelectorAll("[data-filter]").forEach(enhance);
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
