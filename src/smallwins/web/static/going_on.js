/* A review goes on without a network: each answer is kept here before it is sent, and the next card is one that was
   read ahead. What was answered meanwhile on another device is never written over: outbox.js shows both. */
(function () {
  "use strict";
  var whose = document.body.dataset.whose;
  var here = location.pathname;
  var whole = here + "?whole=1";
  if (!whose || !self.indexedDB || !navigator.locks || !/^\/review\/[\w-]+$/.test(here)) return;

  var local = null; // the cards that were read ahead, once there is no network
  var shownBefore = [];
  var now = -1;
  var ready = false;
  var FOLLOWED = { door: "door", not_yet: "not_yet", toward: "toward" };

  function review() {
    return document.querySelector("main .review");
  }

  // What a form says, as it waits: with what stood there, so that nothing is written over that was answered meanwhile.
  function itemOf(form, pressed) {
    var card = review().dataset;
    var fields = Array.from(new FormData(form, pressed)).filter(function (field) {
      return field[0] !== "csrfmiddlewaretoken" && !field[0].startsWith("waited_") && typeof field[1] === "string";
    });
    var said = Object.fromEntries(fields);
    var to = new URL(form.action, location.href).pathname;
    if (to.endsWith("/doors") && said.new) fields.push(["on", self.kept.today()]);
    var item = { id: self.kept.newId(), to: to, fields: fields, stage: card.stage || "", about: card.about || "whole", stood: card.stands };
    var adds = to.endsWith("/doors") || said.title || said.text;
    if (said.stage || said.act === "on" || isEmpty(said)) item.about = "place";
    else if (said.act === "begin" || said.act === "pause" || said.act === "reopen" || said.act === "close") {
      item.about = "whole";
      item.stood = card.whole;
    } else if (pressed && pressed.hasAttribute("aria-pressed")) {
      item.about += " " + said.win;
      item.stood = pressed.getAttribute("aria-pressed");
    } else if (adds || said.step) item.about += " " + item.id;
    item.words = wordsOf(form, pressed);
    return item;
  }

  function isEmpty(said) {
    return "title" in said && !said.title.trim();
  }

  function wordsOf(form, pressed) {
    var card = review().querySelector(".card-now");
    var title = card && (card.querySelector(".about-win bdi, .came-in bdi") || {}).textContent;
    var asked = card && (card.getAttribute("aria-label") || (card.querySelector("#card-title, legend, h3") || {}).textContent);
    var typed = Array.from(form.querySelectorAll("input:not([type=hidden], [type=checkbox], [type=search]), textarea"))
      .map(function (field) { return field.value.trim(); }).filter(Boolean);
    var ticked = Array.from(form.querySelectorAll("input:checked")).map(function (box) {
      return box.closest("label").querySelector(".words").textContent;
    });
    var button = pressed && ((pressed.querySelector(".words") || {}).textContent || (pressed.value !== "" && pressed.name === "value" && pressed.value) || pressed.textContent);
    var said = typed.concat(ticked);
    return { asked: [title, asked || ""].filter(Boolean).join(": ").trim(), said: (said.length ? said.join(", ") : button || "").trim() };
  }

  function held(form) {
    return form.method === "post" && form.closest("main .review") !== null;
  }

  addEventListener("submit", async function (event) {
    var form = event.target;
    var pressed = event.submitter;
    if (!held(form) || ready) {
      ready = false;
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (form.dataset.keeping) return;
    form.dataset.keeping = "1";
    var item = itemOf(form, pressed);
    var boosted = form.matches("[hx-boost], [hx-post]");
    try {
      await self.kept.keep(whose, item);
      await forgetTyped(form);
    } catch (error) {
      // This browser keeps nothing: it is sent as it would have been without us.
      return send(form, pressed);
    }
    if (local) return goOn(item);
    if (boosted) {
      hide(form, "waited_as", item.id);
      hide(form, "waited_stage", item.stage);
      return send(form, pressed);
    }
    await self.kept.send(true);
    if (!(await waits(item.id))) return location.assign(here);
    if (!(await start())) location.reload();
    else goOn(item);
  }, true);

  function send(form, pressed) {
    delete form.dataset.keeping;
    ready = true;
    form.requestSubmit(pressed || undefined);
  }

  function hide(form, name, value) {
    var field = form.querySelector("[name=" + name + "]") || document.createElement("input");
    field.type = "hidden";
    field.name = name;
    field.value = value;
    form.append(field);
  }

  async function forgetTyped(form) {
    for (var field of form.querySelectorAll("[data-unsent]")) await self.kept.type([whose, here, field.name].join(" "), "");
  }

  async function waits(id) {
    return (await self.kept.all(whose)).find(function (item) { return item.id === id; });
  }

  // It was sent as a page sends it: it has arrived, or was refused in sight, or there is no network.
  addEventListener("htmx:afterRequest", async function (event) {
    var sent = event.detail.requestConfig;
    var id = sent.parameters && sent.parameters.waited_as;
    if (!id) return;
    var status = event.detail.xhr.status;
    var own = event.detail.xhr.responseText.includes('data-whose="' + whose + '"');
    if (status && status < 500 && status !== 403 && (own || status >= 400)) await self.kept.remove(id);
    var item = await waits(id);
    dispatchEvent(new Event("waiting"));
    if (item && (await start())) goOn(item);
  });

  // Looking back where there is no network: what the worker kept of this page is older than what we know.
  addEventListener("htmx:beforeSwap", function (event) {
    if (event.detail.requestConfig.verb !== "get" || !/<html[^>]* data-kept="/.test(event.detail.xhr.responseText)) return;
    event.detail.shouldSwap = false;
    start().then(function (found) { if (found) resume(); });
  });

  // The cards that were read ahead.
  async function start() {
    if (local) return true;
    var answer = await caches.match(whole, { cacheName: "pages" }).catch(function () { return null; });
    if (!answer) return false;
    var read = new DOMParser().parseFromString(await answer.text(), "text/html");
    var held = read.querySelector("[data-whose]");
    if (held.dataset.whose !== whose) return false;
    local = Array.from(held.querySelectorAll("template")).map(function (one) {
      var card = one.content.querySelector(".review");
      return { card: card, name: card.dataset.card, stage: card.dataset.stage, about: card.dataset.about,
        follows: one.dataset.follows, answered: "answered" in one.dataset };
    });
    local.stage = held.dataset.stage;
    var line = document.getElementById("said");
    line.replaceChildren(element("p", "trouble", "No connection. Go on: what you answer waits here, and is sent when there is one."));
    return true;
  }

  function element(name, made, text) {
    var one = document.createElement(name);
    one.className = made;
    one.textContent = text;
    return one;
  }

  async function answeredHere() {
    return new Set((await self.kept.all(whose)).filter(function (item) { return item.about; }).map(function (item) { return item.about; }));
  }

  // Where one stands: as far as what waits says, else as it was read ahead.
  async function resume() {
    var place = (await self.kept.all(whose)).filter(function (item) { return item.about === "place" && item.to === here; }).pop();
    var last = (await self.kept.all(whose)).filter(function (item) { return item.to && item.stage; }).pop();
    var stage = (place && place.standing) || (last && last.stage) || local.stage;
    return toStage(stage);
  }

  async function toStage(stage) {
    var done = await answeredHere();
    var cards = local.filter(function (one) { return one.stage === stage && !one.follows; });
    var first = cards.find(function (one) { return !one.answered && !done.has(one.about); }) || cards[cards.length - 1];
    if (!first) return sayEnd("The cards after this one were not read ahead. What you answered is kept, and goes on with a connection.");
    await show(local.indexOf(first));
  }

  // Go on from what was just answered, as the server would.
  async function goOn(item) {
    dispatchEvent(new Event("waiting"));
    var said = Object.fromEntries(item.fields);
    if (said.act === "close") return sayEnd("The week is closed here. It counts as kept as soon as this has been sent.");
    if (said.act === "pause") return sayEnd("Marked as a pause here. It is sent as soon as there is a connection.");
    if (said.act === "begin" || said.act === "reopen") return toStage("doors");
    var name = review().dataset.card;
    var stood = review().dataset.stage;
    var at = now >= 0 && local[now].name === name ? now : local.findIndex(function (one) {
      return one.name === name && one.stage === stood && !one.follows;
    });
    if (said.stage) return place(said.stage, function () { return toStage(said.stage); });
    var then = FOLLOWED[said.answer] || (said.act === "merge" && !said.into ? "merge" : /^still-/.test(name) && said.value ? name : "");
    var following = then && item.about !== "place" ? local.findIndex(function (one, place) {
      return place > at && one.follows === then && one.stage === stood && (then === name || one.name === name);
    }) : -1;
    if (following >= 0 && !(local[now] && local[now].follows === then)) return show(following);
    var stays = (said.title && said.title.trim()) || (said.text && !said.field) || said.win || /^step-/.test(said.act || "");
    if (stays && at >= 0) return show(at);
    return next(at);
  }

  async function next(at) {
    var done = await answeredHere();
    var stage = at >= 0 ? local[at].stage : local.stage;
    for (var to = at + 1; to < local.length; to += 1) {
      var one = local[to];
      if (one.follows || ((one.stage === "doors" || one.stage === "questions") && done.has(one.about))) continue;
      var found = to;
      if (one.stage === stage) return show(found);
      return place(one.stage, function () { return toStage(local[found].stage); });
    }
    return sayEnd("The cards after this one were not read ahead. What you answered is kept, and goes on with a connection.");
  }

  // Where one stands is sent, too: it goes forward only.
  async function place(stage, then) {
    await self.kept.keep(whose, { id: self.kept.newId(), to: here, fields: [["stage", stage]], about: "place", standing: stage, stage: stage });
    return then();
  }

  async function show(index) {
    if (now >= 0 && now !== index) shownBefore.push(now);
    now = index;
    var card = document.importNode(local[index].card, true);
    card.querySelectorAll("input[name=id]").forEach(function (field) { field.value = self.kept.newId(); });
    await mark(card);
    review().replaceWith(card);
    if (self.htmx) self.htmx.process(card);
    dispatchEvent(new Event("shown"));
    var first = card.querySelector("[autofocus], [data-focus]");
    if (first) first.focus();
    scrollTo(0, 0);
  }

  // What was answered and waits stands in its card as if it had arrived.
  async function mark(card) {
    for (var item of await self.kept.all(whose)) {
      if (!item.about || item.about.split(" ")[0] !== card.dataset.about) continue;
      for (var field of item.fields) {
        var named = Array.from(card.querySelectorAll("[name='" + CSS.escape(field[0]) + "']"));
        var chosen = named.filter(function (one) { return one.matches("button, [type=checkbox]") && one.value === field[1]; });
        chosen.forEach(function (one) {
          if (one.hasAttribute("aria-pressed")) one.setAttribute("aria-pressed", String(item.stood !== "true"));
          else if (one.type === "checkbox") one.checked = true;
          else one.setAttribute("aria-current", "true");
        });
        if (card.dataset.card === "note" && field[0] === "note") card.querySelector("#note").value = field[1];
      }
    }
  }

  function sayEnd(sentence) {
    var card = review();
    var told = element("p", "lede", sentence);
    told.tabIndex = -1;
    card.replaceChildren(card.querySelector("h1"), told);
    told.focus();
  }

  addEventListener("click", function (event) {
    var link = local && event.target.closest && event.target.closest("main .review a[data-key]");
    if (!link || link.pathname !== here) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (link.dataset.key === "b" && shownBefore.length) {
      var back = shownBefore.pop();
      now = -1;
      show(back);
    } else if (link.dataset.key === "s") next(now);
  }, true);

  // Read ahead once the page stands, and anew after each answer.
  var soon = 0;
  function readAhead() {
    clearTimeout(soon);
    if (local || !navigator.serviceWorker) return;
    soon = setTimeout(function () {
      navigator.serviceWorker.ready.then(function (worker) { worker.active.postMessage({ ahead: [whole] }); });
    }, 300);
  }

  addEventListener("htmx:afterSettle", readAhead);
  if (document.documentElement.dataset.kept) start().then(function (found) { if (found && review().dataset.card !== undefined) resume(); });
  else readAhead();
})();
