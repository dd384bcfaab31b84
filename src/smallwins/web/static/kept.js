/* What waits in this browser until it could be sent: wins written without a network, and what was typed and not sent.
   Pages and the worker use the same few functions. Nothing else that a person writes is kept here. */
self.kept = (function () {
  "use strict";

  var PATIENCE = 20000; // milliseconds before an answer that does not come counts as none

  function done(request) {
    return new Promise(function (resolve, reject) {
      request.onsuccess = function () { resolve(request.result); };
      request.onerror = function () { reject(request.error); };
    });
  }

  function open() {
    var request = indexedDB.open("waiting", 1);
    request.onupgradeneeded = function () {
      request.result.createObjectStore("wins", { keyPath: "place", autoIncrement: true }).createIndex("id", "id", { unique: true });
      request.result.createObjectStore("typed");
    };
    return done(request);
  }

  async function within(store, mode, work) {
    var base = await open();
    try {
      var change = base.transaction(store, mode, { durability: "strict" });
      var whole = new Promise(function (resolve, reject) {
        change.oncomplete = resolve;
        change.onerror = change.onabort = function () { reject(change.error); };
      });
      var answer = await work(change.objectStore(store));
      await whole;
      return answer;
    } finally {
      base.close();
    }
  }

  // Wins: in the order in which they were written.
  function add(whose, id, fields) {
    return within("wins", "readwrite", async function (wins) {
      var before = await done(wins.index("id").get(id));
      if (!before) return done(wins.add({ whose: whose, id: id, fields: fields, at: Date.now() }));
      before.fields = fields;
      return done(wins.put(before));
    });
  }

  function all(whose) {
    return within("wins", "readonly", async function (wins) {
      return (await done(wins.getAll())).filter(function (win) { return win.whose === whose; });
    });
  }

  function refuse(id, reason) {
    return within("wins", "readwrite", async function (wins) {
      var win = await done(wins.index("id").get(id));
      if (!win) return;
      win.refused = reason;
      await done(wins.put(win));
    });
  }

  function remove(id) {
    return within("wins", "readwrite", async function (wins) {
      var place = await done(wins.index("id").getKey(id));
      if (place !== undefined) await done(wins.delete(place));
    });
  }

  // What was typed and not sent, by the person, the page and the field.
  function type(key, text) {
    return within("typed", "readwrite", function (typed) { return done(text ? typed.put(text, key) : typed.delete(key)); });
  }

  function typed(key) {
    return within("typed", "readonly", function (typed) { return done(typed.get(key)); });
  }

  async function ask(address, options) {
    var controller = new AbortController();
    var timer = setTimeout(function () { controller.abort(); }, PATIENCE);
    try {
      return await fetch(address, { ...options, signal: controller.signal, cache: "no-store", redirect: "manual" });
    } finally {
      clearTimeout(timer);
    }
  }

  // Who is signed in, with a token to send by; null where nobody is, or no network.
  async function hello() {
    try {
      var answer = await ask("/outbox", {});
      return answer.ok ? await answer.json() : null;
    } catch (error) {
      return null;
    }
  }

  /* Send what waits for whoever is signed in, the oldest first; one sender at a time, over all tabs and the worker.
     A win that is refused is marked, and those behind it go on. Whatever is not a clear answer leaves it waiting.
     Returns how many are new in the journal: the page does not show them yet. */
  function send() {
    return navigator.locks.request("send what waits", { ifAvailable: true }, async function (mine) {
      var sent = 0;
      if (!mine) return sent;
      var who = await hello();
      if (!who || !who.whose) return sent;
      for (var win of await all(who.whose)) {
        if (win.refused) continue;
        var body = new URLSearchParams(win.fields);
        body.set("whose", who.whose);
        try {
          var answer = await ask("/outbox", { method: "POST", body: body, headers: { "X-CSRFToken": who.token } });
          if (answer.status === 422) await refuse(win.id, (await answer.json()).reason);
          if (answer.status === 422) continue;
          if (answer.status !== 200) return sent;
          if ((await answer.json()).new) sent += 1;
          await remove(win.id);
        } catch (error) {
          return sent;
        }
      }
      return sent;
    });
  }

  return { add: add, all: all, remove: remove, refuse: refuse, type: type, typed: typed, hello: hello, send: send };
})();
