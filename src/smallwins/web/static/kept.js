/* What waits in this browser until it could be sent: wins and answers given without a network, and what was typed and
   not sent. Pages and the worker use the same few functions. Nothing else that a person writes is kept here. */
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

  // RFC 9562, version 7: the time first, then chance.
  function newId() {
    var bytes = crypto.getRandomValues(new Uint8Array(16));
    var now = Date.now();
    for (var at = 5; at >= 0; at -= 1) { bytes[at] = now % 256; now = Math.floor(now / 256); }
    bytes[6] = 0x70 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    var hex = Array.from(bytes, function (byte) { return byte.toString(16).padStart(2, "0"); }).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  function today() {
    var now = new Date();
    return [now.getFullYear(), String(now.getMonth() + 1).padStart(2, "0"), String(now.getDate()).padStart(2, "0")].join("-");
  }

  // Wins and answers: in the order in which they were written. Where one stands is kept once.
  function keep(whose, item) {
    return within("wins", "readwrite", async function (wins) {
      if (item.about === "place") {
        for (var before of await done(wins.getAll())) {
          if (before.whose === whose && before.about === "place" && before.to === item.to) await done(wins.delete(before.place));
        }
      }
      return done(wins.add({ ...item, whose: whose, at: Date.now() }));
    });
  }

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

  function refuse(id, reason, stands) {
    return change(id, function (win) {
      win.refused = reason;
      win.stands = stands;
    });
  }

  // The person has seen what stands there meanwhile, and means their own answer all the same.
  function insist(id) {
    return change(id, function (win) {
      delete win.refused;
      win.stood = "*";
    });
  }

  function change(id, how) {
    return within("wins", "readwrite", async function (wins) {
      var win = await done(wins.index("id").get(id));
      if (!win) return;
      how(win);
      await done(wins.put(win));
    });
  }

  // It has arrived: what waits behind it about the same was answered over what it left.
  function arrived(item, left) {
    return within("wins", "readwrite", async function (wins) {
      for (var other of await done(wins.getAll())) {
        if (other.id === item.id) await done(wins.delete(other.place));
        else if (left && item.about && other.whose === item.whose && other.about === item.about && other.to === item.to && other.stood !== "*") {
          other.stood = left;
          await done(wins.put(other));
        }
      }
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
  function send(wait) {
    return navigator.locks.request("send what waits", { ifAvailable: !wait }, async function (mine) {
      var sent = 0;
      if (!mine) return sent;
      var who = await hello();
      if (!who || !who.whose) return sent;
      var tried = new Set();
      for (;;) {
        var win = (await all(who.whose)).find(function (one) { return !one.refused && !tried.has(one.id); });
        if (!win) return sent;
        tried.add(win.id);
        var body = new URLSearchParams(win.fields);
        body.set("whose", who.whose);
        if (win.to) {
          [["as", win.id], ["to", win.to], ["stood", win.stood], ["stage", win.stage]].forEach(function (one) {
            body.set("waited_" + one[0], one[1] || "");
          });
        }
        try {
          var answer = await ask("/outbox", { method: "POST", body: body, headers: { "X-CSRFToken": who.token } });
          if (answer.status !== 422 && answer.status !== 200) return sent;
          var told = await answer.json();
          if (answer.status === 422) {
            await refuse(win.id, told.reason, told.stands);
            continue;
          }
          if (told.new) sent += 1;
          await arrived(win, told.left);
        } catch (error) {
          return sent;
        }
      }
    });
  }

  return { newId: newId, today: today, add: add, keep: keep, all: all, remove: remove, refuse: refuse, insist: insist, type: type, typed: typed, hello: hello, send: send };
})();
