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

  /* "/" goes to the search box, unless one is typing. */
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    var box = document.getElementById("find");
    if (event.key === "/" && !typing && box && box.offsetParent) { event.preventDefault(); box.focus(); }
    if (event.key === "Escape") {
      document.querySelectorAll("details.export[open]").forEach(function (menu) { menu.open = false; });
    }
  });
  document.addEventListener("click", function (event) {
    document.querySelectorAll("details.export[open]").forEach(function (menu) {
      if (!menu.contains(event.target)) { menu.open = false; }
    });
  });

  /* A part of a page that meets the sign-in page: the session is over, the whole page goes there. */
  document.addEventListener("htmx:beforeSwap", function (event) {
    if (/\/accounts\/(sign-in|verify)\//.test(event.detail.xhr.responseURL)) {
      event.detail.shouldSwap = false;
      if (!event.target.classList.contains("bell-place")) { window.location.reload(); }
    }
  });

  /* A sheet that saves itself: without a connection it says so, and saves once the connection is back. */
  document.addEventListener("htmx:sendError", function (event) {
    var state = document.getElementById("sheet-state");
    if (!state || !event.target.hasAttribute("data-autosave")) { return; }
    var at = new Date().toLocaleTimeString("vi", {hour: "2-digit", minute: "2-digit"});
    state.textContent = state.dataset.offline.replace("{at}", at);
    event.target.dataset.owed = "1";
  });
  window.addEventListener("online", function () {
    document.querySelectorAll("[data-autosave][data-owed]").forEach(function (box) {
      delete box.dataset.owed;
      box.dispatchEvent(new Event("keep"));
    });
  });

  /* Tabs: sections of one page, one shown at a time; without scripts all stand below each other.
     The chosen one stands in the address after "#", so that a link can name it. */
  function tabs(box, number) {
    var sections = Array.from(box.querySelectorAll("[data-tab]"));
    var list = document.createElement("div");
    list.className = "tabs";
    list.setAttribute("role", "tablist");
    function show(index, focus) {
      sections.forEach(function (section, at) {
        section.hidden = at !== index;
        list.children[at].setAttribute("aria-selected", at === index);
        list.children[at].tabIndex = at === index ? 0 : -1;
      });
      if (focus) { list.children[index].focus(); history.replaceState(null, "", "#" + sections[index].id); }
    }
    sections.forEach(function (section, index) {
      var tab = document.createElement("button");
      section.id = section.id || "tab-" + number + "-" + index;
      tab.type = "button"; tab.textContent = section.dataset.tab; tab.id = section.id + "-label";
      tab.setAttribute("role", "tab"); tab.setAttribute("aria-controls", section.id);
      section.setAttribute("role", "tabpanel"); section.setAttribute("aria-labelledby", tab.id); section.tabIndex = 0;
      tab.addEventListener("click", function () { show(index, true); });
      tab.addEventListener("keydown", function (event) {
        var step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
        if (step) { event.preventDefault(); show((index + step + sections.length) % sections.length, true); }
      });
      list.appendChild(tab);
    });
    box.insertBefore(list, box.firstChild);
    show(Math.max(0, sections.findIndex(function (section) { return "#" + section.id === location.hash; })), false);
  }
  document.addEventListener("DOMContentLoaded", function () { document.querySelectorAll("[data-tabs]").forEach(tabs); });

  /* Drafts: what is typed stays on this device until it is sent, for a lost connection or an
     expired session. Kept for seven days, dropped on sending and on signing out. Never passwords,
     citizen IDs or files. */
  var PREFIX = "draft:", WEEK = 7 * 24 * 3600 * 1000;
  var store = (function () { try { return window.localStorage; } catch (refused) { return null; } })();
  function drafts() { return store ? Object.keys(store).filter(function (key) { return key.indexOf(PREFIX) === 0; }) : []; }
  function kept(field) {
    return field.name && !field.disabled && !/^(password|file|hidden|submit|button|search)$/.test(field.type) &&
      !/citizen_id|csrf|token/.test(field.name);
  }
  function values(form) {
    return Array.from(form.elements).filter(kept).map(function (field) {
      return [field.name, /^(checkbox|radio)$/.test(field.type) ? field.value : null,
        /^(checkbox|radio)$/.test(field.type) ? field.checked : field.value];
    });
  }
  function keyOf(form) { return PREFIX + document.body.dataset.user + ":" + (form.dataset.draft || location.pathname); }
  function restore(form, saved) {
    saved.forEach(function (entry) {
      Array.from(form.elements).filter(kept).forEach(function (field) {
        if (field.name !== entry[0]) { return; }
        if (entry[1] === null) { field.value = entry[2]; }
        else if (field.value === entry[1]) { field.checked = entry[2]; }
      });
    });
  }
  function note(form, text, button, act) {
    var box = form.querySelector(".draft-note") || document.createElement("div");
    box.className = "notice notice-info draft-note";
    box.setAttribute("role", "status");
    box.textContent = text;
    if (button) {
      var drop = document.createElement("button");
      drop.type = "button"; drop.className = "btn btn-quiet btn-sm"; drop.textContent = button;
      drop.addEventListener("click", act);
      box.appendChild(drop);
    }
    form.insertBefore(box, form.firstChild);
  }
  document.addEventListener("DOMContentLoaded", function () {
    if (!store) { return; }
    var words = document.body.dataset;
    drafts().forEach(function (key) {
      var saved = JSON.parse(store.getItem(key));
      /* A page that says "done" ends the draft that was sent to it; an old one has had its time. */
      if ((saved.sent && document.querySelector(".notice-success")) || Date.now() - saved.at > WEEK) { store.removeItem(key); }
    });
    document.querySelectorAll("form[data-draft]").forEach(function (form) {
      var key = keyOf(form), saved = JSON.parse(store.getItem(key) || "null"), start = JSON.stringify(values(form));
      if (saved && JSON.stringify(saved.values) !== start) {
        restore(form, saved.values);
        var at = new Date(saved.at);
        note(form, words.draftFound.replace("{at}", at.toLocaleTimeString("vi", {hour: "2-digit", minute: "2-digit"})), words.draftDrop, function () {
          store.removeItem(key); location.reload();
        });
      }
      var keep = function () { store.setItem(key, JSON.stringify({at: Date.now(), values: values(form)})); };
      form.addEventListener("input", keep);
      form.addEventListener("change", keep);
      form.addEventListener("submit", function (event) {
        if (!navigator.onLine) {
          event.preventDefault(); keep(); delete form.dataset.sent;
          note(form, words.draftOffline);
          return;
        }
        store.setItem(key, JSON.stringify({at: Date.now(), values: values(form), sent: true}));
      });
    });
    document.querySelectorAll("form.sign-out").forEach(function (out) {
      out.addEventListener("submit", function () { drafts().forEach(function (key) { store.removeItem(key); }); });
    });
  });
})();
