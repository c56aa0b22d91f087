/* Small helpers; every page works without them. */
(function () {
  "use strict";

  /* Put a figure's name into the section text, where the cursor stands. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-placeholder]");
    if (!button) { return; }
    var field = document.querySelector("textarea[name=text]");
    if (!field) { return; }
    field.setRangeText("[[" + button.dataset.placeholder + "]]", field.selectionStart, field.selectionEnd, "end");
    field.focus();
  });

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) { window.print(); }
  });

  /* A form is sent once, also by an impatient double click. */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.dataset.sent) { event.preventDefault(); return; }
    if (form.method === "post" && !form.hasAttribute("hx-post")) { form.dataset.sent = "1"; }
  });
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) { delete form.dataset.sent; });
  });
})();
