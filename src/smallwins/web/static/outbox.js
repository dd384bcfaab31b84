/* Without a network: what is written down waits here and is sent later; what was typed is there again.

   Each win is kept before it is sent and forgotten when it has arrived, so that a tab may close at any moment; its id
   was made here, so that sending it again writes it once. */
(function () {
  "use strict";
  var whose = document.body.dataset.whose;
  var root = document.documentElement;
  var keptAt = root.dataset.kept;

  // Starting a worker takes a process of its own: the page is shown first.
  if ("serviceWorker" in navigator) addEventListener("load", function () {
    setTimeout(function () { navigator.serviceWorker.register("/worker.js").catch(function () {}); }, 200);
  });
  if (!whose || !self.indexedDB || !navigator.locks) return;

  var newId = self.kept.newId;
  var today = self.kept.today;

  function box() {
    return document.getElementById("capturing");
  }

  // Not by its property: the form has a field of that name.
  function isBox(form) {
    return form.matches("#capturing");
  }

  // A page that was kept is from another day and its box has an id that may be used up.
  function freshen(form) {
    form.elements.id.value = newId();
    var on = form.elements.happened_on;
    if (on && on.value === on.defaultValue) on.value = today();
  }

  function fieldsOf(form) {
    return Array.from(new FormData(form)).filter(function (field) {
      return field[0] !== "csrfmiddlewaretoken" && field[0] !== "next" && typeof field[1] === "string";
    });
  }

  var ready = false; // the win in the box is kept, and may be sent

  addEventListener("submit", async function (event) {
    var form = event.target;
    if (!isBox(form) || ready) {
      ready = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (keptAt) freshen(form);
    var id = form.elements.id.value;
    try {
      await self.kept.add(whose, id, fieldsOf(form));
      await forget(form);
    } catch (error) {
      // This browser keeps nothing (a private window, a full disk): it is sent as it would have been without us.
    }
    if (keptAt) return waits(form);
    ready = true;
    form.requestSubmit(event.submitter || undefined);
  }, true);

  // htmx says how it went; a form without it leads to another page, which asks once more and hears that it is there.
  addEventListener("htmx:afterRequest", async function (event) {
    var form = event.detail.requestConfig.elt;
    if (!isBox(form)) return;
    var status = event.detail.xhr.status;
    var id = event.detail.requestConfig.parameters.id;
    // Whoever was signed out meanwhile is shown the way in, which is no answer to this.
    if (status && status < 400 && !event.detail.xhr.responseText.includes('data-whose="' + whose + '"')) return show();
    if (status && status < 500 && status !== 403) await self.kept.remove(id);
    if (status && status < 400) await forget(form);
    if (!status || status >= 500) waits(form);
    show();
  });

  async function waits(form) {
    form.reset();
    freshen(form);
    form.removeAttribute("data-sent");
    await forget(form);
    await show();
    form.elements.title.focus();
    navigator.serviceWorker && navigator.serviceWorker.ready.then(function (worker) {
      return worker.sync && worker.sync.register("waiting");
    }).catch(function () {});
  }

  // What waits, and what came back.
  function element(name, text, made) {
    var one = document.createElement(name);
    if (text) one.textContent = text;
    if (made) made.append(one);
    return one;
  }

  function titleOf(win) {
    return new Map(win.fields).get("title");
  }

  function counted(items) {
    var wins = items.filter(function (item) { return !item.to; }).length;
    var answers = items.length - wins;
    var said = [];
    if (wins) said.push(wins === 1 ? "one win" : wins + " wins");
    if (answers) said.push(answers === 1 ? "one answer" : answers + " answers");
    var words = said.join(" and ");
    return words.charAt(0).toUpperCase() + words.slice(1);
  }

  // Where one stands in a review is sent, too, and is nothing to read.
  async function show() {
    var all = await self.kept.all(whose).catch(function () { return []; });
    var wins = all.filter(function (item) { return item.about !== "place"; });
    var place = document.getElementById("waiting");
    place.hidden = wins.length === 0;
    place.replaceChildren();
    if (!wins.length) return all;
    element("h2", counted(wins) + (wins.length === 1 ? " waits" : " wait") + " to be sent", place);
    element("p", "Kept in this browser until then.", place).className = "hint";
    var list = element("ul", "", place);
    wins.forEach(function (win) {
      var line = element("li", "", list);
      if (win.to) element("span", (win.words.asked || "Your review") + " ", line).className = "hint";
      element("bdi", win.to ? win.words.said : titleOf(win), line);
      if (!win.refused) return;
      element("p", "It was not taken: " + win.refused, line).className = "problem";
      if (win.stands) {
        var stands = element("p", "What stands there now: ", line);
        element("bdi", win.stands, stands);
        button(line, "Put mine there", async function () { await self.kept.insist(win.id); await send(); });
        return button(line, "Leave what stands", async function () { await self.kept.remove(win.id); await show(); });
      }
      if (!win.to) button(line, "Back into the box", function () { return takeBack(win); });
      button(line, "Throw it away", async function () { await self.kept.remove(win.id); await show(); });
    });
    return all;
  }

  function button(line, words, act) {
    var one = element("button", words, line);
    one.type = "button";
    one.className = "btn quiet";
    one.addEventListener("click", act);
  }

  async function takeBack(win) {
    var form = box();
    if (!form) {
      await self.kept.type(key("/", "title"), titleOf(win));
      await self.kept.remove(win.id);
      location.href = "/";
      return;
    }
    form.elements.title.value = titleOf(win);
    freshen(form);
    await self.kept.remove(win.id);
    await remember(form.elements.title);
    await show();
    form.elements.title.focus();
  }

  // What was typed and not sent.
  function key(path, name) {
    return [whose, path, name].join(" ");
  }

  function remember(field) {
    var text = field.value === field.defaultValue ? "" : field.value;
    return self.kept.type(key(location.pathname, field.name), text).catch(function () {});
  }

  async function forget(form) {
    for (var field of form.querySelectorAll("[data-unsent]")) {
      await self.kept.type(key(location.pathname, field.name), "").catch(function () {});
    }
  }

  addEventListener("input", function (event) {
    if (event.target.matches("[data-unsent]")) remember(event.target);
  });
  addEventListener("submit", function (event) {
    if (!isBox(event.target) && !event.defaultPrevented && !event.target.matches("[hx-post]")) forget(event.target);
  });
  addEventListener("htmx:afterRequest", function (event) {
    var sent = event.detail.requestConfig.elt;
    if (event.detail.successful && sent.matches("form") && event.detail.xhr.status < 300) forget(sent);
  });

  async function restore() {
    // Refused on the page itself: the words stand in the box, with the reason beside them.
    if (box() && box().elements.title.defaultValue) await self.kept.remove(box().elements.id.value);
    var shared = await self.kept.typed("shared");
    var title = box() && box().elements.title;
    if (title && shared) {
      title.value = shared;
      await remember(title);
      await self.kept.type("shared", "");
    }
    for (var field of document.querySelectorAll("[data-unsent]")) {
      if (field.value !== field.defaultValue || !field.name) continue;
      var text = await self.kept.typed(key(location.pathname, field.name));
      if (text) field.value = text;
    }
  }

  // Signing out while something waits: it can stay on this device until the same person signs in again.
  addEventListener("submit", async function (event) {
    var form = event.target;
    if (!form.matches("[data-leaves]") || form.dataset.leaves === "asked") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    await self.kept.send().catch(function () {});
    await show();
    var wins = (await self.kept.all(whose)).filter(function (item) { return item.about !== "place"; });
    var keep = wins.length > 0;
    var words = counted(wins) + (wins.length === 1 ? " has" : " have") + " not been sent yet. Go all the same? " +
      "They stay in this browser, readable to whoever uses it, until you come back and they can be sent.";
    if (keep && !confirm(words)) return;
    if (keep) {
      var field = element("input", "", form);
      field.type = "hidden";
      field.name = "keep";
      field.value = "1";
      await caches.delete("pages");
    }
    form.dataset.leaves = "asked";
    form.requestSubmit();
  }, true);

  async function send() {
    var sent = await self.kept.send().catch(function () { return 0; });
    if (!sent) return show();
    var typing = Array.from(document.querySelectorAll("[data-unsent]")).some(function (field) { return field.value !== field.defaultValue; });
    if (!typing) return location.reload();
    return show();
  }

  function sayKept() {
    if (!keptAt) return;
    var line = document.createElement("p");
    line.className = "trouble";
    var at = new Date(keptAt).toLocaleString(root.lang, { weekday: "long", hour: "2-digit", minute: "2-digit" });
    line.textContent = "No connection. This is how it stood on " + at + "; what you write down waits here.";
    document.getElementById("said").replaceChildren(line);
    if (box()) freshen(box());
  }

  function readAhead() {
    if (keptAt || location.pathname !== "/" || !navigator.serviceWorker) return;
    setTimeout(async function () {
      var who = await self.kept.hello();
      var worker = await navigator.serviceWorker.ready;
      if (who) worker.active.postMessage({ ahead: ["/", "/review", "/wins"], stamp: who.stamp });
    }, 1500);
  }

  restore().catch(function () {}).then(function () { return show(); }).then(function (wins) {
    sayKept();
    if (wins.length) send();
    readAhead();
  }).catch(function () {});
  addEventListener("waiting", show);
  addEventListener("shown", function () { restore().catch(function () {}); });
  addEventListener("online", send);
  addEventListener("visibilitychange", function () { if (!document.hidden) send(); });
  setInterval(function () {
    if (!document.getElementById("waiting").hidden) send();
  }, 20000);
})();
