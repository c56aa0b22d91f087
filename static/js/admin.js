/* Boxes with a search inside and fields of tables get the name of their field, for who listens to the page. */
(function () {
  "use strict";
  function nameOf(select) {
    var label = document.querySelector('label[for="' + select.id + '"]');
    if (label) { return label.textContent.replace(/:\s*$/, "").trim(); }
    var cell = select.closest("td"), table = select.closest("table");
    var head = cell && table && table.querySelectorAll("thead th")[cell.cellIndex];
    return (head ? head.textContent : select.name).trim();
  }
  function name() {
    document.querySelectorAll(".tabular td input:not([type=hidden]), .tabular td select, .tabular td textarea").forEach(function (field) {
      if (!field.hasAttribute("aria-label")) { field.setAttribute("aria-label", nameOf(field)); }
    });
    document.querySelectorAll("select.admin-autocomplete").forEach(function (select) {
      select.parentElement.querySelectorAll(".select2-selection, .select2-selection__rendered").forEach(function (box) {
        box.setAttribute("aria-label", nameOf(select));
      });
    });
  }
  document.addEventListener("DOMContentLoaded", function () { setTimeout(name, 0); });
  window.addEventListener("load", name);
  document.addEventListener("formset:added", function () { setTimeout(name, 0); });
})();
