/* A few plain functions; every page works without them.

   Keys: Escape twice within a second hides everything until the next key or touch.
         The key shown on an answer chooses it; u takes back what the page says was done. The settings switch
         these keys off, in this browser: keys of one letter are in the way of whoever dictates. */
(function () {
  "use strict";

  // Hide everything: the page goes blank and its title neutral, and the next key or touch only brings it back.
  var title = document.title;
  var escapedAt = 0;

  function hide() {
    title = document.title;
    document.title = "Untitled";
    document.documentElement.classList.add("hidden-away");
  }

  function isHidden() {
    return document.documentElement.classList.contains("hidden-away");
  }

  function show(event) {
    if (!isHidden()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (event.type === "pointerdown" || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
    document.documentElement.classList.remove("hidden-away");
    document.title = title;
  }

  addEventListener("keydown", show, true);
  addEventListener("pointerdown", show, true);
  addEventListener("click", function (event) {
    if (!isHidden()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    document.documentElement.classList.remove("hidden-away");
    document.title = title;
  }, true);

  // Keys of one letter, unless this browser was told to leave them.
  function hasKeys() {
    try { return localStorage.getItem("keys") !== "off"; } catch (error) { return true; }
  }

  document.documentElement.classList.toggle("without-keys", !hasKeys());
  document.querySelectorAll("[data-keys]").forEach(function (choice) {
    var on = choice.querySelector("[data-keys-on]");
    choice.hidden = false;
    on.checked = hasKeys();
    on.addEventListener("change", function () {
      if (on.checked) localStorage.removeItem("keys");
      else localStorage.setItem("keys", "off");
      document.documentElement.classList.toggle("without-keys", !hasKeys());
    });
  });

  function isWriting(element) {
    return element.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]") !== null;
  }

  addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      var now = Date.now();
      if (now - escapedAt < 1000) hide();
      escapedAt = isHidden() ? 0 : now;
      document.querySelectorAll(".explained:hover, .explained:focus-within").forEach(function (word) {
        word.classList.add("dismissed");
      });
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isWriting(event.target) || !hasKeys()) return;
    var key = CSS.escape(event.key.toLowerCase());
    var choice = document.querySelector('main [data-key="' + key + '"], #said [data-key="' + key + '"]');
    if (choice) {
      event.preventDefault();
      choice.focus();
      choice.click();
    }
  });

  // What a word means was closed with Escape: it opens again when one comes back to it.
  ["pointerout", "focusout"].forEach(function (moment) {
    addEventListener(moment, function (event) {
      var word = event.target.closest && event.target.closest(".explained");
      if (word && !word.contains(event.relatedTarget)) word.classList.remove("dismissed");
    });
  });

  addEventListener("click", function (event) {
    var word = event.target.closest && event.target.closest(".term");
    if (word) word.focus(); // a tap does not focus a button in every browser
  });

  // Ask before text that was not sent is lost; where the browser can, outbox.js keeps it, too.
  var sending = false;

  function hasUnsent() {
    return Array.prototype.some.call(document.querySelectorAll("[data-unsent]"), function (field) {
      return field.value.trim() !== field.defaultValue.trim();
    });
  }

  addEventListener("submit", function (event) {
    // A second press of a button that has sent its form would only send it twice.
    if (event.target.hasAttribute("data-sent")) return event.preventDefault();
    // What htmx sends it has taken over already; should that fail, the same form can be sent once more.
    if (!event.defaultPrevented) event.target.setAttribute("data-sent", "");
    sending = true;
  });
  addEventListener("pageshow", function () {
    sending = false;
    document.querySelectorAll("[data-sent]").forEach(function (form) { form.removeAttribute("data-sent"); });
  });
  addEventListener("beforeunload", function (event) {
    if (!sending && hasUnsent()) event.preventDefault();
  });

  // htmx notes the address of the page there, and an address can hold the words of a search.
  function forget() {
    sessionStorage.removeItem("htmx-current-path-for-history");
  }
  ["DOMContentLoaded", "htmx:pushedIntoHistory", "htmx:replacedInHistory", "htmx:historyRestore", "pagehide"].forEach(
    function (moment) { addEventListener(moment, function () { forget(); setTimeout(forget); }); }
  );

  // After a part of the page was replaced: go on where the new part says, and say what went wrong.
  addEventListener("htmx:afterSettle", function (event) {
    sending = false;
    var here = "[autofocus], [data-focus]";
    var next = event.target.matches(here) ? event.target : event.target.querySelector(here);
    if (next) next.focus();
    else if (document.activeElement === document.body) document.getElementById("main").focus({ preventScroll: true });
  });

  var first = document.querySelector("[data-focus]");
  if (first && !document.querySelector("[autofocus]")) first.focus({ preventScroll: true });

  function tell(sentence) {
    var said = document.getElementById("said");
    var line = document.createElement("p");
    line.className = "trouble";
    line.textContent = sentence;
    said.replaceChildren(line);
  }

  addEventListener("htmx:responseError", function (event) {
    sending = false;
    if (event.detail.xhr.status === 403 && !hasUnsent()) return location.reload();
    tell("That did not go through, and nothing was changed. What you typed is still here.");
  });
  addEventListener("htmx:sendError", function () {
    sending = false;
    tell("The journal does not answer. Is smallwins still running? What you typed is still here.");
  });

  // A wide picture opens where the win stands that the page is about.
  document.querySelectorAll(".chain-across").forEach(function (wide) {
    var here = wide.querySelector(".here");
    if (here) wide.scrollLeft = here.getBoundingClientRect().left - wide.getBoundingClientRect().left - wide.clientWidth / 2;
  });

  // The one-time link: press its button for the person who is looking at it.
  var press = document.querySelector("form[data-press]");
  if (press && document.visibilityState === "visible" && !document.prerendering) press.requestSubmit();
})();
