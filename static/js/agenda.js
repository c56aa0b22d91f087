/* The agenda builder: items move by their handle, by buttons or by Alt+arrow; times run on.
   Without scripts the numbers of the order are typed. */
(function () {
  "use strict";
  var form = document.querySelector("form[data-agenda]");
  if (!form) { return; }
  var list = form.querySelector("ol.agenda");
  form.classList.add("with-scripts");

  function items() { return Array.from(list.querySelectorAll("[data-item]")); }

  function clock(minutes) {
    var day = ((minutes % 1440) + 1440) % 1440;
    return String(Math.floor(day / 60)).padStart(2, "0") + ":" + String(day % 60).padStart(2, "0");
  }
  function minutesOf(text) {
    var found = /^\s*(\d{1,2})\s*[:hH]?\s*(\d{0,2})\s*$/.exec(text || "");
    return found ? Number(found[1]) * 60 + Number(found[2] || 0) : null;
  }
  function renew() {
    var now = minutesOf(form.dataset.starts);
    items().forEach(function (item, index) {
      var empty = !item.querySelector("[name$='-item']").value.trim();
      item.querySelector("[data-order]").value = index + 1;
      var fixed = minutesOf(item.querySelector("[name$='-starts_at']").value);
      if (fixed !== null) { now = fixed; }
      item.querySelector("[data-at]").textContent = now === null || empty ? "–" : clock(now);
      var length = item.querySelector("[data-minutes]").value;
      if (!empty) { now = now === null || length === "" ? null : now + Number(length); }
    });
  }
  function move(item, step) {
    var all = items(), at = all.indexOf(item), to = at + step;
    if (to < 0 || to >= all.length) { return; }
    if (step < 0) { list.insertBefore(item, all[to]); } else { list.insertBefore(item, all[to].nextSibling); }
    renew();
  }
  function button(item, words, icon, step) {
    var made = document.createElement("button");
    made.type = "button"; made.className = "btn btn-quiet btn-sm";
    made.setAttribute("aria-label", words + ": " + item.querySelector("[name$='-item']").value);
    made.innerHTML = '<i class="bi bi-' + icon + '" aria-hidden="true"></i>';
    made.addEventListener("click", function () { move(item, step); made.focus(); });
    return made;
  }
  items().forEach(function (item) {
    var moves = item.querySelector("[data-moves]");
    moves.appendChild(button(item, form.dataset.wordsUp, "chevron-up", -1));
    moves.appendChild(button(item, form.dataset.wordsDown, "chevron-down", 1));
    item.addEventListener("keydown", function (event) {
      var step = {ArrowUp: -1, ArrowDown: 1}[event.key];
      if (event.altKey && step) { event.preventDefault(); move(item, step); event.target.focus(); }
    });
  });
  list.addEventListener("input", renew);

  /* Pointer events serve mouse, pen and finger alike. */
  var dragged = null;
  list.addEventListener("pointerdown", function (event) {
    var handle = event.target.closest(".handle");
    if (!handle) { return; }
    dragged = handle.closest("[data-item]");
    dragged.classList.add("dragged");
    handle.setPointerCapture(event.pointerId);
    event.preventDefault();
  });
  list.addEventListener("pointermove", function (event) {
    if (!dragged) { return; }
    var over = items().find(function (item) {
      var box = item.getBoundingClientRect();
      return item !== dragged && event.clientY > box.top && event.clientY < box.bottom;
    });
    if (!over) { return; }
    var box = over.getBoundingClientRect(), below = event.clientY > box.top + box.height / 2;
    list.insertBefore(dragged, below ? over.nextSibling : over);
  });
  function drop() { if (dragged) { dragged.classList.remove("dragged"); dragged = null; renew(); } }
  list.addEventListener("pointerup", drop);
  list.addEventListener("pointercancel", drop);
  renew();
})();
